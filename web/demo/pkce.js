/**
 * What the portal must remember between asking and being answered, and how it proves that it is the
 * one who asked.
 */
import { encodeBase64URL } from "../shared/base64url.js";

const KEY = "demo-portal.request";

const random = () => encodeBase64URL(crypto.getRandomValues(new Uint8Array(32)));

/** @typedef {{state: string, nonce: string, verifier: string, challenge: string}} SignInRequest */

/** The request under way in this tab, or a new one. @returns {Promise<SignInRequest>} */
export async function currentRequest() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (kept) return kept;
  const verifier = random();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const challenge = encodeBase64URL(digest);
  const request = { state: random(), nonce: random(), verifier, challenge };
  sessionStorage.setItem(KEY, JSON.stringify(request));
  return request;
}

/**
 * The request under way, which this ends: an answer is taken once.
 * @returns {SignInRequest | null}
 */
export function takeRequest() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  return kept;
}
