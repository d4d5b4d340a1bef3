import { decodeBase64URL, decodeJSONPart } from "../shared/base64url.js";
import { call } from "../shared/api.js";

/** The algorithms a portal of ours is registered with, never the one the token names alone. */
const ALGORITHMS = {
  ES256: {
    import: { name: "ECDSA", namedCurve: "P-256" },
    verify: { name: "ECDSA", hash: "SHA-256" },
  },
  RS256: {
    import: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    verify: { name: "RSASSA-PKCS1-v1_5" },
  },
};

/** Clocks of a person's computer and of the broker may differ, in seconds. */
const SKEW = 300;

/**
 * An ID token that must not be believed; the message names the check (OpenID Connect Core,
 * 3.1.3.7).
 */
export class UntrustedToken extends Error {}

/**
 * @param {string} token
 * @param {{issuer: string, clientID: string, nonce: string}} expected
 * @returns {Promise<Record<string, unknown>>} its claims
 */
export async function checkIDToken(token, { issuer, clientID, nonce }) {
  const [header, payload, signature] = token.split(".");
  await checkSignature(decodeJSONPart(header), `${header}.${payload}`, signature, issuer);
  const claims = decodeJSONPart(payload);
  const now = Date.now() / 1000;
  if (claims.iss !== issuer) throw new UntrustedToken("iss");
  if (![claims.aud].flat().includes(clientID)) throw new UntrustedToken("aud");
  if (!(claims.exp > now - SKEW)) throw new UntrustedToken("exp");
  if (!(claims.iat < now + SKEW)) throw new UntrustedToken("iat");
  if (claims.nonce !== nonce) throw new UntrustedToken("nonce");
  return claims;
}

async function checkSignature({ alg, kid }, signed, signature, issuer) {
  const algorithm = Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : null;
  const { body } = await call(`${issuer}/jwks`);
  const jwk = body.keys.find((key) => key.kid === kid && (key.alg ?? alg) === alg);
  if (!algorithm || !jwk) throw new UntrustedToken("kid");
  const key = await crypto.subtle.importKey("jwk", jwk, algorithm.import, false, ["verify"]);
  const bytes = new TextEncoder().encode(signed);
  const proof = decodeBase64URL(signature);
  const genuine = await crypto.subtle.verify(algorithm.verify, key, proof, bytes);
  if (!genuine) throw new UntrustedToken("signature");
}
