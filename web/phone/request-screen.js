import { asksFields, readAnswers } from "./asks.js";
import { button, element, plain } from "../shared/dom.js";
import { requester, warning, warningCodes } from "./requester.js";

/**
 * Who asks, from where, and what for; declining is as easy as confirming.
 * @param {{text: import("../shared/texts.js").Texts, locale: string, issuer: string, request: any,
 *   isCalled: boolean, person: any, onConfirm: (answers: object) => void,
 *   onDeny: (reason: string) => void}} setup
 *   `request`: the answer to the scan; `isCalled`: it came without a code
 * @returns {HTMLElement & {warn: (codes: string[]) => void}}
 */
export function requestScreen(setup) {
  const { text, person } = setup;
  const codes = new Set(warningCodes(setup));
  const warnings = element(
    "div.warnings", { "data-testid": "warnings" }, ...[...codes].map((code) => warning(text, code)),
  );
  const screen = element("section.screen", {}, form(setup, [
    requester(setup),
    warnings,
    ...asksFields(setup),
    element(
      "p.soft.small", {},
      text("ask.as", { name: plain(person.name, 60) }), element("br"), text("ask.check"),
    ),
  ]));
  /** Something that happened while the person was reading; said once. */
  screen.warn = (later) => {
    for (const code of later.filter((one) => !codes.has(one))) {
      codes.add(code);
      warnings.prepend(warning(text, code));
    }
  };
  return screen;
}

function form({ text, request, person, onConfirm, onDeny }, content) {
  const missing = element(
    "p.notice.danger", { role: "alert", hidden: true, "data-testid": "missing" },
  );
  const made = element("form.stack", { novalidate: true });
  made.append(...content, missing, decision(text, onDeny));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = readAnswers(made, request, person);
    missing.hidden = answers.missing === null;
    if (answers.missing === null) return onConfirm(answers.members);
    missing.textContent = text(`missing.${answers.missing}`);
    const ask = answers.missing.replace("_wrong", "");
    made.querySelector(`[data-ask="${ask}"] input:not(:checked)`)?.focus();
  });
  return made;
}

function decision(text, onDeny) {
  const confirm = { type: "submit", "data-testid": "confirm" };
  return element(
    "div.decision", {},
    button("solid.big", "deny", () => onDeny("changed_mind"), text("action.deny")),
    element("button.button.primary.big", confirm, text("action.confirm")),
    button("danger", "not-me", () => onDeny("not_me"), text("action.not_me")),
  );
}
