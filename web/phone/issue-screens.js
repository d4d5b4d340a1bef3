/** The screens of issuing a credential; every failure names its way out. */
import { button, element } from "../shared/dom.js";
import { DOCUMENTS, ISSUE_STEPS } from "./documents.js";
import { faceGuide } from "./face-advice.js";
import { icon } from "../shared/icons.js";
import { missingNote } from "./step-screen.js";
import { progressLine } from "./steps.js";

/** What the simulator takes as in use already. */
const TAKEN = "13800000000";

/** @typedef {{text: Function, issue: import("./issue.js").Issue, failure: string | null}} Setup */

/** By step. @type {Record<string, (setup: Setup) => HTMLElement>} */
export const ISSUE_SCREENS = { type, read, borrow, face, number, done };

function frame({ text, issue, failure }, step, ...content) {
  const at = step === "borrow" ? "read" : step;
  return element(
    "section.screen", { "data-testid": `issue-${step}` },
    ISSUE_STEPS.includes(at) ? issueProgress(text, at) : null,
    element("h1", { tabindex: "-1" }, text(`issue.${step}.title`)),
    failure ? failureNote(text, failure) : null,
    ...content,
    step === "done" ? null : leaveButton(text, issue),
  );
}

const leaveButton = (text, issue) =>
  button("quiet", "issue-leave", () => issue.leave(), text("issue.leave"));

/** The line of a login, with the names of these steps. */
function issueProgress(text, step) {
  const own = (key, values) => text(key === "step.of" ? key : `issue.${key}`, values);
  return progressLine(own, ISSUE_STEPS, step);
}

function failureNote(text, failure) {
  return element(
    "div.notice.warn", { role: "alert", "data-testid": "issue-failure", "data-failure": failure },
    icon("alert"),
    element(
      "div", {},
      element("p.strong", {}, text(`issue.failure.${failure}`)),
      element("p", {}, text(`issue.failure.${failure}.way_out`)),
    ),
  );
}

function simulator(text, ...buttons) {
  return element(
    "fieldset.simulator", {},
    element("legend", {}, text("phone.tag")), element("div.outcomes", {}, ...buttons),
  );
}

function type(setup) {
  const { text, issue } = setup;
  const buttons = Object.keys(DOCUMENTS).map((one) => {
    const words = text(`credential.type.${one}`);
    const made = button("", "issue-type", () => issue.choose(one), icon("card"), words);
    made.dataset.type = one;
    return made;
  });
  const about = element("p.soft", {}, text("issue.type.about"));
  return frame(setup, "type", about, element("div.stack.documents", {}, ...buttons));
}

function read(setup) {
  const { text, issue } = setup;
  const name = text(`credential.type.${issue.type}`);
  const own = () => issue.read("own");
  const failed = () => issue.go("read", "read");
  const lacks = () => issue.go("borrow", "no_nfc");
  return frame(
    setup, "read",
    element("div.act-drawing.large", {}, icon("nfc")),
    element("p.soft", {}, text("issue.read.about", { name })),
    simulator(
      text,
      button("primary", "nfc-read", own, icon("check"), text("issue.read.done")),
      button("", "nfc-failed", failed, text("issue.read.failed")),
      button("", "nfc-lacking", lacks, text("issue.read.lacking")),
    ),
    button("", "nfc-borrow", () => issue.go("borrow"), icon("swap"), text("issue.read.borrow")),
  );
}

function borrow(setup) {
  const { text, issue } = setup;
  const steps = [1, 2, 3].map((one) => element("li", {}, text(`issue.borrow.${one}`)));
  const done = () => issue.read("delegated");
  return frame(
    setup, "borrow",
    element("ol.numbered", {}, ...steps),
    element("p.notice", {}, icon("shield"), element("span", {}, text("issue.borrow.about"))),
    simulator(
      text,
      button("primary", "borrow-done", done, icon("check"), text("issue.borrow.done")),
    ),
    button("", "borrow-back", () => issue.go("read"), icon("back"), text("action.back")),
  );
}

function face(setup) {
  const { text, issue } = setup;
  const passed = () => issue.go("number");
  const failed = () => issue.go("face", "face");
  return frame(
    setup, "face",
    element("p.soft", {}, text("issue.face.about")), faceGuide(text),
    simulator(
      text,
      button("primary", "issue-face-pass", passed, icon("check"), text("face.pass")),
      button("", "issue-face-fail", failed, text("face.fail.mismatch")),
    ),
  );
}

function number(setup) {
  const { text, issue } = setup;
  const missing = missingNote();
  const go = { type: "submit", "data-testid": "issue-go" };
  const input = element("input", {
    id: "phone-number", name: "phone-number", type: "text", inputmode: "tel", maxlength: 11,
    autocomplete: "off", "aria-describedby": "phone-number-hint",
    "data-testid": "issue-number-input",
  });
  const form = element(
    "form.stack", { novalidate: true },
    element(
      "div.field", {},
      element("label", { for: "phone-number" }, text("issue.number.label")), input,
      element("p.hint", { id: "phone-number-hint" }, text("issue.number.hint", { taken: TAKEN })),
    ),
    missing,
    element("button.button.primary.big", go, text("action.next")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    missing.hidden = /^1[0-9]{10}$/.test(input.value);
    missing.textContent = text("issue.number.wrong");
    if (!missing.hidden) return input.focus();
    if (input.value === TAKEN) return issue.go("number", "number");
    return issue.finish();
  });
  return frame(setup, "number", form);
}

function done(setup) {
  const { text, issue } = setup;
  const name = text(`credential.type.${issue.type}`);
  const about = `issue.done.${issue.kind}`;
  const screen = frame(
    setup, "done",
    element("p", {}, text(about, { name })),
    element("p.soft.small", {}, text("issue.done.portrait")),
    button("primary.big", "issue-finish", () => issue.leave(), text("issue.done.go")),
  );
  screen.dataset.kind = issue.kind;
  return screen;
}
