/**
 * The page behind the address that a program shows beside its code. It explains, and takes nothing:
 * a code typed into a web page is what those want who send codes to others (RFC 8628, 5.4).
 */
import { avatar, element, plain } from "../shared/dom.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { call } from "../shared/api.js";
import { deviceTexts } from "../shared/texts/device.js";
import { icon } from "../shared/icons.js";

const locale = pageLocale(new URLSearchParams(location.search).get("ui_locales") ?? "");
const text = texts(locale, deviceTexts);
const prefix = location.pathname.replace(/\/device\/?$/, "");

fillTexts(document, text, locale);
document.title = text("device.heading");
document.getElementById("badge").append(icon("screen"));
document.getElementById("warning").prepend(icon("alert"));
offerOtherLanguage(document.getElementById("language"), locale);

/** Only named: a link into the app would need the code, and this page does not have it. */
function app({ name, logo_uri: logo }) {
  const picture = avatar(name, logo, `${location.origin}${prefix}/`);
  return element("li.choice", {}, picture, element("span", { dir: "auto" }, plain(name)));
}

try {
  const { body } = await call(`${prefix}/v1/wallets`, { locale });
  document.getElementById("wallets").append(...body.wallets.map(app));
  document.getElementById("apps").hidden = body.wallets.length === 0;
} catch {
  // Without the list the page still says the important things.
}
