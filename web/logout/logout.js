/** Asks whether to end the sign-in of this browser, or says that it has ended. */
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { logoutTexts } from "../shared/texts/logout.js";

const locale = pageLocale(new URLSearchParams(location.search).get("ui_locales") ?? "");
const text = texts(locale, logoutTexts);
const root = document.documentElement;

fillTexts(document, text, locale);
document.title = text(root.dataset.state === "done" ? "logout.done" : "logout.title");
const language = document.getElementById("language");
// The page that says "done" may be the answer to a form; loading it anew would send the form again.
if (root.dataset.state === "done") language.remove();
else offerOtherLanguage(language, locale);
for (const badge of document.querySelectorAll("[data-icon]")) {
  badge.append(icon(badge.dataset.icon));
}
for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;

document.getElementById("stay").addEventListener("click", () => {
  if (history.length > 1) return history.back();
  // Only a window that a script opened may be closed by one; the others say that all is as it was.
  close();
  root.dataset.state = "stayed";
  document.querySelector(".when-stayed h1").focus();
});

// Coming back from where the answer led: the sign-in may be gone by now.
addEventListener("pageshow", (event) => event.persisted && location.reload());
