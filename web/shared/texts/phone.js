/** Words of the phone page. */
import { credentialTexts } from "./phone/credentials.js";
import { documentTexts } from "./documents.js";
import { endTexts } from "./phone/ends.js";
import { faceTexts } from "./phone/face.js";
import { issueTexts } from "./phone/issue.js";
import { stepTexts } from "./phone/steps.js";

const ownTexts = {
  "phone.title": ["Demo wallet", "演示钱包"],
  "phone.tag": ["Simulator", "模拟器"],
  "phone.heading": ["Scan to sign in", "扫码登录"],
  "phone.who": ["Whose phone is this?", "当前用户"],
  "phone.code": ["Code", "登录码"],
  "phone.code.hint": [
    "Paste the link in the code, or type the letters beside it",
    "粘贴二维码中的链接，或输入二维码旁的字母",
  ],
  "phone.code.ready": [
    "A code was opened on this phone. Continue, or the Enter key, scans it at once.",
    "已在本机打开一个登录码，点击“继续”或按回车键即可扫码。",
  ],
  "phone.scan": ["Continue", "继续"],
  "phone.camera": ["Scan with the camera", "使用摄像头扫码"],
  "phone.camera.stop": ["Stop the camera", "关闭摄像头"],
  "phone.camera.refused": [
    "The camera could not be used. Type the code instead.",
    "无法使用摄像头，请输入登录码。",
  ],
  "phone.working": ["One moment…", "请稍候…"],
  "phone.again": ["Scan another code", "扫描其他登录码"],
  "phone.offline": [
    "No connection. Check the network, then press again.",
    "网络未连接，请检查网络后重试。",
  ],
  "phone.busy": ["The service is busy. Please try again in a moment.", "服务繁忙，请稍后再试。"],

  "inbox.heading": ["Waiting for you", "待您处理"],
  "inbox.asks": ["{name} asks you to sign in", "{name} 请求您登录"],
  "inbox.open": ["View", "查看"],

  "sign_ins.open": ["Where you are signed in", "已登录的浏览器"],
  "sign_ins.heading": ["Where you are signed in", "已登录的浏览器"],
  "sign_ins.none": ["You are not signed in anywhere.", "您未在任何浏览器上登录。"],
  "sign_ins.unknown": ["Unknown browser or program", "未知浏览器或程序"],
  "sign_ins.since": ["Since {time}", "登录时间：{time}"],
  "sign_ins.last": ["Last used {time}", "最近使用：{time}"],
  "sign_ins.ip": ["Address {ip}", "网络地址：{ip}"],
  "sign_ins.end": ["Sign out", "退出登录"],
  "sign_ins.end.of": ["Sign out: {name}", "退出登录：{name}"],
  "sign_ins.end_all": ["Sign out everywhere", "全部退出登录"],
  "sign_ins.ended": ["Signed out. The websites are told at once.", "已退出登录，相关网站会立即收到通知。"],
  "sign_ins.ended.none": ["It had ended already.", "该登录此前已结束。"],
  "sign_ins.back": ["Back", "返回"],

  "devices.heading": ["My phones", "我的手机"],
  "devices.about": ["These phones can sign in for you.", "以下手机可以为您登录。"],
  "devices.own": ["This phone", "本机"],
  "devices.unknown": ["Unnamed phone", "未命名的手机"],
  "devices.name": ["{name} · {os}", "{name} · {os}"],
  "devices.since": ["Added {time}", "添加时间：{time}"],
  "devices.last": ["Last used {time} for {name}", "最近使用：{time}，用于 {name}"],
  "devices.unused": ["Not used yet", "尚未使用"],
  "devices.remove": ["Remove", "移除"],
  "devices.remove.of": ["Remove: {name}", "移除：{name}"],
  "devices.remove.sure": [
    "Remove {name}? It can then no longer sign in for you.",
    "确定移除 {name}？移除后，该手机将无法再为您登录。",
  ],
  "devices.remove.yes": ["Yes, remove it", "确认移除"],
  "devices.remove.no": ["Keep it", "保留"],
  "devices.removed": [
    "Removed. What is already signed in stays so: look where you are signed in, too.",
    "已移除。此前的登录仍然有效，请同时查看“已登录的浏览器”。",
  ],
  "devices.removed.none": ["It had been removed already.", "该手机此前已被移除。"],
  "devices.renew": ["Add this phone again", "重新添加本机"],

  "ask.heading": ["Sign in to {name}?", "登录 {name}？"],
  "ask.heading.register": ["Verify your identity for {name}?", "向 {name} 证明您的身份？"],
  "ask.heading.face_check": ["Face check for {name}?", "为 {name} 进行人脸核验？"],
  "ask.as": ["Signing in as {name}", "当前用户：{name}"],
  "ask.check": ["Only confirm if you started this yourself, just now.", "仅当登录是您本人刚刚发起时才可确认。"],
  "ask.where.here": ["This device asks", "由本机浏览器发起"],
  "ask.where": ["Where the code is shown", "二维码所在设备"],
  "ask.request": ["About this request", "关于此请求"],
  "ask.binding": [
    "Compare this text with the one the portal shows you",
    "请核对此内容与网站显示的是否一致",
  ],
  "context.device": ["Browser", "浏览器"],
  "context.device.value": ["{browser} on {os}", "{os} 上的 {browser}"],
  "context.location": ["Place", "地点"],
  "context.ip": ["Address", "网络地址"],
  "context.started_at": ["Started", "发起时间"],
  "context.same_network": ["Network", "网络"],
  "context.same_network.true": ["The same as this phone", "与本机相同"],
  "context.same_network.false": ["Another than this phone", "与本机不同"],
  "context.unknown": ["Unknown", "未知"],
  "warning.new_browser": ["You have not signed in from this browser before.", "您此前未在该浏览器上登录过。"],
  "warning.program": [
    "A program asks, not a web page. Go on only if you started it yourself, just now.",
    "发起登录的是程序而非网页。仅在您刚刚亲自启动它时继续。",
  ],
  "warning.location_mismatch": [
    "The screen seems to be in another place than you are.",
    "该屏幕所在地点似乎与您不同。",
  ],
  "warning.second_scan": [
    "Somebody else has just tried to scan this code. If that surprises you, do not confirm.",
    "刚刚有其他人尝试扫描此二维码。如非您所知，请勿确认。",
  ],
  "warning.other": ["Unusual: {code}", "异常：{code}"],

  "host.in": ["{wallet} in {app}", "{app}中的{wallet}"],
  "host.mark": ["in {app}", "{app}小程序"],
  "camera.label": ["Camera picture", "摄像头画面"],
  "camera.refused": ["The camera is not allowed", "未获得摄像头权限"],
  "camera.refused.way_out": [
    "Allow the camera for this page in the browser's settings, then try again.",
    "请在浏览器设置中允许本页使用摄像头，然后重试。",
  ],
  "camera.none": ["No camera was found", "未找到摄像头"],
  "camera.none.way_out": [
    "This device has no camera that can be used. Go on with a phone that has one.",
    "本设备没有可用的摄像头，请换用有摄像头的手机。",
  ],
  "camera.busy": ["The camera is in use", "摄像头被占用"],
  "camera.busy.way_out": [
    "Close other apps that use the camera, then try again.",
    "请关闭正在使用摄像头的其他应用，然后重试。",
  ],
  "camera.insecure": ["The camera cannot be used here", "此处无法使用摄像头"],
  "camera.insecure.way_out": [
    "Browsers give the camera only to pages opened by https. Open this page that way.",
    "浏览器仅允许 https 页面使用摄像头，请以 https 打开本页。",
  ],
  "camera.other": ["The camera did not start", "摄像头未能启动"],
  "camera.other.way_out": [
    "Try again. If it happens again, restart the browser or use another phone.",
    "请重试；如仍失败，请重启浏览器或换用其他手机。",
  ],

  "receipts.title": ["Terms I accepted", "我同意的协议"],
  "receipts.none": ["You have not accepted any terms in this browser.", "您尚未在此浏览器中同意任何协议。"],
  "receipts.about": ["Kept in this browser only.", "仅保存在此浏览器中。"],
  "receipt.title": ["Accepted for {name}", "已同意 {name} 的协议"],
  "receipt.time": ["on {time}", "同意时间：{time}"],

  "unknown_wallet.title": ["There is no such wallet here", "没有这个钱包"],
  "unknown_wallet.detail": [
    "The address names a wallet that this simulator does not play.",
    "地址中的钱包不在此模拟器中。",
  ],
  "unknown_wallet.go": ["Open the first wallet", "打开默认钱包"],
};

export const phoneTexts = {
  ...ownTexts, ...stepTexts, ...documentTexts, ...credentialTexts, ...issueTexts, ...faceTexts,
  ...endTexts,
};
