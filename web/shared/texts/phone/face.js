/** Words of the face check. */
export const faceTexts = {
  "face.title": ["Face check", "人脸核验"],
  "face.tries": ["Tries left: {count}", "剩余次数：{count}"],
  "face.simulator": ["Simulator: what the camera finds", "模拟器：选择核验结果"],
  "face.pass": ["Passes", "通过"],
  "face.provider_error": ["Provider error", "服务异常"],
  "face.nothing": ["Do nothing", "不做任何操作"],
  "face.waiting": ["Nothing is sent now. The check ends when its time is up.", "不发送任何结果，超时后核验将结束。"],
  "face.fail.no_face": ["No face", "未检测到人脸"],
  "face.fail.many_faces": ["Several faces", "多张人脸"],
  "face.fail.too_dark": ["Too dark", "光线过暗"],
  "face.fail.blurred": ["Blurred", "画面模糊"],
  "face.fail.occluded": ["Covered", "面部遮挡"],
  "face.fail.mismatch": ["Another person", "非本人"],
  "face.fail.not_live": ["Not a live person", "非真人"],
  "face.fail.timeout": ["Took too long", "采集超时"],
  "face.guide": [
    "Even light, phone level, only your face in the oval",
    "光线均匀，手机端平，仅您的面部位于框内",
  ],
  "face.guide.light": ["Even light on your face", "光线均匀"],
  "face.guide.level": ["Phone level, at eye height", "手机端平，与眼同高"],
  "face.guide.bare": ["Nothing over your face: no mask, hat or sunglasses", "面部无遮挡：不戴口罩、帽子、墨镜"],
  "face.guide.alone": ["Only you in the picture", "画面中只有您一人"],
  "face.use_camera": ["Use the real camera", "使用真实摄像头"],

  "capture.about": [
    "The camera looks at you for a moment. Do what the screen says, {count} movements, one by one.",
    "摄像头将拍摄片刻，请按屏幕提示依次完成 {count} 个动作。",
  ],
  "capture.privacy": [
    "The pictures are sent for this check only and are not kept.",
    "照片仅用于本次核验，不会保存。",
  ],
  "capture.start": ["Start the camera", "开始拍摄"],
  "capture.again": ["Try again", "再试一次"],
  "capture.number": ["Movement {number} of {count}", "第 {number} 个动作，共 {count} 个"],
  "capture.act.neutral": ["Look straight at the camera", "请正视摄像头"],
  "capture.act.neutral.detail": ["Mouth closed, hold still", "闭合嘴唇，保持不动"],
  "capture.act.turn_left": ["Turn your head to your left", "请向左转头"],
  "capture.act.turn_left.detail": ["Slowly, and stay there until the tone", "慢慢转动，保持到提示音响起"],
  "capture.act.turn_right": ["Turn your head to your right", "请向右转头"],
  "capture.act.turn_right.detail": ["Slowly, and stay there until the tone", "慢慢转动，保持到提示音响起"],
  "capture.act.blink": ["Close both eyes", "请闭上双眼"],
  "capture.act.blink.detail": ["Keep them closed until the tone", "保持闭眼，到提示音响起"],
  "capture.act.smile": ["Smile", "请微笑"],
  "capture.act.smile.detail": ["Show your teeth, until the tone", "露出牙齿，保持到提示音响起"],
  "capture.act.open_mouth": ["Open your mouth wide", "请张大嘴"],
  "capture.act.open_mouth.detail": ["Keep it open until the tone", "保持张开，到提示音响起"],
  "capture.act.other": ["Look straight at the camera", "请正视摄像头"],
  "capture.act.other.detail": ["Until the tone", "到提示音响起"],
  "capture.sending": ["Checking…", "正在核验…"],
  "capture.sending.detail": ["This takes a few seconds. Please wait.", "需要几秒钟，请稍候。"],
  "capture.unsent": ["The pictures were not sent", "照片未能发送"],
  "capture.unsent.detail": [
    "They are still here: you need not be filmed again. No try was used.",
    "照片仍在本页，无需重新拍摄，不计次数。",
  ],
  "capture.resend": ["Send again", "重新发送"],

  "visit.about": [
    "The check is done on the page of the face check service. It opens in a new tab; come " +
      "back here afterwards.",
    "核验在人脸核验服务的页面进行，将在新标签页打开，完成后请回到本页。",
  ],
  "visit.open": ["Open the face check", "打开人脸核验"],
  "visit.open_again": ["Open it again", "重新打开"],
  "visit.begin": ["Try again", "重试"],
  "visit.waiting": [
    "Finish in the other tab. This page goes on by itself as soon as the result is there.",
    "请在另一标签页完成核验，得到结果后本页会自动继续。",
  ],

  "face.advice.no_face": ["No face was found in the picture.", "画面中未检测到人脸。"],
  "face.way_out.no_face": [
    "Hold the phone at arm's length so that your face fills the oval, and keep it there.",
    "请将手机置于一臂距离，使面部充满取景框并保持。",
  ],
  "face.advice.many_faces": ["There was more than one face.", "画面中有多张人脸。"],
  "face.way_out.many_faces": [
    "Step away from other people, pictures and mirrors, then try again.",
    "请远离他人、照片和镜子后重试。",
  ],
  "face.advice.too_dark": ["It was too dark.", "光线过暗。"],
  "face.way_out.too_dark": [
    "Turn towards a window or a lamp; the light should come from the front.",
    "请面向窗户或灯光，使光线从正面照来。",
  ],
  "face.advice.blurred": ["The pictures were blurred.", "画面模糊。"],
  "face.way_out.blurred": [
    "Wipe the lens, rest your arm and move more slowly.",
    "请擦拭镜头、稳住手臂，动作放慢。",
  ],
  "face.advice.occluded": ["Something covered your face.", "面部有遮挡。"],
  "face.way_out.occluded": [
    "Take off mask, sunglasses and hat; move hair from your eyes.",
    "请摘下口罩、墨镜和帽子，拨开遮眼的头发。",
  ],
  "face.advice.mismatch": ["The face is not the one of the portrait.", "面部与凭证照片不一致。"],
  "face.way_out.mismatch": [
    "Only the holder can pass. If you are the holder: even light, no glasses, look straight " +
      "at the " +
      "camera. If the portrait is old or not yours, decline, take a new one under “My " +
        "credentials” " +
      "and scan again.",
    "须由本人核验。如您是本人，请在光线均匀处摘下眼镜、正视摄像头后重试；如照片过旧或非本人，请先拒绝，在“我的凭证”中重新拍摄后再扫码。",
  ],
  "face.advice.not_live": ["We could not tell that a live person is there.", "未能确认是真人。"],
  "face.way_out.not_live": [
    "Do each movement clearly and in the order shown, and stay there until the tone. " +
      "Pictures and " +
      "screens do not pass.",
    "请按提示顺序清晰地完成每个动作，并保持到提示音响起。照片或屏幕无法通过。",
  ],
  "face.advice.timeout": ["It took too long.", "采集超时。"],
  "face.way_out.timeout": [
    "Put everything ready first, then start and do the movements at once.",
    "请准备好后再开始，并及时完成动作。",
  ],
  "face.advice.provider_error": [
    "The face check is not available right now. This costs no try.",
    "核验服务暂不可用，不计次数。",
  ],
  "face.way_out.provider_error": [
    "Wait a moment and try again. If it lasts, decline and come back later.",
    "请稍候重试；如持续不可用，请先拒绝，稍后再来。",
  ],
  "face.advice.capture_mismatch": [
    "The pictures did not arrive as they were taken. This costs no try.",
    "照片在传输中不一致，不计次数。",
  ],
  "face.way_out.capture_mismatch": [
    "Try again. If you changed the portrait meanwhile, decline and scan anew.",
    "请重试。如期间更换过凭证照片，请先拒绝并重新扫码。",
  ],
  "face.advice.other": ["That did not work.", "未成功。"],
  "face.way_out.other": ["Try again, slowly and in even light.", "请在光线均匀处放慢动作重试。"],
};
