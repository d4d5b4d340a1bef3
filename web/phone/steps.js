/** What a login asks of the person, in order, and how far along they are. */
import { element } from "../shared/dom.js";

/**
 * `decision` stands for all that is answered beside the yes: consent, terms, number. The level gate
 * stands before what it leads to: the face check, or everything where it adds something else.
 *
 * @param {any} request the answer to the scan
 * @param {boolean} lacksPortrait the chosen credential has no picture to compare a face with
 * @returns {string[]}
 */
export function stepsOf({ asks, verification }, lacksPortrait) {
  const gate = Boolean(verification);
  return [
    gate && !asks.face && "verification",
    asks.credential && "credential",
    asks.portrait && lacksPortrait && "portrait",
    asks.pin && "pin",
    asks.organisation && "organisation",
    "decision",
    gate && asks.face && "verification",
    asks.face && "face",
  ].filter(Boolean);
}

/** "Step 2 of 4"; a single step needs none. @returns {HTMLElement | null} */
export function progressLine(text, steps, step) {
  if (steps.length < 2) return null;
  const at = steps.indexOf(step);
  const parts = steps.map((_, index) => element(index <= at ? "i.done" : "i"));
  const values = { number: at + 1, count: steps.length };
  const name = text(`step.${step}`);
  const attributes = {
    "data-testid": "progress", "data-number": values.number, "data-count": values.count,
  };
  return element(
    "div.progress", attributes,
    element("p.soft.small", {}, text("step.of", { ...values, name })),
    element("span.progress-bar", { "aria-hidden": "true" }, ...parts),
  );
}
