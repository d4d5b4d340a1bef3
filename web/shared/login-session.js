import { call, Problem, watch } from "./api.js";
import { pause, visible } from "./pauses.js";

/** States from which nothing more comes (`approved` may still end, but not on this page). */
const OVER = new Set([
  "approved", "redeemed", "denied", "cancelled", "expired", "failed", "replaced",
]);

export const isOver = (status) => OVER.has(status);

/**
 * @typedef {object} LoginView what the broker says of a login session
 * @property {string} status
 * @property {string} hint
 * @property {number} version
 * @property {number} [expires_in]
 * @property {string | null} [match_number]
 * @property {{code: string, state?: string, iss: string, redirect_to: string}} [result]
 * @property {{code: string, reason?: string, redirect_to?: string}} [problem]
 */

/**
 * @typedef {object} LoginPage what a page needs to draw itself, also after a reload
 * @property {string | null} user_code
 * @property {{id: string, name: string, domain: string, logo_uri?: string}} relying_party
 * @property {{wallets: LoginWallet[]}} links
 * @property {{payload: string, only?: boolean} | null} [same_device] for an app on the device of the
 *   page; it does not rotate. `only`: there is no code for another device
 * @property {"login" | "register" | "face_check"} [purpose]
 * @property {"auto" | "button"} [finish] how the page goes on once approved
 * @property {{scopes: {name: string, title?: string, required: boolean}[]}} [sign_on] what is to be
 *   granted, where the browser's own sign-in may answer instead of a scan
 */

/**
 * @typedef {object} LoginWallet
 * @property {string} id
 * @property {string} name
 * @property {string} [logo_uri]
 * @property {string} [guide] which app to open, and how
 * @property {string} [deep_link] with `{payload}` in it
 * @property {{id: string, name: string, logo_uri?: string, deep_link?: string}[]} [apps] the host
 *   apps inside which the wallet is reached
 */

/** Milliseconds before a login session that seems forgotten is asked for once more. */
const SECOND_LOOK = 1000;

/**
 * One login session as its page sees it: read, waited for, drawn, cancelled. It holds no state but
 * its secret.
 */
export class LoginSession {
  /**
   * @param {string} issuer
   * @param {string} id
   * @param {{token?: string | null, locale: string}} rest without a token the hosted page's cookie
   *   speaks
   */
  constructor(issuer, id, { token = null, locale }) {
    this.issuer = issuer;
    this.url = `${issuer}/v1/sessions/${encodeURIComponent(id)}`;
    this.id = id;
    this.token = token;
    this.locale = locale;
  }

  /**
   * @param {string} issuer
   * @param {Record<string, unknown>} request members of `POST /v1/sessions`
   */
  static async create(issuer, request, { locale, signal }) {
    const options = { method: "POST", json: request, locale, signal };
    const { body } = await call(`${issuer}/v1/sessions`, options);
    return new LoginSession(issuer, body.session_id, { token: body.poll_token, locale });
  }

  /** @returns {Promise<LoginPage>} */
  async page(signal) {
    return (await this.#look("/page", { signal })).body;
  }

  /** @returns {Promise<LoginView>} */
  async read(signal) {
    return (await this.#look("?after=0&wait=0", { signal })).body;
  }

  /**
   * @param {{patience?: number}} [limit] in milliseconds
   * @returns {Promise<LoginView>}
   */
  async cancel({ patience } = {}) {
    return (await this.#call("/cancel", { method: "POST", json: {}, patience })).body;
  }

  /**
   * Lets the browser's own sign-in answer.
   * @param {string[]} scopes the names granted
   * @returns {Promise<LoginView>}
   */
  async signOn(scopes) {
    return (await this.#call("/sign-on", { method: "POST", json: { scopes } })).body;
  }

  /**
   * The person came back from the app to this device.
   * @param {string} token what the app was given for it
   * @returns {Promise<LoginView>}
   */
  async comeBack(token) {
    const json = { return_token: token };
    return (await this.#call("/return", { method: "POST", json })).body;
  }

  /**
   * Tells every change until one of them is said to be the last.
   * @param {{onView: (view: LoginView) => boolean, onConnection: (problem: Problem | null) => void,
   *   signal: AbortSignal}} to
   */
  follow({ onView, onConnection, signal }) {
    return watch({
      signal,
      onConnection,
      read: (after, hold, held) =>
        this.#look(`?after=${after}&wait=${hold}`, { signal: held, patience: (hold + 15) * 1000 }),
      onView,
    });
  }

  /**
   * Fetches frame after frame while the tab can be seen. Ends when `signal` does or when there are
   * no more frames.
   * @param {{onFrame: (frame: any) => void, onStale: () => void, signal: AbortSignal}} to
   *   `onStale`: the frame shown is too old to be taken and there is no newer one
   */
  async frames({ onFrame, onStale, signal }) {
    while (!signal.aborted) {
      await visible(signal);
      if (signal.aborted) return;
      try {
        const { body } = await this.#call("/qr", { signal });
        onFrame(body);
        if (body.valid_for === null) return;
        await pause(body.valid_for * 1000, signal);
      } catch (error) {
        if (signal.aborted) return;
        // `not_waiting` once scanned, `not_found` once forgotten: the other loop says what that
        // means.
        if (!(error instanceof Problem) || !error.passes) return;
        onStale();
        await pause(Math.max((error.retryAfter ?? 0) * 1000, 2000), signal);
      }
    }
  }

  /**
   * A read that tells a forgotten login session from a lost connection. A page of another origin
   * may not read the broker's 404, for nobody's CORS headers are on it, and `fetch` then fails as
   * it does without a network.
   */
  async #look(path, options) {
    try {
      return await this.#call(path, options);
    } catch (error) {
      const isForgotten = error.status === 0 && (await this.#isForgotten(options.signal));
      if (options.signal?.aborted) throw options.signal.reason;
      throw isForgotten ? new Problem("not_found", { status: 404 }) : error;
    }
  }

  /**
   * True when the broker answers everybody but us, twice: a connection that came back between a
   * failed read and the question after it must not cost anybody a login.
   */
  async #isForgotten(signal) {
    if (new URL(this.url, location.href).origin === location.origin) return false;
    try {
      // Readable from every origin, and never from a cache here.
      await call(`${this.issuer}/.well-known/openid-configuration`, { signal });
    } catch {
      return false;
    }
    await pause(SECOND_LOOK, signal);
    return this.#call("?after=0&wait=0", { signal }).then(
      () => false,
      (error) => error.status === 0,
    );
  }

  #call(path, options) {
    return call(this.url + path, { token: this.token, locale: this.locale, ...options });
  }
}
