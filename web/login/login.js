/** The hosted page: shows the login session in its own address, until it is over. */
import { LoginSession } from "../shared/login-session.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { LoginView } from "../shared/login-view.js";
import { isClaimed } from "../shared/return-claims.js";
import { loginTexts } from "../shared/texts/login.js";
import { plain } from "../shared/dom.js";
import { Problem, retryDelay } from "../shared/api.js";

// `<issuer>/login/<session id>?<the authorization request>`; the issuer may have a path of its own.
const [, prefix, id] = /^(.*)\/login\/([^/]+)$/.exec(location.pathname) ?? [null, "", ""];
const issuer = location.origin + prefix;
const query = new URLSearchParams(location.search);

const locale = pageLocale(query.get("ui_locales") ?? "");
const text = texts(locale, loginTexts);
const session = new LoginSession(issuer, id, { locale });
const view = new LoginView({
  text,
  issuer,
  alone: true,
  actions: {
    onCancel: cancel, onAgain: startOver, onSignOn: signOn, onScanInstead: () => toCode(),
    onCode: startFrames, onFinish: goOn,
  },
});

/** Milliseconds that the end of an old login may keep the person from a new one. */
const FAREWELL = 2000;

/** Ends the loops that are running; each run has its own. */
let running = new AbortController();
let frames = null;
let isLeaving = false;
/** The person has chosen the code: it stays, also when this page has to begin anew. */
let scansInstead = false;
/** Only a tab that the app opened can bring this login to its end. */
let awaitsReturn = false;

async function run() {
  running.abort();
  running = new AbortController();
  frames = null;
  isLeaving = false;
  const { signal } = running;
  try {
    const page = await session.page(signal);
    view.showPage(page);
    if (page.sign_on && !scansInstead) view.showSignOn(page.sign_on);
    else view.endSignOn();
    document.title = view.text("page.title", { name: plain(page.relying_party.name) });
    const onConnection = (problem) => view.showConnection(problem);
    await session.follow({ onView: show, onConnection, signal });
  } catch (error) {
    if (signal.aborted) return;
    const problem = Problem.of(error);
    view.showProblem(problem);
    mirror("problem", "");
    if (problem.passes) setTimeout(() => signal.aborted || run(), retryDelay(problem));
  }
}

/**
 * @param {import("../shared/login-session.js").LoginView} state
 * @returns {boolean} true when nothing follows
 */
function show(state) {
  awaitsReturn ||= state.hint === "return_to_page";
  const isElsewhere = state.status === "approved" && (awaitsReturn || isClaimed(id));
  if (isElsewhere) view.showElsewhere();
  else view.showView(state);
  mirror(isElsewhere ? "elsewhere" : state.status, state.hint);
  if (state.status !== "waiting") frames?.abort();
  // No code is shown to a room that may not need it.
  else if (view.wantsCode) startFrames();
  const isLast = isElsewhere || view.isFinal(state);
  if (isLast) running.abort();
  if (isLast && !isElsewhere && state.result) goOn(state.result);
  return isLast;
}

/** Replacing the entry keeps the finished page out of the history. */
function goOn(result) {
  location.replace(result.redirect_to);
}

function startFrames() {
  if (frames) return;
  frames = new AbortController();
  const { signal } = frames;
  running.signal.addEventListener("abort", () => frames?.abort(), { once: true });
  const onFrame = (frame) => view.showFrame(frame);
  session.frames({ onFrame, onStale: () => view.showStale(), signal });
}

/** @param {string[]} scopes */
async function signOn(scopes) {
  view.showConnection(null);
  try {
    show(await session.signOn(scopes));
  } catch (error) {
    const problem = Problem.of(error);
    if (problem.passes) view.showConnection(problem);
    else toCode({ isRefused: true });
  }
}

function toCode({ isRefused = false } = {}) {
  scansInstead = true;
  view.endSignOn(isRefused);
  showOffer(false);
  if (view.wantsCode) startFrames();
}

async function cancel() {
  try {
    show(await session.cancel());
  } catch (problem) {
    // Over already: the other loop brings the news. Not reached: the person may press again.
    if (problem.passes) view.showConnection(problem);
  }
}

/**
 * The same authorization request once more, as a new login session. The old one is ended first: its
 * code could still be scanned, and nobody would be looking at what comes of it.
 */
async function startOver() {
  // Without the request there is nothing but this login to go on with.
  if (!query.has("client_id")) return location.reload();
  if (isLeaving) return;
  isLeaving = true;
  running.abort();
  try {
    await session.cancel({ patience: FAREWELL });
  } catch {
    // Mostly over already. Where it could not be reached its deadline ends it.
  }
  location.replace(`${prefix}/authorize${location.search}`);
}

function mirror(status, hint) {
  document.body.dataset.status = status;
  document.body.dataset.hint = hint;
  showOffer(status === "waiting" && view.signOn !== null);
}

/** While no phone is needed nothing should speak of one. */
function showOffer(isShown) {
  document.body.toggleAttribute("data-sign-on", isShown);
  document.querySelector('[data-text="page.foot"]').hidden = isShown;
}

document.getElementById("login").replaceChildren(view.root);
fillTexts(document, text, locale);
offerOtherLanguage(document.getElementById("language"), locale);
addEventListener("pageshow", (event) => event.persisted && run());
run();
