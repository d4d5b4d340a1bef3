/** Which words a page has for a refusal of the broker. */
import { hasText } from "./texts.js";
import { loginTexts } from "./texts/login.js";

/** Problems that a person cannot cure: the portal is not set up for this. */
const MISCONFIGURED = new Set([
  "invalid_client", "origin_not_allowed", "redirect_uri_not_allowed", "scope_not_allowed",
  "wallet_not_allowed", "invalid_request",
]);

/** @param {import("./api.js").Problem} problem @returns {string} a key of `loginTexts` */
export function problemKey({ code, status }) {
  if (status === 503) return "problem.busy";
  if (MISCONFIGURED.has(code)) return "problem.misconfigured";
  return hasText(`problem.${code}.detail`, loginTexts) ? `problem.${code}` : "problem.unexpected";
}
