/** Who is signed in, and what this tab remembers of it. */
import { plain } from "../shared/dom.js";

const SIGNED_IN = "demo-portal.signed-in";
const REGISTERED = "demo-portal.registered";

/**
 * @typedef {object} Person
 * @property {import("./finish.js").Result} login
 * @property {import("./finish.js").Result | null} check the last face check of the same person
 * @property {boolean} hasPortrait a portrait was accepted
 */

/** @returns {Person | null} */
export const personHere = () => JSON.parse(sessionStorage.getItem(SIGNED_IN) ?? "null");

/** @param {Person} person */
export function keepPerson(person) {
  sessionStorage.setItem(SIGNED_IN, JSON.stringify(person));
}

export function forgetPerson() {
  sessionStorage.removeItem(SIGNED_IN);
}

/**
 * Who registered in this tab. A real portal keeps it in its own database; here it ends with the
 * tab, so that nothing stays on a shared computer.
 * @returns {import("./finish.js").Result | null}
 */
export const registeredHere = () => JSON.parse(sessionStorage.getItem(REGISTERED) ?? "null");

/** @param {import("./finish.js").Result} result */
export function keepRegistered(result) {
  sessionStorage.setItem(REGISTERED, JSON.stringify(result));
}

/** How to address somebody. @param {import("./finish.js").Result} result */
export const nameOf = ({ userinfo }) => plain(userinfo.name ?? userinfo.sub, 60);

const LEVEL = /^urn:qrbroker:acr:([1-4])$/;

/** 1–4, or 0 where the broker says nothing we know. @param {Record<string, unknown>} idToken */
export function levelOf(idToken) {
  return Number(LEVEL.exec(String(idToken.acr ?? ""))?.[1] ?? 0);
}

/** The level of a person is the best that is proven. @param {Person} person */
export function levelOfPerson({ login, check }) {
  return Math.max(levelOf(login.idToken), check ? levelOf(check.idToken) : 0);
}

/** Whether a face check was part of the sign-in, or followed it. @param {Person} person */
export function hasFaceCheck({ login, check }) {
  return Boolean(check) || [login.idToken.amr].flat().includes("face");
}

/** For whom somebody acts; `null`: for themself. @param {import("./finish.js").Result} result */
export function organisationOf({ idToken, userinfo }) {
  const { acting_for: id, organisation } = { ...idToken, ...userinfo };
  return id || organisation ? { id, ...organisation } : null;
}
