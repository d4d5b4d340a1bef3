/**
 * Where an app on this device brings the person back:
 * `<issuer>/return/<session id>#<return token>`. Only together with the cookie of the login does
 * the token finish it: whoever was tricked into confirming somebody else's login holds the token
 * and not the cookie, and whoever began it holds the cookie and not the token.
 */
import { LoginSession } from "../shared/login-session.js";
import { Problem, retryDelay } from "../shared/api.js";
import { claimReturn, releaseReturn } from "../shared/return-claims.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { LoginView } from "../shared/login-view.js";
import { loginTexts } from "../shared/texts/login.js";
import { plain } from "../shared/dom.js";

// The issuer may have a path of its own.
const [, prefix, id] = /^(.*)\/return\/([^/]+)$/.exec(location.pathname) ?? [null, "", ""];
const issuer = location.origin + prefix;

// Out of the address before anything else, for that is easily copied and shows on pictures of the
// screen. A reload, as after a lost connection, still has it.
const token = location.hash.slice(1) || history.state?.returnToken || "";
history.replaceState({ returnToken: token }, "", location.pathname);

const locale = pageLocale();
const text = texts(locale, loginTexts);
const session = new LoginSession(issuer, id, { locale });
const view = new LoginView({
  text, issuer, alone: true, actions: { onCancel: cancel, onAgain: run, onFinish: goOn },
});

/** Ends the loop that waits for a result to be taken up. */
let running = new AbortController();

async function run() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const page = await session.page(signal);
    view.showPage(page);
    document.title = view.text("page.title", { name: plain(page.relying_party.name) });
    const isLast = show(token ? await comeBack() : await session.read(signal));
    if (!isLast) await follow(signal);
  } catch (error) {
    if (!signal.aborted) refused(error, signal);
  }
}

/** @returns {Promise<import("../shared/login-session.js").LoginView>} */
async function comeBack() {
  claimReturn(id);
  try {
    return await session.comeBack(token);
  } catch (error) {
    // Asked again it may have been done already: then the login itself says how it stands.
    if (error.code === "session_over") return session.read(running.signal);
    if (!error.passes) releaseReturn(id);
    throw error;
  }
}

/** Where this page finished nothing, or the person is to press the button while there is time. */
function follow(signal) {
  const onConnection = (problem) => view.showConnection(problem);
  return session.follow({ onView: show, onConnection, signal });
}

/**
 * @param {import("../shared/login-session.js").LoginView} state
 * @returns {boolean} true when nothing follows
 */
function show(state) {
  view.showConnection(null);
  view.showView(state);
  // Another code is got where the login began; this page knows nothing of what was asked there.
  view.on.again.hidden = true;
  mirror(state.status, state.hint);
  const isLast = view.isFinal(state);
  if (isLast && state.result) goOn(state.result);
  return isLast;
}

function refused(error, signal) {
  const problem = Problem.of(error);
  // Without the cookie the login does not exist, and this page cannot tell the two apart.
  const isStranger = problem.code === "not_found";
  view.showProblem(isStranger ? new Problem("wrong_browser", { status: 404 }) : problem);
  view.on.again.hidden = isStranger || problem.code === "wrong_return";
  mirror("problem", "");
  if (problem.passes) setTimeout(() => signal.aborted || run(), retryDelay(problem));
}

/** Replacing the entry keeps the finished page out of the history. */
function goOn(result) {
  location.replace(result.redirect_to);
}

async function cancel() {
  try {
    show(await session.cancel());
  } catch (problem) {
    if (problem.passes) view.showConnection(problem);
  }
}

function mirror(status, hint) {
  document.body.dataset.status = status;
  document.body.dataset.hint = hint;
}

document.getElementById("login").replaceChildren(view.root);
fillTexts(document, text, locale);
offerOtherLanguage(document.getElementById("language"), locale);
run();
