/**
 * Small things an origin remembers between visits. Some private windows refuse storage; then
 * nothing is remembered, which harms nobody.
 */

/** @param {string} key */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} value `null` forgets */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}

/** What was kept as JSON; `fallback` for nothing, or for what somebody else has written there. */
export function keptJSON(key, fallback) {
  try {
    return JSON.parse(kept(key) ?? "null") ?? fallback;
  } catch {
    return fallback;
  }
}
