import { avatar, element, plain } from "../shared/dom.js";
import { asksFields, readAnswers } from "./asks.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

/**
 * Who asks, from where, and what for; declining is as easy as confirming.
 * @param {{text: Function, locale: string, issuer: string, request: any, person: any,
 *   onConfirm: (answers: object) => void, onDeny: (reason: string) => void}} setup `request`: the answer to the scan
 */
export function requestScreen({ text, locale, issuer, request, person, onConfirm, onDeny }) {
  const { relying_party: party, context } = request;
  const name = plain(party.name, 80);
  const purpose = hasText(`ask.heading.${request.purpose}`, phoneTexts) ? `.${request.purpose}` : "";
  const missing = element("p.notice.danger", { role: "alert", hidden: true, "data-testid": "missing" });
  const warnings = element("div.warnings", { "data-testid": "warnings" }, ...warningCodes(context).map((code) => warning(text, code)));
  const fields = asksFields({ text, request, person, issuer });
  const form = element("form.stack", { novalidate: true },
    element("div.requester", { "data-testid": "requester" },
      element("div.party", {}, avatar(name, sameOriginLogo(party.logo_uri, issuer)), element("div", {}, element("h1", { tabindex: "-1", dir: "auto" }, text(`ask.heading${purpose}`, { name })), element("p.soft", {}, plain(party.domain)))),
      element("h2.caption", {}, text("ask.where")), contextList(text, locale, context)),
    warnings, ...fields,
    element("p.soft.small", {}, text("ask.check")), missing,
    element("div.decision", {},
      element("button.button.big", { type: "button", "data-testid": "deny", onclick: () => onDeny("changed_mind") }, text("action.deny")),
      element("button.button.primary.big", { type: "submit", "data-testid": "confirm" }, text(`action.confirm${purpose ? ".register" : ""}`)),
      element("button.button.quiet.danger-text", { type: "button", "data-testid": "not-me", onclick: () => onDeny("not_me") }, text("action.not_me"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = readAnswers(form, request, person);
    missing.hidden = !answers.missing;
    if (!answers.missing) return onConfirm(answers.members);
    missing.textContent = text(`missing.${answers.missing}`);
    form.querySelector(`[data-ask="${answers.missing.split("_")[0]}"] input:not(:checked)`)?.focus();
  });
  const screen = element("section.screen", {}, form);
  /** Something that happened while the person was reading. */
  screen.warn = (codes) => {
    const all = new Set([...warningCodes(context), ...codes]);
    warnings.replaceChildren(...[...all].map((code) => warning(text, code)));
  };
  return screen;
}

function warningCodes(context) {
  return [...(context.new_browser ? ["new_browser"] : []), ...(context.warnings ?? [])];
}

function warning(text, code) {
  const key = hasText(`warning.${code}`, phoneTexts) ? `warning.${code}` : "warning.other";
  return element("p.notice.warn", { "data-warning": plain(code, 40) }, icon("alert"), element("span", {}, text(key, { code: plain(code, 40) })));
}

function contextList(text, locale, context) {
  const browser = plain(context.browser, 40);
  const os = plain(context.os, 40);
  const device = browser && os ? text("context.device.value", { browser, os }) : browser || os;
  const rows = {
    device: ["screen", device],
    location: ["place", plain(context.location, 80)],
    ip: ["swap", plain(context.ip, 60)],
    started_at: ["clock", context.started_at ? new Date(context.started_at).toLocaleTimeString(locale) : ""],
    same_network: ["shield", typeof context.same_network === "boolean" ? text(`context.same_network.${context.same_network}`) : ""],
  };
  return element("dl.context", {}, ...Object.entries(rows).map(([key, [drawing, value]]) =>
    element("div", { "data-context": key }, icon(drawing), element("dt", {}, text(`context.${key}`)), element("dd", { dir: "auto" }, value || text("context.unknown")))));
}

/** The wallet's page loads pictures from its own origin only; the demo serves the broker's there too. */
function sameOriginLogo(uri, issuer) {
  if (!uri) return null;
  const url = URL.canParse?.(uri, issuer) ? new URL(uri, issuer) : null;
  return url?.origin === new URL(issuer).origin ? url.pathname : uri;
}
