/**
 * The page behind a code that was opened in a plain browser: explains, warns, and offers the apps
 * that can go on.
 */
import { avatar, element, plain, safeLink } from "../shared/dom.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { call } from "../shared/api.js";
import { icon } from "../shared/icons.js";
import { landingTexts } from "../shared/texts/landing.js";
import { loginTexts } from "../shared/texts/login.js";

const locale = pageLocale();
const text = texts(locale, landingTexts, loginTexts);
const prefix = location.pathname.replace(/\/q\/[^/]*$/, "");

// The payload is this page's own address, without what a browser or a messenger may have hung on to
// it.
const payload = encodeURIComponent(location.origin + location.pathname);

fillTexts(document, text, locale);
document.title = text("landing.title");
document.getElementById("badge").append(icon("phone"));
document.getElementById("warning").prepend(icon("alert"));
offerOtherLanguage(document.getElementById("language"), locale);

function choice({ name, deep_link: template }) {
  const href = template ? safeLink(template.replaceAll("{payload}", payload)) : null;
  if (!href) return null;
  const words = element("span", { dir: "auto" }, text("wallets.open", { name: plain(name) }));
  const attributes = { href, rel: "noreferrer" };
  return element("li", {}, element("a.button", attributes, avatar(name), words, icon("arrow")));
}

try {
  const { body } = await call(`${prefix}/v1/wallets`, { locale });
  const choices = body.wallets.map(choice).filter(Boolean);
  document.getElementById("wallets").append(...choices);
  document.getElementById(choices.length > 0 ? "open" : "none").hidden = false;
} catch {
  // Without the list the page still says the important things.
  document.getElementById("none").hidden = false;
}
