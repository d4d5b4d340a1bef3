import { button, element, plain } from "../shared/dom.js";
import { decisionFields, readDecision } from "./asks.js";
import { WarningList } from "./warnings.js";
import { icon } from "../shared/icons.js";
import { missingNote } from "./step-screen.js";
import { requester } from "./requester.js";

/**
 * The decision: who asks, from where, what for, and what goes with a yes. Declining is as easy as
 * confirming.
 * @param {import("./step-screen.js").StepSetup & {person: any, chosen: [string, string][]}} setup
 *   `chosen`: what the steps before have chosen, to be seen once more
 * @returns {HTMLElement & {warn: (codes: string[]) => void}}
 */
export function requestScreen(setup) {
  const { text, progress, person } = setup;
  const warnings = new WarningList(setup, true);
  const screen = element("section.screen", {}, form(setup, [
    progress,
    requester(setup),
    warnings.root,
    chosenList(setup),
    ...decisionFields(setup),
    element(
      "p.soft.small", {},
      text("ask.as", { name: plain(person.name, 60) }), element("br"), text("ask.check"),
    ),
  ]));
  screen.warn = (codes) => warnings.add(codes);
  return screen;
}

function chosenList({ text, chosen }) {
  if (chosen.length === 0) return null;
  const rows = chosen.map(([key, words]) => element(
    "div", { "data-chosen": key },
    element("dt", {}, text(`chosen.${key}`)), element("dd", { dir: "auto" }, words),
  ));
  return element("dl.context.chosen", { "data-testid": "chosen" }, ...rows);
}

function form({ text, request, onNext, onBack, onDeny }, content) {
  const missing = missingNote();
  const made = element("form.stack", { novalidate: true });
  made.append(...content.filter(Boolean), missing, decision(text, onBack, onDeny));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = readDecision(made, request);
    missing.hidden = answers.missing === null;
    if (answers.missing === null) return onNext(answers.members);
    missing.textContent = text(`missing.${answers.missing}`);
    made.querySelector(`[data-ask="${answers.missing}"] input:not(:checked)`)?.focus();
  });
  return made;
}

function decision(text, onBack, onDeny) {
  const confirm = { type: "submit", "data-testid": "confirm" };
  return element(
    "div.decision", {},
    button("solid.big", "deny", () => onDeny("changed_mind"), text("action.deny")),
    element("button.button.primary.big", confirm, text("action.confirm")),
    onBack && button("quiet", "step-back", onBack, icon("back"), text("action.back")),
    button("danger", "not-me", () => onDeny("not_me"), text("action.not_me")),
  );
}
