import { button, element, plain } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

/** @typedef {import("../shared/texts.js").Texts} Texts */

const DRAWINGS = { approved: "check", redeemed: "check", expired: "clock", failed: "alert" };

/**
 * How a login ended, as this phone sees it.
 * @param {{text: Texts, status: string, hint: string, isCalled: boolean, onAgain: () => void,
 *   onSignIns: () => void}} setup `isCalled`: there was no code, and no screen that showed one
 */
export function endScreen({ text, status, hint, isCalled, onAgain, onSignIns }) {
  const drawing = DRAWINGS[status] ?? "cross";
  const attributes = { "data-result": status, "data-hint": hint };
  const screen = closing(text, { key: keyOf("end", hint), drawing, attributes, isCalled, onAgain });
  const words = [icon("screen"), text("sign_ins.open")];
  if (drawing === "check") screen.append(button("quiet", "sign-ins-open", onSignIns, ...words));
  return screen;
}

/**
 * What the broker refused.
 * @param {{text: Texts, problem: import("../shared/api.js").Problem, isCalled: boolean,
 *   onAgain: () => void}} setup
 */
export function refusedScreen({ text, problem, isCalled, onAgain }) {
  const values = { code: plain(problem.errorId ?? problem.code, 60) };
  const attributes = { "data-result": "problem", "data-problem": problem.code };
  const key = keyOf("refused", problem.code);
  return closing(text, { key, drawing: "alert", values, attributes, isCalled, onAgain });
}

/** Codes newer than this page get general words. */
function keyOf(kind, code) {
  return hasText(`${kind}.${code}`, phoneTexts) ? `${kind}.${code}` : `${kind}.other`;
}

function closing(text, { key, drawing, values = {}, attributes, isCalled, onAgain }) {
  const words = (of) => {
    const called = `${of}.called`;
    return text(isCalled && hasText(called, phoneTexts) ? called : of, values);
  };
  return element(
    "section.screen.end", { "data-testid": "result", ...attributes },
    element("span", { class: drawing === "check" ? "badge" : "badge bad" }, icon(drawing)),
    element("h1", { tabindex: "-1" }, words(key)),
    element("p.soft", {}, words(`${key}.detail`)),
    button("big", "again", onAgain, text("phone.again")),
  );
}
