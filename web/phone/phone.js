/** The phone simulator: a wallet app as a page, from the code to the end of the login. */
import { endScreen, refusedScreen } from "./end-screen.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { Problem, call } from "../shared/api.js";
import { Wallet } from "./wallet.js";
import { element } from "../shared/dom.js";
import { faceScreen } from "./face-screen.js";
import { isOver } from "../shared/login-session.js";
import { phoneTexts } from "../shared/texts/phone.js";
import { requestScreen } from "./request-screen.js";
import { startScreen } from "./start-screen.js";

const PERSON = "demo-wallet.person";

const locale = pageLocale();
const text = texts(locale, phoneTexts);
const main = document.getElementById("main");
const spoken = document.getElementById("spoken");
const { body: config } = await call("/wallet/config.json", { locale });

/** The login under way: its wallet, and what ends the waiting for it. */
let wallet = null;
let following = new AbortController();

function show(status, screen) {
  document.body.dataset.status = status;
  main.replaceChildren(screen);
  scrollTo(0, 0);
  // A new screen begins at its heading, for eyes and for screen readers.
  screen.querySelector("h1")?.focus({ preventScroll: true });
}

function start(code = "") {
  following.abort();
  history.replaceState(null, "", code ? location.href : location.pathname);
  const remembered = localStorage.getItem(PERSON);
  const chosen = config.people.some(({ sub }) => sub === remembered) ? remembered : config.people[0].sub;
  show("start", startScreen({ text, people: config.people, chosen, code, onScan: scan }));
}

async function scan(sub, code) {
  localStorage.setItem(PERSON, sub);
  const person = config.people.find((one) => one.sub === sub);
  wallet = new Wallet(config, person, locale);
  await attempt(async () => {
    await wallet.enrol();
    const request = await wallet.scan(code);
    const screen = requestScreen({
      text, locale, issuer: config.issuer, request, person,
      onConfirm: (answers) => attempt(async () => next(await wallet.confirm(answers))),
      onDeny: deny,
    });
    show("request", screen);
    screen.querySelector("[data-testid=number-input]")?.focus({ preventScroll: true });
    follow(request.version, screen);
  });
}

const deny = (reason) => attempt(async () => next(await wallet.deny(reason)));

/** What a decision or a face result leads to. */
function next({ status, hint, face, reason, tries_left: tries }) {
  document.body.dataset.hint = hint;
  if (status === "face_checking" && face) return showFace(face, reason, tries ?? face.tries_left);
  if (isOver(status)) return end(status, hint);
  show("waiting", working());
}

function showFace(check, reason, tries) {
  show("face", faceScreen({
    text, tries, reason,
    onOutcome: (outcome) => attempt(async () => {
      const answer = await wallet.face(check, outcome);
      // An error of the provider leaves the same check open.
      next({ ...answer, reason: answer.reason ?? outcome.reason, face: answer.face ?? check });
    }),
    onDeny: () => deny("changed_mind"),
  }));
}

function end(status, hint) {
  following.abort();
  history.replaceState(null, "", location.pathname);
  show("end", endScreen({ text, status, hint, onAgain: () => start() }));
}

/** Hears of what happens elsewhere: the page cancels, time runs out, somebody else tries the code. */
async function follow(after, screen) {
  following.abort();
  following = new AbortController();
  const { signal } = following;
  try {
    await wallet.follow({
      after, signal, onConnection: () => {},
      onView: ({ status, hint, warnings = [] }) => {
        if (signal.aborted) return true;
        if (warnings.length > 0 && screen.isConnected) {
          screen.warn(warnings);
          spoken.textContent = text("warning.second_scan");
        }
        if (isOver(status)) end(status, hint);
        return isOver(status);
      },
    });
  } catch (problem) {
    if (!signal.aborted) refused(problem);
  }
}

/** One step at a time: the screen rests while the broker is asked, and comes back when only the way there failed. */
async function attempt(step) {
  if (main.inert) return;
  main.inert = true;
  spoken.textContent = text("phone.working");
  try {
    await step();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    refused(problem);
  } finally {
    main.inert = false;
    spoken.textContent = "";
  }
}

/** @param {Problem} problem */
function refused(problem) {
  if (problem.code === "wrong_number") return end("failed", "wrong_number");
  following.abort();
  show("problem", refusedScreen({ text, problem, onAgain: () => start() }));
}

function working() {
  return element("section.screen", {}, element("p", { role: "status" }, text("phone.working")));
}

fillTexts(document, text, locale);
document.title = text("phone.title");
offerOtherLanguage(document.getElementById("language"), locale);
start(new URLSearchParams(location.search).get("code") ?? "");
