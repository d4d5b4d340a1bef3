/** The phone simulator: a wallet app as a page, from the code to the end of the login. */
import { Problem, call } from "../shared/api.js";
import { endScreen, refusedScreen } from "./end-screen.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { Wallet } from "./wallet.js";
import { element } from "../shared/dom.js";
import { faceScreen } from "./face-screen.js";
import { icon } from "../shared/icons.js";
import { isOver } from "../shared/login-session.js";
import { phoneTexts } from "../shared/texts/phone.js";
import { requestScreen } from "./request-screen.js";
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

function show(status, screen) {
  document.body.dataset.status = status;
  main.replaceChildren(screen);
  scrollTo(0, 0);
  // A new screen begins at its heading, for eyes and for screen readers, unless it has one thing to
  // be done.
  const first = screen.querySelector("[autofocus]");
  if (first) first.focus();
  else screen.querySelector("h1")?.focus({ preventScroll: true });
}

function start(code = "") {
  following.abort();
  const last = localStorage.getItem(PERSON);
  const { people } = config;
  const chosen = people.some(({ sub }) => sub === last) ? last : people[0].sub;
  show("start", startScreen({ text, people, chosen, code, onScan: scan }));
}

async function scan(sub, code) {
  localStorage.setItem(PERSON, sub);
  const person = config.people.find((one) => one.sub === sub);
  await attempt(async () => {
    wallet = new Wallet(config, person, locale);
    await wallet.enrol();
    const request = await wallet.scan(code);
    const onConfirm = (answers) => attempt(async () => next(await wallet.confirm(answers)));
    const setup = { text, locale, issuer: config.issuer, request, person };
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
  finish("end", endScreen({ text, status, hint, onAgain: () => start() }));
}

/** @param {Problem} problem */
function refused(problem) {
  if (problem.code === "wrong_number") return end("failed", "wrong_number");
  finish("problem", refusedScreen({ text, problem, onAgain: () => start() }));
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

start(new URLSearchParams(location.search).get("code") ?? "");
