import { Problem, call } from "../shared/api.js";
import { UntrustedToken, checkIDToken } from "./id-token.js";

/** Why a sign-in did not happen: the key of the words for it, and a code for operators. */
export class Outcome extends Error {
  constructor(reason, code = "") {
    super(reason);
    this.reason = reason;
    this.code = code;
  }
}

const WITH_OWN_WORDS = new Set([
  "access_denied", "invalid_grant", "network", "unmet_authentication_requirements",
]);

const outcomeOf = (code) => new Outcome(WITH_OWN_WORDS.has(code) ? code : "other", code);

/**
 * What one finished scan told this portal.
 *
 * @typedef {object} Result
 * @property {Record<string, unknown>} idToken its claims
 * @property {Record<string, unknown>} userinfo
 * @property {string} hint the ID token as it came, for the sign-out and for a face check
 * @property {string} access the access token
 */

/**
 * From the answer at the redirect address (or of the element) to the person: checks that it belongs
 * to our request, redeems the code, checks the ID token, asks for the user information.
 *
 * @param {Record<string, string>} answer
 * @param {import("./pkce.js").SignInRequest | null} request
 * @param {{issuer: string, client_id: string, redirect_uri: string}} config
 * @returns {Promise<Result>} throws `Outcome`
 */
export async function finish(answer, request, config, locale) {
  if (!request || answer.state !== request.state) throw new Outcome("state");
  if (answer.iss !== config.issuer) throw new Outcome("iss");
  if (answer.error) {
    const { error_description: why } = answer;
    if (why === "expired" || why === "level_declined") throw new Outcome(why);
    throw outcomeOf(answer.error);
  }
  try {
    return await redeem(answer.code, request, config, locale);
  } catch (error) {
    if (error instanceof UntrustedToken) throw new Outcome("token", error.message);
    if (error instanceof Problem) throw outcomeOf(error.code);
    throw error;
  }
}

async function redeem(code, { purpose, verifier, nonce }, config, locale) {
  const { issuer, client_id: clientID, redirect_uri } = config;
  const form = {
    grant_type: "authorization_code", code, client_id: clientID, redirect_uri,
    code_verifier: verifier,
  };
  const { body: tokens } = await call(`${issuer}/token`, { method: "POST", form, locale });
  const idToken = await checkIDToken(tokens.id_token, { issuer, clientID, nonce });
  // A registration or a face check is no login, whoever brings it.
  if ((idToken.purpose ?? "login") !== purpose) throw new Outcome("token", "purpose");
  const { access_token: token } = tokens;
  const { body: userinfo } = await call(`${issuer}/userinfo`, { token, locale });
  // Two answers about two people would be somebody's mistake or somebody's trick (OpenID Connect
  // Core, 5.3.2).
  if (userinfo.sub !== idToken.sub) throw new Outcome("token", "sub");
  return { idToken, userinfo, hint: tokens.id_token, access: token };
}
