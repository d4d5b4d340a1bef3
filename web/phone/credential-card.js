/** One credential, as it is shown wherever one is: what it is, whose, and in which state. */
import { element, plain } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { isUsable } from "./credentials.js";
import { phoneTexts } from "../shared/texts/phone.js";

/** @param {import("./credentials.js").Credential} credential */
export function credentialName(text, { title, type }) {
  if (title) return plain(title, 60);
  const key = `credential.type.${type}`;
  return hasText(key, phoneTexts) ? text(key) : plain(type, 60);
}

/** Name, kind and state, for a choice or a list. */
export function credentialWords(text, locale, credential) {
  const words = credentialState(text, locale, credential);
  words.prepend(element("span.strong", { dir: "auto" }, credentialName(text, credential)));
  return words;
}

/** Kind and state, below a heading that has the name. */
export function credentialState(text, locale, credential) {
  const kind = text(`credential.kind.${credential.kind === "delegated" ? "delegated" : "own"}`);
  return element(
    "span.credential-words", {},
    element("span.soft.small", {}, credential.type === "account" ? text("credential.sole") : kind),
    stateBadge(text, locale, credential),
  );
}

function stateBadge(text, locale, credential) {
  const { status, expires_at: until } = credential;
  const attributes = { "data-testid": "credential-state", "data-state": status };
  const kind = isUsable(credential) ? "span.state" : "span.state.bad";
  const key = status === "valid" && !until ? "credential.state.valid.always" : null;
  const words = text(key ?? `credential.state.${status}`, { date: day(until, locale) });
  return element(kind, attributes, icon(isUsable(credential) ? "check" : "alert"), words);
}

function day(time, locale) {
  const date = new Date(time ?? "");
  return Number.isNaN(date.getTime()) ? "–" : date.toLocaleDateString(locale);
}

/**
 * Why a credential cannot be used, and what to do about it.
 * @param {"revoked" | "expired"} reason
 */
export function unusableNote(text, reason) {
  const known = hasText(`credential.unusable.${reason}`, phoneTexts) ? reason : "other";
  return element(
    "div.notice.warn", { "data-testid": "credential-unusable", "data-reason": reason },
    icon("alert"),
    element(
      "div", {},
      element("p.strong", {}, text(`credential.unusable.${known}`)),
      element("p", {}, text(`credential.unusable.${known}.way_out`)),
    ),
  );
}
