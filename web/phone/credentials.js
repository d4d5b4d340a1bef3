/**
 * The credentials of one person in this browser: the wallet's start set, what was issued here
 * since, and what was revoked. The portraits stay in this browser; a login sends one only where it
 * is asked.
 */
import { forget, keep, kept } from "./kept.js";

/**
 * @typedef {object} Credential
 * @property {string} id opaque to everybody but the wallet
 * @property {string} type
 * @property {string} [title] the wallet's own words; `type` has words here where there is none
 * @property {"own" | "delegated"} kind
 * @property {"valid" | "revoked" | "expired"} status
 * @property {string} [expires_at] RFC 3339
 * @property {string} [portrait] where the wallet keeps the picture
 */

export class Credentials {
  /** @param {import("./profile.js").Profile} profile @param {any} person */
  constructor(profile, person) {
    this.isHolder = profile.holds_credentials === true;
    this.start = person.credentials ?? [];
    this.sub = person.sub;
    this.place = `${profile.wallet}.${person.sub}`;
  }

  /** @returns {Credential[]} usable ones first */
  get list() {
    const { issued = [], revoked = [] } = kept(`credentials.${this.place}`) ?? {};
    const all = [...this.start, ...issued].map((one) => asItIs(one, revoked));
    if (all.length === 0 && !this.isHolder) return [this.#account()];
    return all.sort((a, b) => Number(isUsable(b)) - Number(isUsable(a)));
  }

  /** @param {string} id */
  find(id) {
    return this.list.find((one) => one.id === id) ?? null;
  }

  /** The one to use where nobody chooses. */
  get first() {
    return this.list.find(isUsable) ?? null;
  }

  /** A wallet that keeps no credentials knows the person by their account, which is one. */
  #account() {
    return { id: `account:${this.sub}`, type: "account", kind: "own", status: "valid" };
  }

  /** @param {{type: string, kind: string, expires_at: string}} credential */
  issue(credential) {
    const { issued = [], revoked = [] } = kept(`credentials.${this.place}`) ?? {};
    const added = { ...credential, id: `cred-${crypto.randomUUID()}`, status: "valid" };
    keep(`credentials.${this.place}`, { issued: [...issued, added], revoked });
    return added;
  }

  revoke(id) {
    const { issued = [], revoked = [] } = kept(`credentials.${this.place}`) ?? {};
    keep(`credentials.${this.place}`, { issued, revoked: [...revoked, id] });
    this.forgetPortrait(id);
  }

  /** @returns {string | null} where the picture can be fetched: an address or a `data:` one */
  portraitSource(credential) {
    return kept(`portrait.${this.place}.${credential.id}`) ?? credential.portrait ?? null;
  }

  /** @param {string} picture a `data:` address @returns {boolean} whether it was kept */
  keepPortrait(id, picture) {
    return keep(`portrait.${this.place}.${id}`, picture);
  }

  forgetPortrait(id) {
    forget(`portrait.${this.place}.${id}`);
  }
}

/** Time ends a credential without anybody saying so. */
function asItIs(credential, revoked) {
  if (credential.status === "revoked" || revoked.includes(credential.id)) {
    return { ...credential, status: "revoked" };
  }
  const isPast = Date.parse(credential.expires_at ?? "") <= Date.now();
  return isPast ? { ...credential, status: "expired" } : credential;
}

export const isUsable = ({ status }) => status === "valid";

/** What the wallet says of a credential to the broker, beside its id. */
export function detailsOf({ kind, type, status, expires_at }) {
  return { kind, type, status, ...(expires_at ? { expires_at } : {}) };
}
