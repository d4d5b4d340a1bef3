/** The frame of one step before the decision: who asks, how far along, and the ways out. */
import { avatar, button, element, plain } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { reachableLogo } from "./requester.js";
import { WarningList } from "./warnings.js";

/**
 * @typedef {object} StepSetup
 * @property {import("../shared/texts.js").Texts} text
 * @property {string} locale
 * @property {import("./profile.js").Profile} profile
 * @property {any} request the answer to the scan
 * @property {boolean} isCalled it came without a code
 * @property {string[]} warned codes heard since the scan
 * @property {boolean} isFirst the first step of the login
 * @property {HTMLElement | null} progress
 * @property {(answer: any) => void} onNext
 * @property {(() => void) | null} onBack to the step before
 * @property {(reason: string) => void} onDeny
 */

/**
 * @param {StepSetup} setup
 * @param {{step: string, content: (Node | null)[], read?: () => any, next?: string}} parts
 *   `read` gives the answer, `undefined` while something lacks; `next`: key of the button's words
 * @returns {HTMLElement & {warn: (codes: string[]) => void}}
 */
export function stepScreen(setup, { step, content, read = () => null, next = "action.next" }) {
  const { text, progress, onNext } = setup;
  const warnings = new WarningList(setup, setup.isFirst);
  const form = element(
    "form.stack", { novalidate: true },
    progress, partyLine(setup),
    element("h1", { tabindex: "-1" }, text(`step.${step}.title`)),
    warnings.root,
    ...content.filter(Boolean),
    ways(setup, next),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = read();
    if (answer !== undefined) onNext(answer);
  });
  const screen = element("section.screen", { "data-testid": `step-${step}` }, form);
  screen.warn = (codes) => warnings.add(codes);
  return screen;
}

/** Who asks, in one line: nothing is chosen or typed without seeing it. */
export function partyLine({ profile, request: { relying_party: party } }) {
  const name = plain(party.name, 80);
  return element(
    "div.party-line", { "data-testid": "party" },
    avatar(name, reachableLogo(party.logo_uri, profile.issuer)),
    element("span", { dir: "auto" }, name), element("span.soft.small", {}, plain(party.domain)),
  );
}

function ways({ text, onBack, onDeny }, next) {
  const go = { type: "submit", "data-testid": "next" };
  return element(
    "div.decision", {},
    button("solid.big", "deny", () => onDeny("changed_mind"), text("action.deny")),
    element("button.button.primary.big", go, text(next)),
    onBack && button("quiet", "step-back", onBack, icon("back"), text("action.back")),
    button("danger", "not-me", () => onDeny("not_me"), text("action.not_me")),
  );
}

/** What lacks, said when the person wants to go on. */
export function missingNote() {
  return element("p.notice.danger", { role: "alert", hidden: true, "data-testid": "missing" });
}
