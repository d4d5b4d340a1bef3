/** Words of the page behind a scanned code, and of the page for requests that cannot be trusted. */
export const landingTexts = {
  "landing.title": ["A sign-in code", "登录二维码"],
  "landing.heading": ["This code signs somebody in", "这是登录二维码"],
  "landing.what": [
    "It was shown on a computer or another screen. Scanning it with one of the apps below asks " +
      "you to confirm a sign-in there.",
    "它显示在电脑或其他屏幕上。用下列 App 扫描后，您将被要求确认在该屏幕上的登录。",
  ],
  "landing.warning": [
    "Only go on if you started this sign-in yourself, just now, on a screen in front of you. If " +
      "somebody sent you this code or asks you to scan it, close this page.",
    "仅当登录是您本人刚刚在面前的屏幕上发起时，才可继续。如果二维码是他人发来或要求您扫描的，请关闭本页。",
  ],
  "landing.open": ["Open with", "用以下 App 打开"],
  "landing.none": [
    "Open the app named beside the code and use its scanner.",
    "请打开二维码旁标明的 App，使用其“扫一扫”。",
  ],
  "landing.foot": ["Opening this page has changed nothing.", "打开本页不会产生任何操作。"],
};

/** Keys end in the problem code the broker puts into the page. */
export const errorTexts = {
  "error.title": ["Sign-in cannot start", "无法开始登录"],
  "error.advice": [
    "Nothing was shared. Go back to the site you came from and try again from there.",
    "未提供任何信息。请回到原网站，从那里重新开始。",
  ],
  "error.operator": ["For the site's operator: {code}", "供网站管理员参考：{code}"],
  "error.invalid_client": [
    "The site that sent you here is not registered with this service.",
    "将您带到这里的网站未在本服务登记。",
  ],
  "error.redirect_uri_not_allowed": [
    "The site that sent you here named a return address that is not registered for it. To " +
      "protect you, we do not go there.",
    "将您带到这里的网站所给的返回地址未登记。为保护您，我们不会跳转到该地址。",
  ],
  "error.invalid_request": [
    "The request of the site that sent you here is incomplete or malformed.",
    "来源网站的请求不完整或格式有误。",
  ],
  "error.scope_not_allowed": [
    "The site asks for more than it is registered for.",
    "来源网站请求的信息超出其登记范围。",
  ],
  "error.wallet_not_allowed": [
    "The site asks for an app that it is not registered for.",
    "来源网站指定的 App 未获准使用。",
  ],
  "error.unauthorized_client": [
    "The site that sent you here may not sign people in this way.",
    "将您带到这里的网站未获准以此方式登录。",
  ],
  "error.sign_out.title": ["Sign-out cannot go on", "无法退出登录"],
  "error.sign_out.advice": [
    "You are still signed in. Go back to the site you came from and sign out again there.",
    "您仍处于登录状态。请回到原网站重新退出登录。",
  ],
  "error.invalid_request_uri": [
    "This sign-in was prepared by the site a while ago and is too old now.",
    "网站为本次登录准备的请求已过期。",
  ],
  "error.session_over.title": ["This sign-in is over", "本次登录已结束"],
  "error.session_over": [
    "It was completed, cancelled, or its time ran out. It cannot be used again.",
    "登录已完成、已取消或已超时，不能再次使用。",
  ],
  "error.session_over.advice": [
    "Go back to the site you came from. If you are not signed in there, start again from there.",
    "请回到原网站。如尚未登录，请从那里重新开始。",
  ],
  "error.not_found.title": ["There is nothing here", "页面不存在"],
  "error.not_found": [
    "A sign-in that was shown here is over, or was opened in another browser.",
    "此处的登录已结束，或是在其他浏览器中打开的。",
  ],
  "error.passing.title": ["Sign-in cannot start just now", "暂时无法登录"],
  "error.passing.advice": [
    "Nothing is lost: stay on this page, and press the button in a moment.",
    "无需返回原网站，请留在本页，稍后点击按钮重试。",
  ],
  "error.rate_limited": [
    "There were too many attempts from your network. Please wait a moment.",
    "您所在网络的请求过于频繁，请稍候。",
  ],
  "error.overloaded": [
    "Very many people are signing in right now. It should work again in a moment.",
    "当前登录人数较多，片刻后即可恢复。",
  ],
  "error.switched_off.title": [
    "Sign-in here is switched off for the time being", "此处的登录已暂停",
  ],
  "error.switched_off.advice": ["Please try again later.", "请稍后再试。"],
  "error.switched_off": [
    "The operator has stopped it for now.", "运营方已暂停此网站的登录服务。",
  ],
  "error.unavailable": [
    "The service is being restarted. It should work again in a moment.",
    "服务正在重新启动，片刻后即可恢复。",
  ],
  "error.unexpected": ["Something about the request was not right.", "请求存在问题。"],
  "error.reload": ["Try again", "重试"],
};
