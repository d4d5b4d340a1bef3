/** Words of the province's exam portal. */
export const provinceTexts = {
  "demo.title": ["Provincial exam service", "省教育考试报名系统"],
  "demo.name": ["Provincial exam service", "省教育考试报名系统"],
  "demo.owner": ["Qinglan Province Examinations Office", "青澜省教育考试院"],
  "demo.sign_in": ["Sign in", "登录"],
  "demo.hosted_button": ["Open the sign-in page", "前往统一登录页"],

  "province.hero": ["Register for this year's examinations", "年度考试网上报名"],
  "province.lead": ["Three ways in. Use the one you have at hand.", "三种登录方式，任选其一。"],
  "province.account": ["Account", "账号登录"],
  "province.account.off": [
    "Accounts are not part of this demonstration, so this form is switched off.",
    "账号登录不属于本演示的内容，此表单已停用。",
  ],
  "province.id_number": ["Identity number", "身份证号"],
  "province.password": ["Password", "密码"],
  "province.captcha": ["Characters in the picture", "图形验证码"],
  "province.pause": [". ", "，"],
  "province.scan": ["Show the code", "显示二维码"],
  "province.elsewhere": ["Rather on a page of its own?", "也可在独立页面中扫码："],
  "wallet.alipay.then": ["Then confirm and authorise on the phone.", "然后在手机上确认登录并授权。"],
  "wallet.social-card.then": [
    "Then enter the card's password on the phone and confirm.",
    "然后在手机上输入社保卡密码并确认登录。",
  ],
  "terms.face-notice": ["Terms of identity verification", "身份认证服务协议"],

  "province.certification": ["Face certification", "人脸认证"],
  "province.certification.detail": [
    "Needed once before you register for an examination.",
    "报名前须完成一次实人认证。",
  ],
  "province.certify": ["Begin face certification", "开始人脸认证"],
  "province.certify_again": ["Certify again", "重新认证"],
  "province.certified": ["Face certification passed", "人脸认证已通过"],
  "province.guide1": [
    "A code appears: scan it with the app you signed in with",
    "页面显示二维码，用登录时的 App 扫描",
  ],
  "province.guide2": ["Agree to the certification terms on the phone", "在手机上同意认证协议"],
  "province.guide3": [
    "Even light, phone level, nothing over your face, nobody else in the picture",
    "光线均匀、手机端平、面部无遮挡、画面中只有您一人",
  ],
  "province.notice1": ["Registration for the civil service examination opens", "公务员考试网上报名开始"],
  "province.notice1.date": ["3 Nov", "11 月 3 日"],
  "province.notice2": ["Portraits: what is accepted", "报名照片上传要求"],
  "province.notice2.date": ["1 Nov", "11 月 1 日"],
  "province.notice3": ["Admission tickets can be printed", "准考证打印通道开放"],
  "province.notice3.date": ["25 Oct", "10 月 25 日"],
};
