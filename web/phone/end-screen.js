import { button, element, plain } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

/** @typedef {import("../shared/texts.js").Texts} Texts */

const DRAWINGS = { approved: "check", redeemed: "check", expired: "clock", failed: "alert" };

/**
 * How a login ended, as this phone sees it.
 * @param {{text: Texts, status: string, hint: string, onAgain: () => void}} setup
 */
export function endScreen({ text, status, hint, onAgain }) {
  const drawing = DRAWINGS[status] ?? "cross";
  const attributes = { "data-result": status, "data-hint": hint };
  return closing(text, { key: keyOf("end", hint), drawing, attributes, onAgain });
}

/**
 * What the broker refused.
 * @param {{text: Texts, problem: import("../shared/api.js").Problem, onAgain: () => void}} setup
 */
export function refusedScreen({ text, problem, onAgain }) {
  const values = { code: plain(problem.errorId ?? problem.code, 60) };
  const attributes = { "data-result": "problem", "data-problem": problem.code };
  const key = keyOf("refused", problem.code);
  return closing(text, { key, drawing: "alert", values, attributes, onAgain });
}

/** Codes newer than this page get general words. */
function keyOf(kind, code) {
  return hasText(`${kind}.${code}`, phoneTexts) ? `${kind}.${code}` : `${kind}.other`;
}

function closing(text, { key, drawing, values = {}, attributes, onAgain }) {
  return element(
    "section.screen.end", { "data-testid": "result", ...attributes },
    element("span", { class: drawing === "check" ? "badge" : "badge bad" }, icon(drawing)),
    element("h1", { tabindex: "-1" }, text(key)),
    element("p.soft", {}, text(`${key}.detail`, values)),
    button("big", "again", onAgain, text("phone.again")),
  );
}
