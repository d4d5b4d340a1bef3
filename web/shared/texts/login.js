/**
 * Words of the waiting page, hosted or embedded. Keys `status.…` and `detail.…` end in a hint code.
 */
export const loginTexts = {
  "page.title": ["Sign in to {name}", "登录 {name}"],
  "page.sign_in_to": ["Sign in to", "登录到"],
  "page.title.register": ["Register with {name}", "注册 {name}"],
  "page.title.face_check": ["Identity check for {name}", "{name} 身份认证"],
  "page.sign_in_to.register": ["Register with", "注册到"],
  "page.sign_in_to.face_check": ["Identity check for", "身份认证"],
  "page.foot": ["Your phone confirms. No password is typed here.", "由您的手机确认，本页不输入密码。"],

  "status.loading": ["One moment…", "请稍候…"],
  "status.scan_code": ["Scan this code with your phone", "请用手机扫描二维码"],
  "detail.scan_code": [
    "Check the details your phone shows you before you confirm.",
    "请核对手机上显示的信息后再确认。",
  ],
  "status.open_app": ["Go on in {wallet} on this phone", "请在本机打开{wallet}继续"],
  "detail.open_app": [
    "Check the details it shows you and confirm there. It then brings you back to this browser.",
    "请核对 App 中显示的信息并确认，之后会返回本浏览器。",
  ],
  "status.confirm_in_app": ["Confirm in the app", "请在 App 中确认"],
  "detail.confirm_in_app": [
    "Check that the app shows this site, then confirm there.",
    "请核对 App 中显示的网站，然后确认。",
  ],
  "status.return_to_page": ["Come back through the app", "请从 App 返回"],
  "detail.return_to_page": [
    "You have confirmed. The button in the app that leads back to this browser completes it.",
    "您已确认。请点击 App 中返回浏览器的按钮，即可完成。",
  ],
  "status.elsewhere": ["Continued in another tab", "已在另一个标签页继续"],
  "detail.elsewhere": [
    "The app brought you back in a tab of its own. You can close this one.",
    "App 已在新的标签页中返回，可以关闭此页。",
  ],
  "status.go_back": ["Confirmed. Go back to where you began", "已确认，请回到原标签页"],
  "detail.go_back": [
    "The tab in which you began goes on by itself. You can close this one.",
    "您开始操作的标签页会自动继续，可以关闭此页。",
  ],
  "status.sign_on": ["You are signed in already", "您已登录"],
  "detail.sign_on": [
    "Continue to {name} as the person who signed in on this browser.",
    "以在此浏览器上登录的用户身份继续前往 {name}。",
  ],
  "detail.sign_on.scopes": ["{name} asks for:", "{name} 将获得："],
  "detail.sign_on_refused": [
    "The sign-in of this browser does not suffice any more. Please scan the code with your phone.",
    "此浏览器上的登录已失效，请用手机扫描二维码。",
  ],
  "detail.sign_on_refused.here": [
    "The sign-in of this browser does not suffice any more. Please open the app on this phone.",
    "此浏览器上的登录已失效，请打开本机 App。",
  ],
  "status.confirm_on_phone": ["Scanned. Confirm on your phone", "已扫描，请在手机上确认"],
  "detail.confirm_on_phone": [
    "Check that your phone shows this site, then confirm there.",
    "请核对手机上显示的网站，然后确认登录。",
  ],
  "detail.confirm_on_phone.verify": [
    "Check that your phone shows this site, then confirm there.",
    "请核对手机上显示的网站，然后确认。",
  ],
  "status.enter_number": ["Type this number on your phone", "请在手机上输入此数字"],
  "detail.enter_number": [
    "It proves that the phone and this screen belong together. You have one try.",
    "用于证明手机与本屏幕属于同一次登录，只能输入一次。",
  ],
  "status.face_on_phone": ["Face check on your phone", "请在手机上完成人脸核验"],
  "detail.face_on_phone": [
    "Follow what your phone asks. This page goes on by itself.",
    "请按手机提示操作，完成后本页会自动继续。",
  ],
  "status.face_retry": ["The face check did not succeed yet", "人脸核验未通过，请重试"],
  "detail.face_retry": [
    "Try once more on your phone: good light, phone level, nothing covering your face.",
    "请在手机上再试一次：光线充足、手机端平、面部无遮挡。",
  ],
  "status.face_unavailable": ["The face check is not available right now", "人脸核验服务暂不可用"],
  "detail.face_unavailable": [
    "This is not your fault and costs no try. Try again on your phone in a moment.",
    "这不是您的原因，也不计次数，请稍后在手机上重试。",
  ],
  "status.done": ["You are signed in", "登录成功"],
  "status.done.verify": ["Identity verified", "认证成功"],
  "detail.done": ["Taking you back to {name}…", "正在返回 {name}…"],
  "detail.done_here": ["You can go on here.", "您可以继续操作了。"],
  "detail.done_button": ["One step is left: press the button.", "请点击按钮继续。"],
  "detail.done_redeemed": [
    "This sign-in is complete. You can close this page.",
    "本次登录已完成，可以关闭此页面。",
  ],
  "detail.done_redeemed.verify": [
    "This is complete. You can close this page.",
    "认证已完成，可以关闭此页面。",
  ],

  "status.denied": ["Sign-in declined", "登录已被拒绝"],
  "status.denied.verify": ["Declined", "已拒绝"],
  "detail.denied": ["You declined on your phone. Nothing was shared.", "您已在手机上拒绝，未提供任何信息。"],
  "status.level_declined": ["A higher level is needed", "需要更高的认证等级"],
  "detail.level_declined": [
    "You went back on your phone instead of being verified, so the sign-in ended. Nothing was " +
      "shared. With a new code you can be verified and go on.",
    "您在手机上选择了返回，未进行核验，登录已结束，未提供任何信息。获取新的二维码即可重新扫码核验。",
  ],
  "status.not_me": ["Stopped: “This was not me”", "已终止：手机端选择“不是我本人操作”"],
  "detail.not_me": [
    "The person who scanned said they did not start this. Nothing was shared. Never let anybody " +
      "else scan your code for you.",
    "扫码人表示并非本人发起，未提供任何信息。请勿让他人代为扫码。",
  ],
  "status.cancelled_by_page": ["Sign-in cancelled", "登录已取消"],
  "status.cancelled_by_page.verify": ["Cancelled", "已取消"],
  "detail.cancelled_by_page": ["The code no longer works.", "该二维码已失效。"],
  "status.expired_unscanned": ["This code has expired", "二维码已过期"],
  "detail.expired_unscanned": ["Get a new one when your phone is at hand.", "准备好手机后，请获取新的二维码。"],
  "status.expired_unopened": ["Time ran out", "操作超时"],
  "detail.expired_unopened": [
    "No app on this phone went on in time. Please start again.",
    "未在规定时间内打开本机 App，请重新开始。",
  ],
  "status.expired_undecided": ["Time ran out", "确认超时"],
  "detail.expired_undecided": [
    "Your phone did not finish in time. Start again with a new code.",
    "手机端未在规定时间内完成，请获取新的二维码重新开始。",
  ],
  "status.expired_unredeemed": ["The sign-in was not picked up in time", "登录结果未及时使用"],
  "status.expired_unredeemed.verify": ["Time ran out", "已超时"],
  "detail.expired_unredeemed": [
    "Your phone confirmed, but the site did not fetch the result. Please start again.",
    "手机已确认，但网站未及时取得结果，请重新开始。",
  ],
  "detail.expired_unredeemed.verify": [
    "You were verified, but did not go on in time. Please start again.",
    "认证已通过，但未及时继续，请重新开始。",
  ],
  "status.switched_off": ["Switched off for the time being", "该登录方式已暂停使用"],
  "detail.switched_off": [
    "The operator has stopped this way in for now, so this sign-in ended. Please try again later.",
    "运营方已暂停此登录方式，本次登录已结束，请稍后再试。",
  ],
  "status.wrong_number": ["The number was not right", "数字不正确"],
  "detail.wrong_number": [
    "For your safety the sign-in ended. Start again with a new code.",
    "为保护您的安全，本次登录已终止，请获取新的二维码。",
  ],
  "status.face_failed": ["The face check did not succeed", "人脸核验未通过"],
  "detail.face_failed": [
    "All tries are used up. Start again in good light, with nothing covering your face.",
    "次数已用完。请在光线充足、面部无遮挡的环境下重新开始。",
  ],
  "status.risk_blocked": ["This sign-in was stopped for safety", "出于安全考虑，本次登录已被终止"],
  "detail.risk_blocked": [
    "Something about it looked unusual. Start again from the site you want to use.",
    "检测到异常情况，请回到您要使用的网站重新开始。",
  ],
  "status.failed": ["The sign-in could not be completed", "登录未能完成"],
  "detail.failed": ["Please start again with a new code.", "请获取新的二维码重新开始。"],
  "status.replaced": ["Continued elsewhere", "已在别处继续"],
  "detail.replaced": ["A newer code has taken the place of this one.", "已生成新的二维码，此二维码不再有效。"],

  "problem.not_found": ["This sign-in is no longer here", "登录页面已失效"],
  "problem.not_found.detail": [
    "It is over, or it was opened in another browser. Please start again.",
    "登录已结束，或是在其他浏览器中打开的，请重新开始。",
  ],
  "problem.wrong_browser": [
    "This is not the browser where you began",
    "这不是您开始操作时使用的浏览器",
  ],
  "problem.wrong_browser.detail": [
    "Nothing was shared, and nothing goes on here. Open the browser in which you began, and start " +
      "again there.",
    "未提供任何信息，也不会在此继续。请回到开始操作时的浏览器，重新开始。",
  ],
  "problem.wrong_return": ["This way back does not fit", "返回链接无效"],
  "problem.wrong_return.detail": [
    "Nothing was shared. Come back with the button in the app in which you confirmed just now.",
    "未提供任何信息。请使用刚才确认所用 App 中的返回按钮。",
  ],
  "problem.not_now": ["Not confirmed in the app yet", "尚未在 App 中确认"],
  "problem.not_now.detail": [
    "Finish in the app first. It then brings you back here.",
    "请先在 App 中完成确认，之后会返回此页。",
  ],
  "problem.network": ["No connection", "网络未连接"],
  "problem.network.detail": [
    "Check your network. This page goes on by itself.",
    "请检查网络，恢复后本页会自动继续。",
  ],
  "problem.busy": ["Very many people are signing in", "当前登录人数较多"],
  "problem.busy.detail": ["Please stay on this page, it goes on by itself.", "请停留在本页，稍后会自动继续。"],
  "problem.switched_off": ["Sign-in here is switched off for the time being", "此处的登录已暂停"],
  "problem.switched_off.detail": [
    "The operator has stopped it for now. Please try again later.",
    "运营方已暂停此登录服务，请稍后再试。",
  ],
  "problem.rate_limited": ["Too many attempts", "操作过于频繁"],
  "problem.rate_limited.detail": ["Please wait a moment, then try again.", "请稍候片刻再试。"],
  "problem.misconfigured": ["This site may not offer sign-in here", "此网站未获准在此使用扫码登录"],
  "problem.misconfigured.detail": [
    "Please tell the site's operator ({code}).",
    "请将代码 {code} 告知网站管理员。",
  ],
  "problem.unexpected": ["Something went wrong", "出现了问题"],
  "problem.unexpected.detail": ["Please try again ({code}).", "请重试（{code}）。"],

  "connection.lost": ["No connection. Reconnecting…", "网络已断开，正在重新连接…"],
  "connection.busy": ["The service is busy. Waiting…", "服务繁忙，正在等待…"],

  "code.label": ["Code to scan with your phone", "供手机扫描的二维码"],
  "code.typed": ["No camera? Type this code in the app", "无法扫码？在 App 中输入此代码"],
  "code.copy": ["Copy this code", "复制代码"],
  "code.copied": ["Copied", "已复制"],
  "number.label": ["Number to type: {number}", "需输入的数字：{number}"],
  "wallets.title": ["Scan with", "扫码使用的 App"],
  "wallets.guide": ["Open {name} and choose Scan.", "打开{name}，使用“扫一扫”。"],
  "wallets.apps": ["Open one of these apps", "打开以下任一 App"],
  "wallets.open": ["Open {name}", "打开{name}"],
  "wallets.same_device_only": [
    "Nothing opens? Install the app on this phone, then press again. On a phone this site shows no " +
      "code to scan: to confirm with another device, open the site on a computer.",
    "点击后没有反应？请先在本机安装该 App，然后再次点击。在手机上本网站不显示二维码；" +
      "如需用其他设备确认，请在电脑上打开本网站。",
  ],
  "countdown": ["Time left {time}", "剩余时间 {time}"],
  "countdown.finish": ["Press the button within {time}", "请在 {time} 内点击按钮"],
  "countdown.soon": ["30 seconds left", "还剩 30 秒"],

  "sign_on.scopes": ["The site will receive", "该网站将获得"],
  "scope.required": ["required", "必需"],
  "scope.optional": ["optional", "可选"],

  "action.continue": ["Continue", "继续"],
  "action.scan_instead": ["Scan a code instead", "改用扫码登录"],
  "action.show_code": ["Show the code instead", "改为显示二维码"],
  "action.open_app": ["Open the app on this phone", "在本机打开 App"],
  "action.cancel": ["Cancel sign-in", "取消登录"],
  "action.cancel.verify": ["Cancel", "取消"],
  "action.new_code": ["Get a new code", "获取新的二维码"],
  "action.again": ["Try again", "重试"],
  "action.back": ["Back to {name}", "返回 {name}"],
  "action.on": ["Continue to {name}", "继续前往 {name}"],
  "action.finish": ["Continue to {name}", "继续前往 {name}"],
  "action.finish.register": ["Go on to log in", "继续登录"],
  "action.finish.face_check": ["Identity verified", "身份认证完成"],
};
