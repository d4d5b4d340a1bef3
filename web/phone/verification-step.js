/** The level gate: what the service needs, what the person has, and what would be done about it. */
import { button, element } from "../shared/dom.js";
import { partyLine } from "./step-screen.js";
import { WarningList } from "./warnings.js";
import { icon } from "../shared/icons.js";

/** @param {import("./step-screen.js").StepSetup} setup */
export function verificationStep(setup) {
  const { text, progress, request, onNext, onDeny } = setup;
  const { level, held } = request.verification;
  const warnings = new WarningList(setup, setup.isFirst);
  const back = () => onDeny("level_declined");
  const marks = [1, 2, 3, 4].map((one) => mark(one, request.verification));
  const screen = element(
    "section.screen", { "data-testid": "verification", "data-level": level, "data-held": held },
    progress, partyLine(setup),
    element("h1", { tabindex: "-1" }, text("verification.title", { level, held })),
    warnings.root,
    element("div.levels", { "aria-hidden": "true" }, ...marks),
    element("p", {}, text("verification.about", { level, held })),
    element(
      "p.notice", {}, icon("shield"),
      element("span", {}, text(request.asks.face ? "verification.face" : "verification.other")),
    ),
    element(
      "div.decision", {},
      button("solid.big", "verification-back", back, text("verification.back")),
      button("primary.big", "verify", () => onNext(true), text("verification.verify")),
      element("p.soft.small.whole", {}, text("verification.back.detail")),
    ),
  );
  screen.warn = (codes) => warnings.add(codes);
  return screen;
}

function mark(one, { level, held }) {
  const state = one <= held ? "held" : one <= level ? "needed" : "";
  return element("span.level", { "data-state": state }, String(one));
}
