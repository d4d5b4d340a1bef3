import { button, element, plain, safeLink } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";
import { receiptCard } from "./receipts-screen.js";

/** @typedef {import("../shared/texts.js").Texts} Texts */

const DRAWINGS = { approved: "check", redeemed: "check", expired: "clock", failed: "alert" };

/** Milliseconds a person sees what happened before the page is opened by itself. */
const MOMENT = 2500;

/**
 * @typedef {object} Ending
 * @property {Texts} text
 * @property {string} locale
 * @property {import("./profile.js").Profile} profile
 * @property {string[]} kinds what fits better than the general words: `called`, the purpose
 * @property {import("./receipts.js").Receipt | null} receipt
 * @property {() => void} onAgain
 */

/**
 * How a login ended, as this phone sees it.
 * @param {Ending & {status: string, hint: string, onSignIns: () => void}} setup
 */
export function endScreen(setup) {
  const { text, status, hint, onSignIns } = setup;
  const drawing = DRAWINGS[status] ?? "cross";
  const attributes = { "data-result": status, "data-hint": hint };
  const screen = closing(setup, { key: keyOf("end", hint), drawing, attributes });
  const words = [icon("screen"), text("sign_ins.open")];
  if (drawing === "check") screen.append(button("quiet", "sign-ins-open", onSignIns, ...words));
  return screen;
}

/**
 * What the broker refused.
 * @param {Ending & {problem: import("../shared/api.js").Problem}} setup
 */
export function refusedScreen(setup) {
  const { problem } = setup;
  const values = {
    code: plain(problem.errorId ?? problem.code, 60),
    minutes: Math.ceil((problem.retryAfter ?? 0) / 60),
  };
  const attributes = { "data-result": "problem", "data-problem": problem.code };
  // A person who is left in peace, not a login that looks strange.
  const isCoolingDown = problem.code === "risk_blocked" && problem.retryAfter;
  const key = keyOf("refused", isCoolingDown ? "cooling_down" : problem.code);
  return closing(setup, { key, drawing: "alert", values, attributes });
}

/**
 * The way back to the page on this same device: only there the login is finished.
 * @param {Ending & {returnTo: string, go: (address: string) => void}} setup
 */
export function returnScreen({ text, locale, profile, receipt, returnTo, go }) {
  const address = safeLink(returnTo);
  const leave = () => address && go(address);
  const screen = element(
    "section.screen.end", { "data-testid": "return" },
    element("span.badge", {}, icon("check")),
    element("h1", { tabindex: "-1" }, text("return.title")),
    element("p.soft", {}, text("return.detail")),
    button("primary.big", "back-to-page", leave, icon("back"), text("return.go")),
    receipt ? receiptCard({ text, locale, profile, receipt }) : null,
  );
  setTimeout(() => screen.isConnected && leave(), MOMENT);
  return screen;
}

/** Codes newer than this page get general words. */
function keyOf(kind, code) {
  return hasText(`${kind}.${code}`, phoneTexts) ? `${kind}.${code}` : `${kind}.other`;
}

function closing(setup, { key, drawing, values = {}, attributes }) {
  const { text, kinds, receipt, onAgain } = setup;
  const words = (of) => {
    const special = kinds.map((kind) => `${of}.${kind}`).find((one) => hasText(one, phoneTexts));
    return text(special ?? of, values);
  };
  const own = `${key}.again`;
  return element(
    "section.screen.end", { "data-testid": "result", ...attributes },
    element("span", { class: drawing === "check" ? "badge" : "badge bad" }, icon(drawing)),
    element("h1", { tabindex: "-1" }, words(key)),
    element("p.soft", {}, words(`${key}.detail`)),
    receipt ? receiptCard({ ...setup, receipt }) : null,
    button("big", "again", onAgain, text(hasText(own, phoneTexts) ? own : "phone.again")),
  );
}
