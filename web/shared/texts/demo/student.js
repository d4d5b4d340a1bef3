/** Words of the student-status site. */
export const studentTexts = {
  "demo.title": ["Student status records", "学籍学历信息网"],
  "demo.name": ["Student status records", "学籍学历信息网"],
  "demo.owner": ["Centre for Student Records", "学籍信息中心"],
  "demo.register_button": ["Register with my phone", "扫码注册"],

  "student.hero": ["Your years of study, on record", "学籍学历信息查询"],
  "student.lead": [
    "Look at your own records and give others a report they can check.",
    "查询本人学籍学历，生成可在线验证的报告。",
  ],
  "student.sign_in": ["Sign in", "登录"],
  "student.register": ["No account yet", "注册账号"],
  "student.register.detail": [
    "Your identity is verified on your phone: no forms, no security questions.",
    "通过手机核验身份即可注册，无需填写表单与密保问题。",
  ],
  "student.register.once": ["One document, one account.", "一个证件只能注册一个账号。"],
  "student.registered": ["{name} is registered. Sign in now.", "{name} 已注册，请登录。"],
  "student.records": ["What you find here", "本站可查询"],
  "student.file": ["Your file was opened under this verified identity.", "以下为本次登录的实名信息。"],
  "terms.face-notice": ["Terms of real-name registration", "实名注册服务协议"],
  "student.mine": ["Your records", "我的信息"],

  "service.back": ["Your records", "返回我的信息"],
  "service.status": ["Enrolment", "学籍信息"],
  "service.status.detail": ["School, course, year, state", "学校、专业、年级与学籍状态"],
  "service.degree": ["Diplomas", "学历信息"],
  "service.degree.detail": ["Diplomas since 1991", "1991 年以来的学历证书"],
  "service.report": ["Report for others", "在线验证报告"],
  "service.report.detail": ["With a code whoever receives it can check", "附在线验证码，供他人核验"],
  "service.transcript": ["Transcripts", "成绩单认证"],
  "service.transcript.detail": ["In Chinese and English", "中英文成绩单"],
};
