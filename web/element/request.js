import { chooseLocale } from "../shared/texts.js";

/** This script lies at `<issuer>/static/element/request.js`. */
const OUR_ISSUER = new URL("../../", import.meta.url).href;

/**
 * What the attributes of a `<qr-login>` ask for.
 * @param {HTMLElement} host
 * @returns {{issuer: string, locale: import("../shared/texts.js").Locale,
 *   members: Record<string, unknown>}} `members` of `POST /v1/sessions`
 */
export function readRequest(host) {
  const value = (name) => host.getAttribute(name) || undefined;
  const asked = value("ui-locales")?.split(/\s+/) ?? [];
  const around = host.closest("[lang]")?.getAttribute("lang");
  const challenge = value("code-challenge");
  return {
    issuer: (value("issuer") ?? OUR_ISSUER).replace(/\/$/, ""),
    locale: chooseLocale([...asked, around, ...navigator.languages]),
    members: {
      client_id: value("client-id"),
      redirect_uri: value("redirect-uri"),
      scope: value("scope"),
      state: value("state"),
      // Under a content security policy browsers blank this attribute of any element, lest style
      // rules read a script's nonce out; the property still has it (HTML, 3.2.6.6).
      nonce: value("nonce") ?? (host.nonce || undefined),
      code_challenge: challenge,
      code_challenge_method: challenge && "S256",
      purpose: value("purpose"),
      id_token_hint: value("id-token-hint"),
      ui_locales: value("ui-locales"),
      wallets: value("wallets")?.split(/[\s,]+/),
    },
  };
}
