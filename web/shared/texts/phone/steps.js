/** Words of the steps of a login on the phone. */
export const stepTexts = {
  "step.of": ["Step {number} of {count}: {name}", "第 {number} 步，共 {count} 步：{name}"],
  "step.credential": ["credential", "选择凭证"],
  "step.portrait": ["portrait", "凭证照片"],
  "step.pin": ["{password}", "{password}"],
  "step.organisation": ["for whom you act", "办事身份"],
  "step.decision": ["confirm", "确认"],
  "step.verification": ["level", "认证等级"],
  "step.face": ["face check", "人脸核验"],
  "step.credential.title": ["Which credential do you want to use?", "请选择要使用的凭证"],
  "step.portrait.title": ["A portrait to compare with", "需要一张凭证照片"],
  "step.pin.title": ["Type your {password}", "请输入{password}"],
  "step.organisation.title": ["For whom do you act?", "您以什么身份办理？"],

  "action.next": ["Continue", "继续"],
  "action.back": ["Back", "上一步"],
  "action.confirm": ["Confirm", "确认"],
  "action.deny": ["Decline", "拒绝"],
  "action.not_me": ["This was not me", "不是我本人操作"],

  "pin.name": ["wallet password", "钱包密码"],
  "pin.label": ["Six digits", "六位数字密码"],
  "pin.hint": ["In this simulator: 123456", "模拟器密码：123456"],
  "pin.locked": [
    "Three wrong passwords. Try again in {seconds} s, or use “Forgot password”.",
    "密码连续输错三次，请在 {seconds} 秒后重试，或使用“忘记密码”。",
  ],
  "pin.forgotten": ["Forgot password", "忘记密码"],
  "pin.forgotten.detail": [
    "The wallet checks your face against your document, then you choose a new password. " +
      "Nothing is sent to the site meanwhile.",
    "钱包将通过人脸核验确认您的身份，之后可设置新密码。在此期间不会向网站发送任何信息。",
  ],
  "pin.reset": ["Face passes, password is 123456 again", "人脸通过，密码重置为 123456"],

  "organisation.about": [
    "The site learns whom you choose, and your role there.",
    "网站将获知您选择的身份及您在其中的角色。",
  ],
  "organisation.self": ["For myself", "本人（自然人）"],
  "organisation.for": ["For {name}", "代表 {name}"],
  "organisation.none": [
    "No organisation has named you. To act for one, ask its administrator to add you.",
    "您未绑定任何单位。如需代表单位办理，请联系该单位管理员添加您。",
  ],

  "chosen.credential": ["Credential", "使用凭证"],
  "chosen.organisation": ["You act", "办事身份"],

  "number.label": ["Number on the other screen", "另一屏幕上显示的数字"],
  "number.hint": [
    "Type the two digits you see there. You have one try.",
    "请输入屏幕上的两位数字，只能输入一次。",
  ],
  "consent.label": ["The site will receive", "该网站将获得"],
  "consent.required": ["required", "必需"],
  "consent.optional": ["optional", "可选"],
  "terms.label": ["Terms", "须知与协议"],
  "terms.accept": ["I have read and accept:", "我已阅读并同意："],
  "terms.version": ["version {version}", "版本 {version}"],
  "terms.receipt": [
    "A receipt says which version you accepted, and when.",
    "确认后将生成回执，记录您同意的版本和时间。",
  ],

  "verification.title": [
    "This service needs level {level}, yours is {held}",
    "此服务需要 {level} 级实名，您当前为 {held} 级",
  ],
  "verification.about": [
    "Your identity is verified now. After that you have level {level}, and the sign-in goes " +
      "on by itself.",
    "现在进行身份核验，通过后您的等级为 {level} 级，登录将自动继续。",
  ],
  "verification.face": ["What is needed: a face check, about one minute.", "需要：人脸核验，约一分钟。"],
  "verification.other": ["What is needed: the steps that follow.", "需要：完成接下来的步骤。"],
  "verification.verify": ["Verify", "去核验"],
  "verification.back": ["Back", "返回"],
  "verification.back.detail": [
    "Back ends this sign-in. Nothing is shared.",
    "选择“返回”将结束本次登录，不会提供任何信息。",
  ],

  "missing.number": [
    "Type the two digits shown on the other screen.",
    "请输入另一屏幕上显示的两位数字。",
  ],
  "missing.pin": ["The password has six digits.", "密码为六位数字。"],
  "missing.pin_wrong": [
    "That password is not right. Tries left: {count}",
    "密码不正确，剩余次数：{count}",
  ],
  "missing.consent": ["The required information must be allowed.", "必需的信息须勾选同意。"],
  "missing.terms": ["Please accept the terms.", "请同意相关须知。"],
  "missing.credential": ["Choose a credential.", "请选择一个凭证。"],
  "missing.credential_usable": [
    "This credential cannot be used. Choose another.",
    "该凭证无法使用，请选择其他凭证。",
  ],
  "missing.organisation": ["Choose for whom you act.", "请选择办事身份。"],
  "missing.portrait": ["Take a portrait first, or choose a file.", "请先拍摄或选择一张照片。"],
};
