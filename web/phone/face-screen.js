import { element, svgElement } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

const FAILURES = ["no_face", "many_faces", "too_dark", "blurred", "occluded", "mismatch", "not_live", "timeout"];

/**
 * The face check, with the camera's findings chosen by hand.
 * @param {{text: Function, tries: number | undefined, reason: string | undefined, onOutcome: (outcome: object) => void,
 *   onDeny: () => void}} setup `reason`: why the try before did not succeed
 */
export function faceScreen({ text, tries, reason, onOutcome, onDeny }) {
  const waiting = element("p.notice", { role: "status", hidden: true }, text("face.waiting"));
  const outcome = (key, testid, result) =>
    element("button.button", { type: "button", "data-testid": testid, onclick: () => onOutcome(result) }, text(key));
  const nothing = element("button.button", { type: "button", "data-testid": "face-nothing", onclick: () => (waiting.hidden = false) }, text("face.nothing"));
  const advice = reason && hasText(`face.advice.${reason}`, phoneTexts) ? text(`face.advice.${reason}`) : null;
  return element("section.screen.face", { "data-testid": "face" },
    element("h1", { tabindex: "-1" }, text("face.title")),
    element("p.soft", {}, text("face.guide")),
    oval(),
    advice && element("p.notice.warn", { role: "alert", "data-testid": "face-advice", "data-reason": reason }, icon("alert"), element("span", {}, advice)),
    tries === undefined ? null : element("p.soft.small", { "data-testid": "tries-left", "data-tries": tries }, text("face.tries", { count: tries })),
    element("fieldset.simulator", {}, element("legend", {}, text("face.simulator")),
      element("div.outcomes", {},
        element("button.button.primary", { type: "button", "data-testid": "face-pass", onclick: () => onOutcome({ result: "pass" }) }, icon("check"), text("face.pass")),
        ...FAILURES.map((failure) => outcome(`face.fail.${failure}`, `face-fail-${failure}`, { result: "fail", reason: failure })),
        outcome("face.provider_error", "face-error", { result: "error", reason: "provider_error" }), nothing), waiting),
    element("button.button.big", { type: "button", "data-testid": "deny", onclick: onDeny }, text("action.deny")));
}

/** A face in an oval, as an app would show its camera picture. */
function oval() {
  const draw = (name, attributes) => svgElement(name, attributes);
  return svgElement("svg", { class: "oval", viewBox: "0 0 200 240", "aria-hidden": "true" },
    draw("ellipse", { class: "ground", cx: 100, cy: 120, rx: 84, ry: 106 }),
    draw("path", { class: "person", d: "M40 226c4-38 30-50 60-50s56 12 60 50c-16 4-104 4-120 0Z" }),
    draw("ellipse", { class: "person", cx: 100, cy: 108, rx: 42, ry: 54 }),
    draw("ellipse", { class: "track", cx: 100, cy: 120, rx: 90, ry: 112 }),
    draw("ellipse", { class: "sweep", cx: 100, cy: 120, rx: 90, ry: 112, pathLength: 100 }));
}
