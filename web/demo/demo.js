/** The demo portal: a public client that signs people in by redirect or with the element. */
import { Outcome, finish } from "./finish.js";
import { claimsView, failureView, frontView, waitView } from "./views.js";
import { currentRequest, takeRequest } from "./pkce.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { call } from "../shared/api.js";
import { demoTexts } from "../shared/texts/demo.js";

const SCOPE = "openid profile email";

/** What a reload should show again: who is signed in, and whether the code was on this page. */
const SIGNED_IN = "demo-portal.signed-in";
const EMBEDDED = "demo-portal.embedded";

const locale = pageLocale();
const text = texts(locale, demoTexts);
const main = document.getElementById("main");

fillTexts(document, text, locale);
document.title = text("demo.title");
offerOtherLanguage(document.getElementById("language"), locale);
// A page kept for the back button remembers a request that another has taken the place of.
addEventListener("pageshow", (event) => event.persisted && location.reload());

const { body: config } = await call("/config.json");

function show(status, view) {
  document.body.dataset.status = status;
  main.replaceChildren(view);
  main.querySelector("h1")?.focus();
}

function front() {
  show("front", frontView(text, { onHosted: goToHostedPage, onEmbedded: embed }));
  if (sessionStorage.getItem(EMBEDDED)) embed();
}

async function goToHostedPage() {
  sessionStorage.removeItem(EMBEDDED);
  takeRequest();
  const { state, nonce, challenge } = await currentRequest();
  const query = new URLSearchParams({
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: config.redirect_uri,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: "S256",
    ui_locales: locale,
  });
  location.assign(`${config.issuer}/authorize?${query}`);
}

async function embed() {
  sessionStorage.setItem(EMBEDDED, "yes");
  const { state, nonce, challenge } = await currentRequest();
  await import(`${config.issuer}/static/element/qr-login.js`);
  const login = document.createElement("qr-login");
  login.setAttribute("client-id", config.client_id);
  login.setAttribute("redirect-uri", config.redirect_uri);
  login.setAttribute("scope", SCOPE);
  login.setAttribute("state", state);
  login.setAttribute("nonce", nonce);
  login.setAttribute("code-challenge", challenge);
  login.setAttribute("ui-locales", locale);
  login.addEventListener("qr-login-result", ({ detail }) => answered(detail));
  document.getElementById("embedded").replaceChildren(login);
}

/** @param {Record<string, string>} answer the members of the query at the redirect address */
async function answered(answer) {
  sessionStorage.removeItem(EMBEDDED);
  show("redeeming", waitView(text));
  try {
    const person = await finish(answer, takeRequest(), config, locale);
    sessionStorage.setItem(SIGNED_IN, JSON.stringify(person));
    signedIn(person);
  } catch (error) {
    const outcome = error instanceof Outcome ? error : new Outcome("other", error.name);
    show("problem", failureView(text, outcome, front));
  }
}

function signedIn(person) {
  show("signed_in", claimsView(text, person, () => logOut(person.hint)));
}

/** Forgets the person here and at the broker, which sends the browser back. */
function logOut(hint) {
  sessionStorage.removeItem(SIGNED_IN);
  const query = new URLSearchParams({
    id_token_hint: hint,
    post_logout_redirect_uri: new URL("/", location.href).href,
    ui_locales: locale,
  });
  location.assign(`${config.issuer}/end_session?${query}`);
}

const query = Object.fromEntries(new URLSearchParams(location.search));
const person = JSON.parse(sessionStorage.getItem(SIGNED_IN) ?? "null");
const isCallback = location.pathname === new URL(config.redirect_uri).pathname;
if (isCallback && (query.code || query.error)) {
  // The code leaves the address bar before anything else happens to it.
  history.replaceState(null, "", "/");
  answered(query);
} else if (person) signedIn(person);
else front();
