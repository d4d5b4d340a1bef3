/**
 * Which login sessions go on in another tab of this browser. An app opens the way back in a tab of
 * its own, while the tab where the login began still waits for the same result. Only one of them
 * may go on to the portal: the code in the result works once, and a second use revokes what the
 * first one gave.
 */
import { keep, keptJSON } from "./kept.js";

const KEY = "qrbroker.came-back";

/** Logins of one browser that end within minutes of each other. */
const MOST = 8;

/** @returns {string[]} */
function ids() {
  const all = keptJSON(KEY, []);
  return Array.isArray(all) ? all : [];
}

/** Said before the way back is tried, for its success may be seen in the other tab at once. */
export function claimReturn(id) {
  keep(KEY, JSON.stringify([id, ...ids().filter((other) => other !== id)].slice(0, MOST)));
}

/** The way back was refused: the tab where the login began may still finish it. */
export function releaseReturn(id) {
  keep(KEY, JSON.stringify(ids().filter((other) => other !== id)));
}

/** @param {string} id of a login session that this tab did not come back with */
export const isClaimed = (id) => ids().includes(id);
