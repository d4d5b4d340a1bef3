/** The face check at the provider's own page, opened beside this one. */
import { button, element, safeLink } from "../shared/dom.js";
import { faceAdvice, faceGuide, triesLeft } from "./face-advice.js";
import { icon } from "../shared/icons.js";

/**
 * Phases, as in `data-phase`: `beginning`, `ready`, `waiting` (opened; the broker will tell),
 * `unbegun` (the line broke).
 * @param {{text: import("../shared/texts.js").Texts, progress?: HTMLElement, tries?: number,
 *   reason?: string, onBegin: () => Promise<string | null>, onDeny: () => void}} setup
 *   `onBegin` gives the address, `null` when the broker could not be asked
 */
export function visitScreen(setup) {
  const { text, progress, reason, tries, onDeny } = setup;
  const place = element("div.stack");
  const screen = element(
    "section.screen.face.visit", { "data-testid": "visit" },
    progress,
    element("h1", { tabindex: "-1" }, text("face.title")),
    reason ? faceAdvice(text, reason) : null,
    tries === undefined ? null : triesLeft(text, tries),
    element("p.soft", {}, text("visit.about")),
    faceGuide(text),
    place,
    button("solid.big", "deny", onDeny, text("action.deny")),
  );
  const show = (phase, ...content) => {
    screen.dataset.phase = phase;
    place.replaceChildren(...content);
  };
  // Not at once: the step that led here still holds the stage.
  setTimeout(() => begin(setup, show));
  return screen;
}

async function begin(setup, show) {
  const { text, onBegin } = setup;
  show("beginning", element("p.soft", { role: "status" }, text("phone.working")));
  const found = await onBegin();
  const address = found && safeLink(found);
  if (!address) {
    const again = () => begin(setup, show);
    const words = [icon("refresh"), text("visit.begin")];
    show("unbegun", button("primary.big", "visit-begin", again, ...words));
    return;
  }
  const wait = () => {
    const waiting = element("p.notice", { role: "status" }, icon("clock"), text("visit.waiting"));
    show("waiting", waiting, link("", text("visit.open_again")));
  };
  // A link and not a script's window: no browser stops what the person pressed.
  const link = (kind, words) => {
    const attributes = {
      href: address, target: "_blank", rel: "noopener noreferrer", "data-testid": "visit-open",
    };
    const made = element(`a.button.big${kind}`, attributes, words, icon("arrow"));
    made.addEventListener("click", () => setTimeout(wait));
    return made;
  };
  show("ready", link(".primary", text("visit.open")));
}
