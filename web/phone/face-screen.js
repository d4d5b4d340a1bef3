import { button, element, svgElement } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

const FAILURES = [
  "no_face", "many_faces", "too_dark", "blurred", "occluded", "mismatch", "not_live", "timeout",
];

/**
 * The face check, with the camera's findings chosen by hand.
 * @param {{text: import("../shared/texts.js").Texts, tries?: number, reason?: string,
 *   onOutcome: (outcome: object) => void, onDeny: () => void}} setup
 *   `reason`: why the try before did not succeed
 */
export function faceScreen({ text, tries, reason, onOutcome, onDeny }) {
  return element(
    "section.screen.face", { "data-testid": "face" },
    element("h1", { tabindex: "-1" }, text("face.title")),
    element("p.soft", {}, text("face.guide")),
    oval(),
    reason ? advice(text, reason) : null,
    tries === undefined ? null : triesLeft(text, tries),
    simulator(text, onOutcome),
    button("solid.big", "deny", onDeny, text("action.deny")),
  );
}

function triesLeft(text, count) {
  const attributes = { "data-testid": "tries-left", "data-tries": count };
  return element("p.soft.small", attributes, text("face.tries", { count }));
}

function advice(text, reason) {
  const key = `face.advice.${reason}`;
  const words = text(hasText(key, phoneTexts) ? key : "face.advice.other");
  const attributes = { role: "alert", "data-testid": "face-advice", "data-reason": reason };
  return element("p.notice.warn", attributes, icon("alert"), element("span", {}, words));
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

/** A face in an oval, as an app would show its camera picture. */
function oval() {
  const shoulders = "M30 240c0-46 30-62 70-62s70 16 70 62Z";
  const inner = { cx: 100, cy: 120, rx: 84, ry: 106 };
  const outer = { cx: 100, cy: 120, rx: 92, ry: 114 };
  return svgElement(
    "svg", { class: "oval", viewBox: "0 0 200 240", "aria-hidden": "true" },
    svgElement("clipPath", { id: "oval" }, svgElement("ellipse", inner)),
    svgElement(
      "g", { "clip-path": "url(#oval)" },
      svgElement("ellipse", { class: "ground", ...inner }),
      svgElement("path", { class: "person", d: shoulders }),
      svgElement("ellipse", { class: "person", cx: 100, cy: 104, rx: 41, ry: 53 }),
    ),
    svgElement("ellipse", { class: "track", ...outer }),
    svgElement("ellipse", { class: "sweep", ...outer, pathLength: 100 }),
  );
}
