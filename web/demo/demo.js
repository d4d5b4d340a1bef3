/** The demo portal: a public client that signs people in by redirect or with the element. */
import { Desk, forgetEmbedded } from "./desk.js";
import { Outcome, finish } from "./finish.js";
import { failureView, registeredView, waitView } from "./views.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import {
  forgetPerson, keepPerson, keepRegistered, levelOfPerson, personHere, registeredHere,
} from "./person.js";
import { call } from "../shared/api.js";
import { demoTexts } from "../shared/texts/demo.js";
import { documentTexts } from "../shared/texts/documents.js";
import { openPortal } from "./portals.js";
import { servicePage } from "./services.js";
import { takeRequest } from "./pkce.js";

const locale = pageLocale();
const main = document.getElementById("main");

offerOtherLanguage(document.getElementById("language"), locale);
// A page kept for the back button remembers a request that another has taken the place of.
addEventListener("pageshow", (event) => event.persisted && location.reload());

const { body: config } = await call("/config.json", { locale });
const portal = await openPortal(config.template);
const text = texts(locale, documentTexts, demoTexts, portal.texts);
const desk = new Desk({ text, locale, config, portal, onAnswer: answered });
fillTexts(document, text, locale);
document.title = text("demo.title");

function show(status, view) {
  document.body.dataset.status = status;
  main.replaceChildren(view);
  main.querySelector("h1")?.focus();
}

/** The page for whoever is here now. */
function begin() {
  const person = personHere();
  if (person) return signedIn(person);
  desk.registered = registeredHere();
  show("front", portal.front(desk));
  desk.embedAgain();
}

/** @param {Record<string, string>} answer the members of the query at the redirect address */
async function answered(answer) {
  forgetEmbedded();
  const request = takeRequest(answer.state);
  show("redeeming", waitView(text));
  try {
    take[request?.purpose ?? "login"](await finish(answer, request, config, locale));
  } catch (error) {
    const outcome = error instanceof Outcome ? error : new Outcome("other", error.name);
    show("problem", failureView(text, outcome, request?.purpose ?? "login", begin));
  }
}

/** What follows from a finished scan, by what it was for. */
const take = {
  login(result) {
    signedIn(keep({ login: result, check: null, hasPortrait: false }));
  },
  register(result) {
    keepRegistered(result);
    show("registered", registeredView(desk, result, begin));
  },
  face_check(result) {
    const person = personHere();
    // The broker was told who; a portal that relies on it still looks.
    if (person?.login.idToken.sub !== result.idToken.sub) throw new Outcome("token", "sub");
    // A portrait was compared with the face of the check before this one.
    signedIn(keep({ ...person, check: result, hasPortrait: false }));
  },
};

function keep(person) {
  keepPerson(person);
  return person;
}

function signedIn(person) {
  desk.person = person;
  desk.onSignOut = () => {
    forgetPerson();
    desk.leaveForSignOut(person.login.hint);
  };
  desk.onPortrait = () => keepPerson(Object.assign(person, { hasPortrait: true }));
  const service = portal.services(person).find(({ id }) => location.hash === `#${id}`);
  const isOpen = service && (service.level ?? 0) <= levelOfPerson(person);
  show("signed_in", isOpen ? servicePage(desk, person, service) : portal.home(desk, person));
}

// Services have addresses of their own, so that the back button works.
addEventListener("hashchange", () => {
  if (document.body.dataset.status === "signed_in") signedIn(desk.person);
});

const query = Object.fromEntries(new URLSearchParams(location.search));
const isCallback = location.pathname === new URL(config.redirect_uri).pathname;
if (isCallback && (query.code || query.error)) {
  // The code leaves the address bar before anything else happens to it.
  history.replaceState(null, "", "/");
  answered(query);
} else begin();
