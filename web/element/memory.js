/**
 * What a reload must not lose: which login session this tab waits for, and its secret.
 * `sessionStorage` ends with the tab and is read by nobody but the embedding site, which gets the
 * result anyway. While the person is away in an app of this device the same is kept for the whole
 * browser, for the app opens the way back in a new tab.
 */
import { keep, keptJSON } from "../shared/kept.js";

const key = ({ issuer, members }) => `qr-login ${issuer} ${members.client_id}`;

/** One login is away at a time: whoever goes into an app again has given up the one before. */
const away = ({ issuer }) => `qr-login.away ${issuer}`;

/**
 * Told apart by what was asked: a page that made a new `state` cannot use the result of an old
 * request.
 */
const asked = ({ members }) => JSON.stringify(members);

/**
 * @typedef {{session_id: string, poll_token: string, same: boolean, returned: boolean}} Kept
 *   `returned`: this tab came back with it from an app
 */

/** @returns {Kept | null} */
function recognised(request, stored) {
  if (!stored) return null;
  const { session_id, poll_token, returned = false } = stored;
  return { session_id, poll_token, returned, same: stored.asked === asked(request) };
}

const record = (request, { id, token }) =>
  ({ session_id: id, poll_token: token, asked: asked(request) });

/** @returns {Kept | null} */
export function recall(request) {
  try {
    return recognised(request, JSON.parse(sessionStorage.getItem(key(request)) ?? "null"));
  } catch {
    return null;
  }
}

/**
 * The login session that was left for an app in this browser, in this tab or another.
 * @param {string} id
 * @returns {Kept | null}
 */
export function recallAway(request, id) {
  const all = [recall(request), recognised(request, keptJSON(away(request), null))];
  return all.find((one) => one?.session_id === id) ?? null;
}

export function remember(request, session, { returned = false } = {}) {
  const kept = { ...record(request, session), returned };
  try {
    sessionStorage.setItem(key(request), JSON.stringify(kept));
  } catch {
    // Storage switched off: a reload starts over.
    return;
  }
}

export function rememberAway(request, session) {
  keep(away(request), JSON.stringify(record(request, session)));
}

export function forget(request) {
  const id = recall(request)?.session_id;
  if (id && keptJSON(away(request), null)?.session_id === id) keep(away(request), null);
  try {
    sessionStorage.removeItem(key(request));
  } catch {
    return;
  }
}
