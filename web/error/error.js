/**
 * Our own page for an authorization request that cannot be trusted enough to send the person back
 * with an error.
 */
import { fillTexts, hasText, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { errorTexts } from "../shared/texts/landing.js";
import { icon } from "../shared/icons.js";

const locale = pageLocale(new URLSearchParams(location.search).get("ui_locales") ?? "");
const text = texts(locale, errorTexts);
const { problem: code, errorId } = document.documentElement.dataset;
const known = hasText(`error.${code}`, errorTexts) ? code : "unexpected";

/** The same request may succeed a moment later; all other refusals are for good. */
const PASSING = new Set(["rate_limited", "overloaded", "unavailable", "switched_off"]);

/** Some problems are about something else than a sign-in that could not start. */
function subject() {
  if (location.pathname.endsWith("/end_session")) return "sign_out";
  return PASSING.has(known) && known !== "switched_off" ? "passing" : known;
}

const words = (part) => {
  const own = `error.${subject()}.${part}`;
  return text(hasText(own, errorTexts) ? own : `error.${part}`);
};

fillTexts(document, text, locale);
document.title = words("title");
document.getElementById("title").textContent = words("title");
document.getElementById("advice").textContent = words("advice");
document.getElementById("badge").append(icon("alert"));
document.getElementById("reason").textContent = text(`error.${known}`);
document.getElementById("operator").textContent = text("error.operator", {
  code: [code, errorId].filter(Boolean).join(" "),
});
offerOtherLanguage(document.getElementById("language"), locale);

const reload = document.getElementById("reload");
reload.hidden = !PASSING.has(code);
reload.addEventListener("click", () => location.reload());
