/**
 * The page behind a code that was opened in a plain browser: explains, warns, and offers the apps
 * that can go on.
 */
import { avatar, element, plain } from "../shared/dom.js";
import { doorLink, doors } from "../shared/open-app.js";
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
const payload = location.origin + location.pathname;

fillTexts(document, text, locale);
document.title = text("landing.title");
document.getElementById("badge").append(icon("phone"));
document.getElementById("warning").prepend(icon("alert"));
offerOtherLanguage(document.getElementById("language"), locale);

/** @param {string | undefined} guide stands under the words of the button it belongs to */
function door({ id, name, logo_uri: logo, deep_link: template }, guide) {
  const href = doorLink(template, payload);
  if (!href) return null;
  const words = element("span", { dir: "auto" }, text("wallets.open", { name: plain(name, 40) }));
  const label = element("span.door-words", {}, words, guidance(guide));
  const attributes = { href, rel: "noreferrer", "data-app": id };
  const link = element("a.button", attributes, avatar(name, logo), label, icon("arrow"));
  return element("li", {}, link);
}

const guidance = (guide) =>
  guide ? element("span.guide", { dir: "auto" }, plain(guide, 200)) : null;

/** One wallet with the ways into it; named apart only where its host apps have other names. */
function section(wallet) {
  const { id, name, logo_uri: logo, guide, apps = [] } = wallet;
  const isInside = apps.length > 0;
  const links = doors(wallet).map((app) => door(app, isInside ? undefined : guide)).filter(Boolean);
  if (links.length === 0 && !guide) return null;
  const title = element("h3", { dir: "auto" }, plain(name, 40));
  const head = element(
    "div.wallet-head", {}, avatar(name, logo), element("div", {}, title, guidance(guide)),
  );
  const list = links.length > 0 ? element("ul.choices", {}, ...links) : null;
  const isNamed = isInside || !list;
  return element("li.wallet", { "data-wallet": id }, isNamed ? head : null, list);
}

try {
  const { body } = await call(`${prefix}/v1/wallets`, { locale });
  const choices = body.wallets.map(section).filter(Boolean);
  document.getElementById("wallets").append(...choices);
  document.getElementById(choices.length > 0 ? "open" : "none").hidden = false;
} catch {
  // Without the list the page still says the important things.
  document.getElementById("none").hidden = false;
}
