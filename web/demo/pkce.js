/**
 * What the portal must remember between asking and being answered, and how it proves that it is the
 * one who asked.
 */
import { encodeBase64URL } from "../shared/base64url.js";

const KEY = "demo-portal.request";

const random = () => encodeBase64URL(crypto.getRandomValues(new Uint8Array(32)));

/** @typedef {"login" | "register" | "face_check"} Purpose */

/**
 * @typedef {object} SignInRequest
 * @property {Purpose} purpose what was asked: the answer to one question is none to another
 * @property {string} state
 * @property {string} nonce
 * @property {string} verifier
 * @property {string} challenge
 */

/**
 * The request under way in this tab, or a new one.
 * @param {Purpose} purpose
 * @returns {Promise<SignInRequest>}
 */
export async function currentRequest(purpose) {
  const kept = read();
  if (kept?.purpose === purpose) return kept;
  const verifier = random();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const challenge = encodeBase64URL(digest);
  const request = { purpose, state: random(), nonce: random(), verifier, challenge };
  sessionStorage.setItem(KEY, JSON.stringify(request));
  return request;
}

/**
 * The request under way, which this ends: an answer is taken once.
 * @returns {SignInRequest | null}
 */
export function takeRequest() {
  const kept = read();
  sessionStorage.removeItem(KEY);
  return kept;
}

const read = () => JSON.parse(sessionStorage.getItem(KEY) ?? "null");
