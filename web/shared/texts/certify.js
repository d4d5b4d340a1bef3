/** Words of the demo's face provider. */
export const certifyTexts = {
  "certify.title": ["Face check", "人脸核验"],
  "certify.name": ["Face service", "人脸核验服务"],
  "certify.tag": ["Demonstration", "演示"],
  "certify.lead": [
    "A company would open the camera here. In this demonstration you choose how the check ends.",
    "真实的核验服务会在这里打开摄像头。本演示由您选择核验结果。",
  ],
  "certify.pass": ["Passed", "核验通过"],
  "certify.fail": ["Not passed, because", "核验不通过，原因是"],
  "certify.other": ["Something else", "其他情况"],
  "certify.attack": ["Passed, but an attack was noticed", "通过，但检测到攻击"],
  "certify.later": ["Passed, told five seconds later", "通过，五秒后告知"],
  "certify.never": ["No outcome at all", "始终没有结果"],
  "certify.done": ["Done", "已完成"],
  "certify.decided": ["This check is over", "该核验已结束"],
  "certify.problem": ["That did not work", "操作未成功"],

  "reason.no_face": ["No face", "未检测到人脸"],
  "reason.many_faces": ["Several faces", "画面中有多人"],
  "reason.too_dark": ["Too dark", "光线太暗"],
  "reason.blurred": ["Blurred", "画面模糊"],
  "reason.occluded": ["Face covered", "面部有遮挡"],
  "reason.mismatch": ["Another person", "与本人不符"],
  "reason.not_live": ["Not a live person", "非真人"],

  "after.pass": ["Go back to the app: it goes on by itself.", "请返回 App，流程会自动继续。"],
  "after.fail": ["Go back to the app: it says what to do.", "请返回 App 查看提示。"],
  "after.attack": ["Go back to the app: it says what to do.", "请返回 App 查看提示。"],
  "after.later": [
    "Go back to the app: it goes on by itself in some seconds.",
    "请返回 App，流程会在几秒后自动继续。",
  ],
  "after.never": ["Nothing will be told. The app waits until its time is up.", "不会告知结果，App 将等待至超时。"],
  "after.decided": ["It was decided before. Go back to the app.", "此前已有结果，请返回 App。"],
  "after.problem": ["Load this page again, or go back to the app.", "请刷新本页，或返回 App。"],
};
