/** Words of issuing a credential. */
export const issueTexts = {
  "issue.step.type": ["document", "选择证件"],
  "issue.step.read": ["read the chip", "读取芯片"],
  "issue.step.face": ["face", "人脸"],
  "issue.step.number": ["phone number", "手机号"],
  "issue.leave": ["Stop, get it later", "暂不申领"],
  "issue.type.title": ["Which document do you have?", "请选择证件类型"],
  "issue.type.about": ["Have it at hand: its chip is read next.", "请准备好证件，下一步将读取芯片。"],
  "issue.read.title": ["Hold the document to the phone", "请将证件贴近手机"],
  "issue.read.about": [
    "{name}: lay it flat on the back of the phone and do not move it until the phone vibrates.",
    "{name}：请将证件平贴手机背面，手机振动前请勿移动。",
  ],
  "issue.read.done": ["The chip is read", "读取成功"],
  "issue.read.failed": ["Reading fails", "读取失败"],
  "issue.read.lacking": ["This phone has no NFC", "本机无 NFC"],
  "issue.read.borrow": ["Use a relative's phone instead", "借用亲友手机代办"],
  "issue.borrow.title": ["Borrow a phone that has NFC", "借用有 NFC 的手机"],
  "issue.borrow.1": [
    "Open this wallet on the phone of a relative and choose “For somebody else”.",
    "在亲友手机上打开本钱包，选择“为他人代办”。",
  ],
  "issue.borrow.2": [
    "Hold your document to that phone and pass the face check there yourself.",
    "将您的证件贴近该手机读取，并由您本人完成人脸核验。",
  ],
  "issue.borrow.3": [
    "Choose “Delegate to my phone” and type the number of this phone.",
    "选择“授权到本人手机”，并输入本机号码。",
  ],
  "issue.borrow.about": [
    "Nothing of yours stays on the borrowed phone.",
    "借用的手机上不会留下您的任何信息。",
  ],
  "issue.borrow.done": ["The credential came to this phone", "凭证已授权到本机"],
  "issue.face.title": ["Show your face", "人脸核验"],
  "issue.face.about": [
    "The wallet compares your face with the picture in the chip.",
    "钱包将您的面部与芯片中的照片比对。",
  ],
  "issue.number.title": ["Your phone number", "绑定手机号"],
  "issue.number.label": ["Mobile number", "手机号码"],
  "issue.number.hint": [
    "11 digits. In this simulator {taken} is in use already.",
    "11 位号码。模拟器中 {taken} 视为已被使用。",
  ],
  "issue.number.wrong": ["A mobile number has 11 digits and begins with 1.", "手机号码为 11 位，以 1 开头。"],
  "issue.done.title": ["Your credential is ready", "凭证申领成功"],
  "issue.done.own": ["{name}, issued on this phone.", "{name}，本机申领。"],
  "issue.done.delegated": [
    "{name}, issued with a borrowed phone and delegated to this one.",
    "{name}，由借用手机代办并授权到本机。",
  ],
  "issue.done.portrait": [
    "For services that check your face, take its portrait once.",
    "如服务需要人脸核验，请先拍摄一张凭证照片。",
  ],
  "issue.done.go": ["Done", "完成"],

  "issue.failure.no_nfc": ["This phone cannot read chips.", "本机不支持 NFC，无法读取芯片。"],
  "issue.failure.no_nfc.way_out": [
    "Borrow the phone of a relative that has NFC, as said below; or go to a service counter with " +
      "the document.",
    "可按以下步骤借用亲友有 NFC 的手机代办，或携带证件到线下窗口办理。",
  ],
  "issue.failure.read": ["The chip was not read.", "未能读取芯片。"],
  "issue.failure.read.way_out": [
    "Take the phone out of its case, switch NFC on, hold the document still and try again. A " +
      "broken " +
      "chip needs a new document, or a service counter.",
    "请取下手机壳、打开 NFC、保持证件不动后重试；芯片损坏需换发证件或到线下窗口办理。",
  ],
  "issue.failure.face": ["The face did not match the document.", "人脸与证件照片不一致。"],
  "issue.failure.face.way_out": [
    "Only the holder of the document can do this. Try again in even light, without glasses " +
      "or mask; " +
      "after three times go to a service counter.",
    "须由证件持有人本人操作。请在光线均匀处摘下眼镜、口罩后重试；三次未通过请到线下窗口办理。",
  ],
  "issue.failure.number": ["This number belongs to another person.", "该手机号已被他人绑定。"],
  "issue.failure.number.way_out": [
    "Use another number, or have the old holder's wallet release it: Settings, Phone number.",
    "请更换号码，或由原持有人在其钱包“设置—手机号”中解除绑定。",
  ],
};
