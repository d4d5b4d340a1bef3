/**
 * The way back from an app into the page that holds a `<qr-login>`: the address
 * `<page>#qr_return=<session id>.<return token>`, mostly opened in a new tab.
 */

import { claimReturn, releaseReturn } from "../shared/return-claims.js";
import { recallAway, remember } from "./memory.js";
import { LoginSession } from "../shared/login-session.js";
import { Problem } from "../shared/api.js";

const RETURN = /^#qr_return=([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * Takes the token out of the address, where it would be copied and bookmarked with the page.
 * @returns {{id: string, token: string} | null}
 */
export function takeReturn() {
  const [, id, token] = RETURN.exec(location.hash) ?? [];
  if (!id) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return { id, token };
}

/**
 * Brings the token to the broker. Where this page asks for the very same as the one that was left,
 * it goes on here; a page that made another `state` or challenge could not use the result, and
 * leaves it to the tab where the login began.
 * @param {{issuer: string, locale: import("../shared/texts.js").Locale, members: object}} request
 * @param {{id: string, token: string}} back
 * @returns {Promise<{session: LoginSession, page: any, isOurs: boolean}>}
 */
export async function comeBack(request, { id, token }, signal) {
  const kept = recallAway(request, id);
  // Another browser: it has the token, and nothing of the login.
  if (!kept) throw new Problem("wrong_browser", { status: 404 });
  const { issuer, locale } = request;
  const session = new LoginSession(issuer, id, { token: kept.poll_token, locale });
  const page = await session.page(signal);
  if (kept.same) {
    claimReturn(id);
    remember(request, session, { returned: true });
  }
  try {
    await session.comeBack(token);
  } catch (problem) {
    // Over: perhaps by this very token, at a try whose answer was lost. Reading it tells.
    if (problem.code === "session_over") return { session, page, isOurs: kept.same };
    if (!problem.passes) releaseReturn(id);
    throw problem;
  }
  return { session, page, isOurs: kept.same };
}

/** After these the login is as good as before, and is not to be forgotten. */
const HARMLESS = new Set(["not_now", "wrong_return", "wrong_browser"]);

export const isHarmless = (problem) => problem.passes || HARMLESS.has(problem.code);

/** True when the same token may succeed a little later. */
export const isEarly = (problem) => problem.passes || problem.code === "not_now";
