/**
 * What this browser keeps of the simulated wallet. Nothing of it is secret: the keys are kept by
 * `device.js`, which alone can keep what it cannot show.
 */
import * as store from "../shared/kept.js";

const PREFIX = "demo-wallet.";

/** @returns {any} what was kept under this name, `null` when there is nothing to read */
export const kept = (name) => store.keptJSON(PREFIX + name, null);

/** @returns {boolean} false where the browser keeps nothing, or has no room left */
export function keep(name, value) {
  const text = JSON.stringify(value);
  store.keep(PREFIX + name, text);
  return store.kept(PREFIX + name) === text;
}

export const forget = (name) => store.keep(PREFIX + name, null);
