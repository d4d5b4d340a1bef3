import { encodeBase64URL } from "../shared/base64url.js";

/** How long a statement may be used, in seconds: at most 120. */
const LIFETIME = 60;

const part = (value) => encodeBase64URL(new TextEncoder().encode(JSON.stringify(value)));

/**
 * One signed statement of this phone, as a compact JWS (RFC 7515).
 * @param {import("./device.js").DeviceKey} key
 * @param {{iss: string, sub: string, aud: string, device: object}} party who says it, to whom
 * @param {Record<string, unknown>} members `act` and what belongs to it
 */
export async function sign(key, party, members) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { ...party, iat, exp: iat + LIFETIME, jti: crypto.randomUUID(), ...members };
  const input = `${part({ alg: "ES256", kid: key.kid, typ: "qrlogin+jwt" })}.${part(claims)}`;
  const bytes = new TextEncoder().encode(input);
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, bytes);
  return `${input}.${encodeBase64URL(signature)}`;
}
