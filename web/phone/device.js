/**
 * This phone: one id, and for each person a key that never leaves the browser. The private key is
 * made non-extractable, so even a script on this page can use it but not read it.
 */
import { encodeBase64URL } from "../shared/base64url.js";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

/**
 * @typedef {{kid: string, privateKey: CryptoKey, jwk: {kty: string, crv: string, x: string, y:
 *   string}}} DeviceKey
 */

/** What is made at first use, by name: two who ask at once must get the same. */
const made = new Map();

function once(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

/** @returns {Promise<{id: string, model: string, os: string}>} */
export function thisDevice() {
  return once("device-id", async () => {
    const store = await open();
    const id = (await store.get("device-id")) ?? `web-${crypto.randomUUID()}`;
    await store.put("device-id", id);
    return { id, model: browser(), os: system() };
  });
}

/** The key of one person on this phone, made at first use. @returns {Promise<DeviceKey>} */
export function deviceKey(person) {
  return once(`key ${person}`, () => keptKey(person));
}

/** A removed key never comes back; the next one is another. */
export async function forgetKey(person) {
  made.delete(`key ${person}`);
  await (await open()).drop(`key ${person}`);
}

async function keptKey(person) {
  const store = await open();
  const kept = await store.get(`key ${person}`);
  if (kept) return kept;
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const jwk = { crv, kty, x, y };
  const key = { kid: await thumbprint(jwk), privateKey: pair.privateKey, jwk };
  await store.put(`key ${person}`, key);
  return key;
}

/** RFC 7638: the members that define the key, in alphabetical order. */
async function thumbprint({ crv, kty, x, y }) {
  const bytes = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
  return encodeBase64URL(await crypto.subtle.digest("SHA-256", bytes));
}

/** Tells one phone page from another in the list of a person's phones; most others say Safari, too. */
function browser() {
  const { userAgent } = navigator;
  return ["Edg", "Firefox", "Chrome", "Safari"].find((one) => userAgent.includes(one)) ?? "Web";
}

function system() {
  return /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(navigator.userAgent)?.[0] ?? "Web";
}

let opened = null;

/** IndexedDB, because it alone can keep a key it cannot show. */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("demo-wallet", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const store = (mode) => request.result.transaction("kept", mode).objectStore("kept");
      resolve({
        get: (name) => settled(store("readonly").get(name)),
        put: (name, value) => settled(store("readwrite").put(value, name)),
        drop: (name) => settled(store("readwrite").delete(name)),
      });
    };
  });
  return opened;
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
