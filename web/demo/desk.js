/**
 * What a portal's page can do: send the person to the broker, show the code here, sign out. The
 * portals draw; everything that talks to the broker before there is an answer stands here.
 */
import { currentRequest, takeRequest } from "./pkce.js";

/**
 * What the server of the portal says of it; a portal of no particular kind has the first three.
 *
 * @typedef {object} Config
 * @property {string} issuer
 * @property {string} client_id
 * @property {string} redirect_uri
 * @property {string} [template]
 * @property {string} [scope]
 * @property {string[]} [purposes]
 * @property {{id: string, name: string, logo_uri?: string, guide?: string}[]} [wallets] in the
 *   order in which they are shown, in the language asked for
 */

/** What a reload should show again: for which wallet the code was on this page. */
const EMBEDDED = "demo-portal.embedded";

/** The place on a page for a code that every wallet may scan. */
export const ANY_WALLET = "*";

export class Desk {
  #embedded = null;

  /**
   * @param {object} parts
   * @param {import("../shared/texts.js").Texts} parts.text
   * @param {string} parts.locale
   * @param {Config} parts.config
   * @param {import("./portals.js").Portal} parts.portal
   * @param {(answer: Record<string, string>) => void} parts.onAnswer of a code on this page
   */
  constructor({ text, locale, config, portal, onAnswer }) {
    Object.assign(this, { text, locale, config, portal, onAnswer });
  }

  /** True where the broker has a policy of ours for this purpose. */
  offers(purpose) {
    return purpose === "login" || (this.config.purposes ?? []).includes(purpose);
  }

  /**
   * Leaves for the broker's page.
   * @param {import("./pkce.js").Purpose} purpose
   * @param {Record<string, string>} more parameters of the authorisation request
   */
  async leaveFor(purpose, more = {}) {
    forgetEmbedded();
    takeRequest();
    const { state, nonce, challenge } = await currentRequest(purpose);
    const query = new URLSearchParams({
      response_type: "code",
      client_id: this.config.client_id,
      redirect_uri: this.config.redirect_uri,
      scope: this.#scope(purpose),
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: "S256",
      ui_locales: this.locale,
      ...(purpose === "login" ? {} : { purpose }),
      ...more,
    });
    location.assign(`${this.config.issuer}/authorize?${query}`);
  }

  /** Shows the code at the place for `wallet`; a code at another place gives way. */
  async embed(wallet = ANY_WALLET) {
    const places = [...document.querySelectorAll("[data-embed]")];
    const place = places.find((one) => one.dataset.embed === wallet) ?? places[0];
    if (!place) return;
    sessionStorage.setItem(EMBEDDED, wallet);
    const login = await this.#element(wallet);
    this.#embedded?.place.replaceChildren(...this.#embedded.content);
    this.#embedded = { place, content: [...place.childNodes] };
    place.replaceChildren(login);
  }

  /** After a reload, the code where it was; after the way back from an app, what takes it in. */
  embedAgain() {
    const wallet = sessionStorage.getItem(EMBEDDED);
    if (wallet) this.embed(wallet);
    else if (location.hash.startsWith("#qr_return=")) this.embed();
  }

  /** Signs out at the broker, which sends the browser back. */
  leaveForSignOut(hint) {
    const query = new URLSearchParams({
      id_token_hint: hint,
      post_logout_redirect_uri: new URL("/", location.href).href,
      ui_locales: this.locale,
    });
    location.assign(`${this.config.issuer}/end_session?${query}`);
  }

  async #element(wallet) {
    const { issuer, client_id, redirect_uri } = this.config;
    const { state, nonce, challenge } = await currentRequest("login");
    const scope = this.#scope("login");
    await import(`${issuer}/static/element/qr-login.js`);
    const attributes = {
      "client-id": client_id, "redirect-uri": redirect_uri, scope, state, nonce,
      "code-challenge": challenge, "ui-locales": this.locale,
      "return-uri": new URL("/", location.href).href,
    };
    const login = document.createElement("qr-login");
    for (const [name, value] of Object.entries(attributes)) login.setAttribute(name, value);
    if (wallet !== ANY_WALLET) login.setAttribute("wallets", wallet);
    login.addEventListener("qr-login-result", ({ detail }) => this.onAnswer(detail));
    return login;
  }

  /** All that this portal is registered for; of a face check only what came of the face. */
  #scope(purpose) {
    const { scope = "profile email" } = this.config;
    const all = [...new Set(["openid", ...scope.split(" ")])];
    const wanted = purpose === "face_check" ? ["openid", "portrait"] : all;
    return all.filter((name) => wanted.includes(name)).join(" ");
  }
}

export function forgetEmbedded() {
  sessionStorage.removeItem(EMBEDDED);
}
