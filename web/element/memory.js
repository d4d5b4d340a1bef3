/**
 * What a reload must not lose: which login session this tab waits for, and its secret.
 * `sessionStorage` ends with the tab and is read by nobody but the embedding site, which gets the
 * result anyway.
 */

const key = ({ issuer, members }) => `qr-login ${issuer} ${members.client_id}`;

/**
 * Told apart by what was asked: a page that made a new `state` cannot use the result of an old
 * request.
 */
const asked = ({ members }) => JSON.stringify(members);

/** @returns {{session_id: string, poll_token: string, same: boolean} | null} */
export function recall(request) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(request)) ?? "null");
    if (!kept) return null;
    const { session_id, poll_token } = kept;
    return { session_id, poll_token, same: kept.asked === asked(request) };
  } catch {
    return null;
  }
}

export function remember(request, session) {
  const kept = { session_id: session.id, poll_token: session.token, asked: asked(request) };
  try {
    sessionStorage.setItem(key(request), JSON.stringify(kept));
  } catch {
    // Storage switched off: a reload starts over.
    return;
  }
}

export function forget(request) {
  try {
    sessionStorage.removeItem(key(request));
  } catch {
    return;
  }
}
