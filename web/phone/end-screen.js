import { element, plain } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

const GOOD = new Set(["approved", "redeemed"]);

/** How a login ended, as this phone sees it. @param {{text: Function, status: string, hint: string, onAgain: () => void}} setup */
export function endScreen({ text, status, hint, onAgain }) {
  const key = hasText(`end.${hint}`, phoneTexts) ? `end.${hint}` : "end.other";
  const drawing = GOOD.has(status) ? "check" : status === "expired" ? "clock" : status === "failed" ? "alert" : "cross";
  return closing(text, { key, drawing, good: GOOD.has(status), attributes: { "data-result": status, "data-hint": hint }, onAgain });
}

/** What the broker, or the way to it, refused. @param {{text: Function, problem: import("../shared/api.js").Problem, onAgain: () => void}} setup */
export function refusedScreen({ text, problem, onAgain }) {
  const key = hasText(`refused.${problem.code}`, phoneTexts) ? `refused.${problem.code}` : "refused.other";
  const code = plain(problem.errorId ?? problem.code, 60);
  return closing(text, { key, drawing: "alert", good: false, values: { code }, attributes: { "data-result": "problem", "data-problem": problem.code }, onAgain });
}

function closing(text, { key, drawing, good, values = {}, attributes, onAgain }) {
  return element("section.screen.end", { "data-testid": "result", ...attributes },
    element("span", { class: good ? "badge" : "badge bad" }, icon(drawing)),
    element("h1", { tabindex: "-1" }, text(key)),
    element("p.soft", {}, text(`${key}.detail`, values)),
    element("button.button.big", { type: "button", "data-testid": "again", onclick: onAgain }, text("phone.again")));
}
