/** Words of the portal of no particular kind. */
export const genericTexts = {
  "demo.title": ["Demo exam portal", "演示考试报名网"],
  "demo.name": ["Demo exam portal", "演示考试报名网"],
  "demo.hero": ["Register for the autumn examination", "秋季考试网上报名"],
  "demo.lead": [
    "Registration is open until 30 November. Sign in with your phone: no account, no password.",
    "报名截止日期：11 月 30 日。使用手机扫码登录，无需注册账号和密码。",
  ],
  "demo.step1": ["Sign in by scan", "扫码登录"],
  "demo.step2": ["Fill in the form", "填写报名信息"],
  "demo.step3": ["Pay and print", "缴费并打印准考证"],
  "demo.way_hosted.detail": ["The page leads to the broker and comes back.", "跳转到登录服务，完成后返回本站。"],
  "demo.way_embedded.detail": ["The same, embedded with one script tag.", "同样的登录，以一个脚本标签嵌入。"],
};
