/** Words of the page that ends the sign-in of a browser. */
export const logoutTexts = {
  "logout.title": ["Sign out", "退出登录"],
  "logout.ask": ["Sign out on this browser?", "退出此浏览器上的登录？"],
  "logout.ask.detail": [
    "All websites you signed in to from here are told.",
    "您从此处登录过的所有网站都会收到通知。",
  ],
  "logout.confirm": ["Sign out", "退出登录"],
  "logout.stay": ["Stay signed in", "保持登录"],
  "logout.stayed": ["You are still signed in", "您仍处于登录状态"],
  "logout.close": ["Nothing has changed. You can close this page.", "未做任何更改，可以关闭此页面。"],
  "logout.done": ["You are signed out", "您已退出登录"],
  "logout.done.detail": [
    "The next sign-in from this browser needs your phone again. You can close this page.",
    "下次在此浏览器上登录需再次使用手机。可以关闭此页面。",
  ],
};
