import { button, element } from "../shared/dom.js";
import { faceAdvice, triesLeft } from "./face-advice.js";
import { icon } from "../shared/icons.js";
import { oval } from "./oval.js";

const FAILURES = [
  "no_face", "many_faces", "too_dark", "blurred", "occluded", "mismatch", "not_live", "timeout",
];

/**
 * The face check, with the camera's findings chosen by hand.
 * @param {{text: import("../shared/texts.js").Texts, progress?: HTMLElement, tries?: number,
 *   reason?: string, onOutcome: (outcome: object) => void, onCamera: (() => void) | null,
 *   onDeny: () => void}} setup
 *   `reason`: why the try before did not succeed; `onCamera`: where pictures are judged as well
 */
export function faceScreen({ text, progress, tries, reason, onOutcome, onCamera, onDeny }) {
  return element(
    "section.screen.face", { "data-testid": "face" },
    progress,
    element("h1", { tabindex: "-1" }, text("face.title")),
    element("p.soft", {}, text("face.guide")),
    oval(),
    reason ? faceAdvice(text, reason) : null,
    tries === undefined ? null : triesLeft(text, tries),
    simulator(text, onOutcome),
    onCamera && button("big", "face-camera", onCamera, icon("camera"), text("face.use_camera")),
    button("solid.big", "deny", onDeny, text("action.deny")),
  );
}

function simulator(text, onOutcome) {
  const waiting = element("p.notice", { role: "status", hidden: true }, text("face.waiting"));
  const pass = () => onOutcome({ result: "pass" });
  const fail = (reason) => () => onOutcome({ result: "fail", reason });
  const error = () => onOutcome({ result: "error", reason: "provider_error" });
  const nothing = () => (waiting.hidden = false);
  const failures = FAILURES.map((reason) =>
    button("", `face-fail-${reason}`, fail(reason), text(`face.fail.${reason}`)),
  );
  return element(
    "fieldset.simulator", {},
    element("legend", {}, text("face.simulator")),
    element(
      "div.outcomes", {},
      button("primary", "face-pass", pass, icon("check"), text("face.pass")),
      ...failures,
      button("", "face-error", error, text("face.provider_error")),
      button("", "face-nothing", nothing, text("face.nothing")),
    ),
    waiting,
  );
}
