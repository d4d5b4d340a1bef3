/** What this phone says to the broker, each time in a statement signed anew. */
import { call, watch } from "../shared/api.js";
import { deviceKey, thisDevice } from "./device.js";
import { sign } from "./statement.js";

/**
 * Seconds one question after the state is held. Somebody else's scan is no change of state and
 * wakes nobody, so a phone asks afresh more often than a page.
 */
const HOLD = 8;

/** What a provider would say beside its verdict. */
const MEASURED = {
  pass: { liveness: true, score: 0.97 },
  fail: { liveness: false, score: 0.12 },
  error: {},
};

export class Wallet {
  /**
   * @param {{issuer: string, wallet: string}} config
   * @param {{sub: string}} person
   * @param {string} locale
   */
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
  scan(code) {
    return this.#claim(/^https?:/i.test(code) ? { qr: code } : { user_code: code });
  }

  /** Takes up a request that came to this person without a code. @param {string} id */
  open(id) {
    return this.#claim({ request: id });
  }

  async #claim(what) {
    const { body } = await this.#say("scan", { act: "scan", ...what });
    this.sid = body.session_id;
    this.challenge = body.challenge;
    return body;
  }

  /** @param {Record<string, unknown>} answers what was asked, as members of the statement */
  confirm(answers) {
    return this.#decide({ act: "confirm", ...answers });
  }

  /** @param {"not_me" | "changed_mind"} reason */
  deny(reason) {
    return this.#decide({ act: "deny", reason });
  }

  async #decide(members) {
    const { sid, challenge } = this;
    return (await this.#say("confirm", { sid, challenge, ...members })).body;
  }

  /**
   * @param {{check_id: string, challenge: string}} check
   * @param {{result: "pass" | "fail" | "error", reason?: string}} outcome
   */
  async face({ check_id, challenge }, outcome) {
    const provider = { provider: "phone-simulator", reference: crypto.randomUUID() };
    const members = { act: "face", sid: this.sid, check_id, challenge };
    const measured = MEASURED[outcome.result];
    return (await this.#say("face", { ...members, ...outcome, ...measured, ...provider })).body;
  }

  /**
   * Tells every answer, new version or not, until `onView` returns true.
   * @param {{after: number, onView: (view: any) => boolean, signal: AbortSignal}} to
   */
  follow({ after, onView, signal }) {
    let quiet = false;
    const read = async (version, hold, held) => {
      // After a quiet wait one look without waiting: only an answer carries warnings.
      const query = quiet ? "?after=0&wait=0" : `?after=${version}&wait=${hold}`;
      const members = { act: "status", sid: this.sid };
      const answer = await this.#say("status", members, query, held);
      quiet = answer.status === 204;
      return answer;
    };
    return watch({ after, onView, signal, read, hold: HOLD });
  }

  /** The requests that wait for this person. */
  async requests(signal) {
    return (await this.#say("requests", { act: "requests" }, "", signal)).body.requests;
  }

  /** The browsers in which this person is signed in. */
  async signIns() {
    return (await this.#say("sign-ins", { act: "sign_ins" })).body.sign_ins;
  }

  /**
   * @param {string} id of a sign-in, or `all`
   * @returns {Promise<number>} how many have ended
   */
  async endSignIn(id) {
    const members = { act: "end_sign_in", sign_in: id };
    return (await this.#say("sign-ins/end", members)).body.ended;
  }

  async #say(route, members, query = "", signal = undefined) {
    const { issuer, wallet } = this.config;
    const party = { iss: wallet, sub: this.person.sub, aud: issuer, device: this.device };
    const assertion = await sign(this.key, party, members);
    const options = { method: "POST", json: { assertion }, locale: this.locale, signal };
    return call(`/v1/wallet/${route}${query}`, options);
  }
}
