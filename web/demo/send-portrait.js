/** One picture to the broker, which compares it with the face check this sign-in went through. */
import { Problem } from "../shared/api.js";

/** What the broker reads at all; whether it meets the rules is the broker's to say. */
const READABLE = new Set(["image/jpeg", "image/png"]);

/** Comparing takes its time on a small machine, in milliseconds. */
const PATIENCE = 40_000;

/**
 * @param {string} issuer
 * @param {string} token an access token with the scope `portrait`
 * @param {File} file
 * @returns {Promise<{accepted: boolean, reasons?: string[]}>} throws `Problem`
 */
export async function sendPortrait(issuer, token, file) {
  if (!READABLE.has(file.type)) return { accepted: false, reasons: ["wrong_format"] };
  const response = await post(`${issuer}/v1/portrait`, token, file);
  // Larger than the broker reads: a rule of the picture too, for the person.
  if (response.status === 413) return { accepted: false, reasons: ["too_many_bytes"] };
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new Problem(body?.code ?? body?.error ?? "unexpected", { status: response.status });
}

async function post(address, token, file) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PATIENCE);
  try {
    return await fetch(address, {
      method: "POST", body: file, signal: limit.signal, cache: "no-store",
      headers: { "Content-Type": file.type, Authorization: `Bearer ${token}` },
      credentials: "omit", referrerPolicy: "no-referrer",
    });
  } catch (error) {
    throw new Problem("network", { detail: String(error) });
  } finally {
    clearTimeout(timer);
  }
}
