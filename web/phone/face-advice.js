/** Why a face check did not succeed, what to do about it, and how many tries are left. */
import { element } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

/** @param {string} reason one of the contract's, or of this page's own (`capture_mismatch`) */
export function faceAdvice(text, reason) {
  const known = hasText(`face.advice.${reason}`, phoneTexts) ? reason : "other";
  const attributes = { role: "alert", "data-testid": "face-advice", "data-reason": reason };
  return element(
    "div.notice.warn", attributes, icon("alert"),
    element(
      "div", {},
      element("p.strong", {}, text(`face.advice.${known}`)),
      element("p", { "data-testid": "face-way-out" }, text(`face.way_out.${known}`)),
    ),
  );
}

export function triesLeft(text, count) {
  const attributes = { "data-testid": "tries-left", "data-tries": count };
  return element("p.soft.small", attributes, text("face.tries", { count }));
}

/** The four things that make a face check succeed, before the camera is on. */
export function faceGuide(text) {
  const item = (name, drawing) =>
    element("li", { "data-guide": name }, icon(drawing), text(`face.guide.${name}`));
  return element(
    "ul.face-guide", { "data-testid": "face-guide" },
    item("light", "light"), item("level", "phone"), item("bare", "face"), item("alone", "person"),
  );
}
