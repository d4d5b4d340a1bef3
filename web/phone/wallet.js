/** What this phone says to the broker, each time in a statement signed anew. */
import { Problem, call, watch } from "../shared/api.js";
import { deviceKey, thisDevice } from "./device.js";
import { PHONE_REMOVED } from "./removed.js";
import { digestOf } from "./pictures.js";
import { sign } from "./statement.js";

/**
 * Seconds one question after the state is held. Somebody else's scan is no change of state and
 * wakes nobody, so a phone asks afresh more often than a page.
 */
const HOLD = 8;

/** Milliseconds a face check by pictures may take: the broker queues them. */
const JUDGING = 60_000;

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
    const { wallet } = this.config;
    const json = { wallet, sub: this.person.sub, device: this.device, jwk: this.key.jwk };
    try {
      await call("/wallet/enrol", { method: "POST", json });
    } catch (problem) {
      // A key of ours is well made, so only one that was revoked is not taken.
      if (problem.parameter !== "cnf") throw problem;
      throw new Problem(PHONE_REMOVED, { status: problem.status });
    }
  }

  /**
   * @param {string} code a payload address or the letters beside the code
   * @param {"camera" | "link"} via how it came to this phone: seen or typed, or by a link, which
   *   anybody can send
   */
  scan(code, via) {
    const what = /^https?:/i.test(code) ? { qr: code } : { user_code: code };
    return this.#claim({ ...what, via });
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

  /** @param {"not_me" | "changed_mind" | "level_declined"} reason */
  deny(reason) {
    return this.#decide({ act: "deny", reason });
  }

  async #decide(members) {
    const { sid, challenge } = this;
    return (await this.#say("confirm", { sid, challenge, ...members })).body;
  }

  /**
   * @param {Check} check
   * @param {{result: "pass" | "fail" | "error", reason?: string}} outcome
   */
  async face(check, outcome) {
    const provider = { provider: "phone-simulator", reference: crypto.randomUUID() };
    const measured = MEASURED[outcome.result];
    const members = { ...this.#about(check), ...outcome, ...measured, ...provider };
    return (await this.#say("face", members)).body;
  }

  /**
   * Sends pictures to be judged.
   * @param {Check} check
   * @param {Blob[]} pictures in the order they were taken
   * @param {Blob | null} portrait the one named at the decision
   */
  async capture(check, pictures, portrait) {
    const capture = await Promise.all(pictures.map(digestOf));
    const assertion = await this.#statement({ ...this.#about(check), capture });
    const parts = new FormData();
    const statement = new Blob([JSON.stringify({ assertion })], { type: "application/json" });
    parts.append("statement", statement);
    if (portrait) parts.append("portrait", portrait);
    for (const picture of pictures) parts.append("picture", picture);
    const options = { method: "POST", parts, locale: this.locale, patience: JUDGING };
    return (await call("/v1/wallet/face", options)).body;
  }

  /**
   * Opens the check at the provider; asked again, it gives the same address.
   * @param {Check} check
   */
  async beginVisit(check) {
    return (await this.#say("face", { ...this.#about(check), begin: true })).body;
  }

  /** @typedef {{check_id: string, challenge: string}} Check */

  #about({ check_id, challenge }) {
    return { act: "face", sid: this.sid, check_id, challenge };
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

  /** The phones that may decide for this person. */
  async devices() {
    return (await this.#say("devices/list", { act: "devices" })).body.devices;
  }

  /** @param {string} kid @returns {Promise<boolean>} whether it was still there */
  async removeDevice(kid) {
    try {
      await this.#say("devices/remove", { act: "remove_device", kid });
      return true;
    } catch (problem) {
      if (problem.code === "not_found") return false;
      throw problem;
    }
  }

  async #say(route, members, query = "", signal = undefined) {
    const assertion = await this.#statement(members);
    const options = { method: "POST", json: { assertion }, locale: this.locale, signal };
    try {
      return await call(`/v1/wallet/${route}${query}`, options);
    } catch (problem) {
      // The broker has one answer for everything; the wallet tells whether the phone was removed.
      if (problem.code === "invalid_assertion") await this.enrol();
      throw problem;
    }
  }

  #statement(members) {
    const { issuer, wallet } = this.config;
    const party = { iss: wallet, sub: this.person.sub, aud: issuer, device: this.device };
    return sign(this.key, party, members);
  }
}
