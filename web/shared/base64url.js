/** Base64url without padding (RFC 4648, section 5), as tokens and keys use it. */

/** @param {ArrayBuffer | Uint8Array} bytes */
export function encodeBase64URL(bytes) {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
export function decodeBase64URL(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The JSON object inside one part of a compact token. */
export function decodeJSONPart(part) {
  return JSON.parse(new TextDecoder().decode(decodeBase64URL(part)));
}
