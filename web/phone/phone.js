/** The phone simulator: a wallet app as a page, from the code to the end of the login. */
import { Problem, call } from "../shared/api.js";
import { Inbox } from "./inbox.js";
import { endScreen, refusedScreen } from "./end-screen.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { Wallet } from "./wallet.js";
import { element } from "../shared/dom.js";
import { faceScreen } from "./face-screen.js";
import { icon } from "../shared/icons.js";
import { isOver } from "../shared/login-session.js";
import { phoneTexts } from "../shared/texts/phone.js";
import { requestScreen } from "./request-screen.js";
import { signInsScreen } from "./sign-ins-screen.js";
import { startScreen } from "./start-screen.js";

const PERSON = "demo-wallet.person";

const locale = pageLocale();
const text = texts(locale, phoneTexts);
const main = document.getElementById("main");
const spoken = document.getElementById("spoken");

fillTexts(document, text, locale);
document.title = text("phone.title");
offerOtherLanguage(document.getElementById("language"), locale);

const { body: config } = await call("/wallet/config.json", { locale });

/** The login under way: its wallet, and what ends the waiting for it. */
let wallet = null;
let following = new AbortController();
/** The login came to this phone without a code. */
let isCalled = false;
/** Ends the looking for requests, which goes on while the start screen is shown. */
let looking = new AbortController();

function show(status, screen) {
  looking.abort();
  document.body.dataset.status = status;
  main.replaceChildren(screen);
  scrollTo(0, 0);
  // A new screen begins at its heading, for eyes and for screen readers, unless it has one thing to
  // be done.
  const first = screen.querySelector("[autofocus]");
  if (first) first.focus();
  else screen.querySelector("h1")?.focus({ preventScroll: true });
}

/** The code this page was opened with, until it is used. */
const openedCode = () => new URLSearchParams(location.search).get("code") ?? "";

function start() {
  const code = openedCode();
  following.abort();
  const last = localStorage.getItem(PERSON);
  const { people } = config;
  const chosen = people.some(({ sub }) => sub === last) ? last : people[0].sub;
  let current = chosen;
  const announce = (words) => (spoken.textContent = words);
  const onOpen = (id) => claim(current, () => wallet.open(id), { called: true });
  const inbox = new Inbox({ text, issuer: config.issuer, announce, onOpen });
  const onPerson = (sub) => {
    current = sub;
    looking.abort();
    looking = new AbortController();
    inbox.follow(walletOf(sub), looking.signal);
  };
  const onScan = (sub, entered) => claim(sub, () => wallet.scan(entered));
  const setup = { text, people, chosen, code, inbox: inbox.root, onPerson, onScan };
  show("start", startScreen({ ...setup, onSignIns: showSignIns }));
  onPerson(chosen);
}

function walletOf(sub) {
  const person = config.people.find((one) => one.sub === sub);
  return new Wallet(config, person, locale);
}

/** @param {() => Promise<any>} take claims a login, by its code or from the inbox */
async function claim(sub, take, { called = false } = {}) {
  isCalled = called;
  localStorage.setItem(PERSON, sub);
  await attempt(async () => {
    wallet = walletOf(sub);
    await wallet.enrol();
    const request = await take();
    const { person } = wallet;
    const onConfirm = (answers) => attempt(async () => next(await wallet.confirm(answers)));
    const setup = { text, locale, issuer: config.issuer, request, isCalled, person };
    const screen = requestScreen({ ...setup, onConfirm, onDeny: deny });
    show("request", screen);
    follow(request.version, screen);
  });
}

function deny(reason) {
  return attempt(async () => next(await wallet.deny(reason)));
}

/** What a decision or a face result leads to. */
function next({ status, hint, face, reason, tries_left: tries }) {
  document.body.dataset.hint = hint;
  if (status === "face_checking" && face) showFace(face, reason, tries ?? face.tries_left);
  else if (isOver(status)) end(status, hint);
  else show("waiting", element("p.screen", { role: "status" }, text("phone.working")));
}

function showFace(check, before, tries) {
  const onOutcome = (outcome) =>
    attempt(async () => {
      const { face, reason, ...answer } = await wallet.face(check, outcome);
      // An error of the provider may leave the same check open.
      next({ ...answer, face: face ?? check, reason: reason ?? outcome.reason });
    });
  const onDeny = () => deny("changed_mind");
  show("face", faceScreen({ text, tries, reason: before, onOutcome, onDeny }));
}

function end(status, hint) {
  const onSignIns = () => showSignIns(wallet.person.sub);
  finish("end", endScreen({ text, status, hint, isCalled, onAgain: start, onSignIns }));
}

/** @param {string | null} ending the sign-in to end first, or `all` */
async function showSignIns(sub, ending = null) {
  localStorage.setItem(PERSON, sub);
  isCalled = false;
  await attempt(async () => {
    const own = walletOf(sub);
    await own.enrol();
    const ended = ending === null ? null : await own.endSignIn(ending);
    const signIns = await own.signIns();
    const onEnd = (id) => showSignIns(sub, id);
    const setup = { text, locale, person: own.person, signIns, ended };
    show("sign_ins", signInsScreen({ ...setup, onEnd, onBack: start }));
  });
  // What came with the screen is not read out by itself.
  spoken.textContent = main.querySelector("[role=status]")?.textContent ?? "";
}

/** @param {Problem} problem */
function refused(problem) {
  if (problem.code === "wrong_number") return end("failed", "wrong_number");
  finish("problem", refusedScreen({ text, problem, isCalled, onAgain: start }));
}

function finish(status, screen) {
  following.abort();
  // A used code in the address would only confuse a reload.
  history.replaceState(null, "", location.pathname);
  show(status, screen);
}

/** Hears what happens elsewhere: the page cancels, time runs out, somebody else tries the code. */
async function follow(after, screen) {
  following.abort();
  following = new AbortController();
  const { signal } = following;
  try {
    await wallet.follow({
      after,
      signal,
      onView: ({ status, hint, warnings = [] }) => {
        if (signal.aborted) return true;
        if (screen.isConnected) screen.warn(warnings);
        if (isOver(status)) end(status, hint);
        return isOver(status);
      },
    });
  } catch (problem) {
    if (!signal.aborted) refused(problem);
  }
}

/**
 * One step at a time: the screen rests while the broker is asked. What only the way there or a
 * crowd prevented can be pressed again; every other refusal ends it.
 */
async function attempt(step) {
  if (main.inert) return;
  main.inert = true;
  spoken.textContent = text("phone.working");
  main.querySelector(".passing")?.remove();
  try {
    await step();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.passes) main.append(passing(problem));
    else refused(problem);
  } finally {
    main.inert = false;
    spoken.textContent = "";
  }
}

function passing({ status }) {
  const words = text(status === 0 ? "phone.offline" : "phone.busy");
  const attributes = { role: "alert", "data-testid": "passing" };
  return element("p.notice.warn.passing", attributes, icon("alert"), element("span", {}, words));
}

start();
