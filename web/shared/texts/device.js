/** Words of the page behind the address that a program shows beside its code. */
export const deviceTexts = {
  "device.heading": ["Sign in for a program or device", "为程序或设备登录"],
  "device.open": ["Open your wallet app on your phone.", "在手机上打开钱包 App。"],
  "device.scan": [
    "Scan the code shown by the program, or type its code in the app.",
    "扫描程序显示的二维码，或在 App 中输入其登录码。",
  ],
  "device.confirm": [
    "Check what the app shows you, then confirm. The program goes on by itself.",
    "核对 App 显示的信息后确认，程序会自动继续。",
  ],
  "device.warning": [
    "Only go on if you started the program yourself, just now. If somebody sent you this address " +
      "or a code, close this page: confirming would sign them in as you.",
    "仅当程序是您本人刚刚启动时，才可继续。如果此地址或登录码是他人发来的，请关闭本页：一旦确认，对方将以您的身份登录。",
  ],
  "device.apps": ["Apps you can use", "可使用的 App"],
  "device.foot": ["Nothing needs to be typed on this page.", "本页无需输入任何内容。"],
};
