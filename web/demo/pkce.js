/**
 * What the portal must remember between asking and being answered, and how it proves that it is the
 * one who asked.
 */
import { encodeBase64URL } from "../shared/base64url.js";

/** The requests of this browser, by their state: an app may bring the person back in a new tab. */
const KEY = "demo-portal.requests";
/** The state of the request that this tab has under way. */
const CURRENT = "demo-portal.request";
/** Milliseconds after which nothing can come of a request any more. */
const LIFETIME = 20 * 60 * 1000;

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
  const kept = all()[sessionStorage.getItem(CURRENT)];
  if (kept?.purpose === purpose) return kept;
  const verifier = random();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const challenge = encodeBase64URL(digest);
  const request = { purpose, state: random(), nonce: random(), verifier, challenge };
  keep({ ...all(), [request.state]: { ...request, at: Date.now() } });
  sessionStorage.setItem(CURRENT, request.state);
  return request;
}

/**
 * The request that an answer names, or the one under way in this tab. This ends it: an answer is
 * taken once.
 * @returns {SignInRequest | null}
 */
export function takeRequest(state = sessionStorage.getItem(CURRENT)) {
  const { [state]: request, ...others } = all();
  keep(others);
  return request ?? null;
}

function all() {
  const requests = Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  return Object.fromEntries(requests.filter(([, { at }]) => Date.now() - at < LIFETIME));
}

const keep = (requests) => localStorage.setItem(KEY, JSON.stringify(requests));
