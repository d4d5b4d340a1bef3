/** What this phone says to the broker, each time in a statement signed anew. */
import { call, watch } from "../shared/api.js";
import { deviceKey, thisDevice } from "./device.js";
import { sign } from "./statement.js";

export class Wallet {
  /** @param {{issuer: string, wallet: string}} config @param {{sub: string}} person */
  constructor(config, person, locale) {
    this.config = config;
    this.person = person;
    this.locale = locale;
  }

  /** Has the wallet vouch for this phone's key; known keys are known again. */
  async enrol() {
    this.device = await thisDevice();
    this.key = await deviceKey(this.person.sub);
    const json = { sub: this.person.sub, device: this.device, jwk: this.key.jwk };
    await call("/wallet/enrol", { method: "POST", json });
  }

  /** @param {string} code a payload address or the letters beside the code */
  async scan(code) {
    const claimed = /^https?:/i.test(code) ? { qr: code } : { user_code: code };
    const { body } = await this.#say("scan", { act: "scan", ...claimed });
    this.sid = body.session_id;
    this.challenge = body.challenge;
    return body;
  }

  /** @param {Record<string, unknown>} answers what was asked, as members of the statement */
  async confirm(answers) {
    const { body } = await this.#say("confirm", { act: "confirm", sid: this.sid, challenge: this.challenge, ...answers });
    return body;
  }

  /** @param {"not_me" | "changed_mind"} reason */
  async deny(reason) {
    const { body } = await this.#say("confirm", { act: "deny", sid: this.sid, challenge: this.challenge, reason });
    return body;
  }

  /**
   * @param {{check_id: string, challenge: string}} check
   * @param {{result: "pass" | "fail" | "error", reason?: string}} outcome
   */
  async face({ check_id, challenge }, { result, reason }) {
    const measured = { liveness: result === "pass", score: result === "pass" ? 0.97 : 0.12 };
    const { body } = await this.#say("face", {
      act: "face", sid: this.sid, check_id, challenge, result, reason,
      ...(result === "error" ? {} : measured), provider: "phone-simulator", reference: crypto.randomUUID(),
    });
    return body;
  }

  /** Tells every change, and whether somebody else tried the code, until `onView` returns true. */
  follow({ after, onView, onConnection, signal }) {
    return watch({
      after, onView, onConnection, signal,
      read: (version, hold, held) =>
        this.#say("status", { act: "status", sid: this.sid }, `?after=${version}&wait=${hold}`, { signal: held, patience: (hold + 15) * 1000 }),
    });
  }

  async #say(route, members, query = "", options = {}) {
    const party = { iss: this.config.wallet, sub: this.person.sub, aud: this.config.issuer, device: this.device };
    const assertion = await sign(this.key, party, members);
    return call(`/v1/wallet/${route}${query}`, { method: "POST", json: { assertion }, locale: this.locale, ...options });
  }
}
