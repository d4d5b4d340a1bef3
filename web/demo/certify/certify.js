/**
 * The page of a company that checks faces, played: instead of a camera it has a button for each way
 * such a check can end.
 */
import { button, element } from "../../shared/dom.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../../shared/texts.js";
import { Problem, call } from "../../shared/api.js";
import { certifyTexts } from "../../shared/texts/certify.js";

const REASONS = [
  "no_face", "many_faces", "too_dark", "blurred", "occluded", "mismatch", "not_live",
];

const locale = pageLocale();
const text = texts(locale, certifyTexts);
const main = document.getElementById("main");

fillTexts(document, text, locale);
document.title = text("certify.title");
offerOtherLanguage(document.getElementById("language"), locale);

function show(status, ...content) {
  document.body.dataset.status = status;
  main.replaceChildren(element("section.card.padded", {}, ...content));
  main.querySelector("h1")?.focus();
}

const heading = (key) => element("h1", { tabindex: "-1" }, text(key));

function choices() {
  const choice = (kind, outcome) =>
    button(kind, outcome, () => decide({ outcome }), text(`certify.${outcome}`));
  const failures = REASONS.map((reason) =>
    button("", `fail-${reason}`, () => decide({ outcome: "fail", reason }), text(`reason.${reason}`)),
  );
  show(
    "open",
    heading("certify.title"),
    element("p", {}, text("certify.lead")),
    element("div.choices", {}, choice("primary", "pass")),
    element("h2", {}, text("certify.fail")),
    element("div.choices.reasons", {}, ...failures),
    element("h2", {}, text("certify.other")),
    element("div.choices", {}, ...["attack", "later", "never"].map((one) => choice("", one))),
  );
}

/** @param {{outcome: string, reason?: string}} json */
async function decide(json) {
  if (main.inert) return;
  main.inert = true;
  try {
    // The page's own address is the order's.
    await call(location.pathname, { method: "POST", json });
    ended(json.outcome);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    ended(problem.status === 409 ? "decided" : "problem");
  } finally {
    main.inert = false;
  }
}

function ended(outcome) {
  const said = outcome === "problem" || outcome === "decided" ? outcome : "done";
  show(said, heading(`certify.${said}`), element("p", { role: "status" }, text(`after.${outcome}`)));
}

choices();
