/** The demo portal: a public client that signs people in by redirect or with the embedded element. */
import { Outcome, finish } from "./finish.js";
import { claimsView, failureView, frontView, waitView } from "./views.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { call } from "../shared/api.js";
import { currentRequest, takeRequest } from "./pkce.js";
import { demoTexts } from "../shared/texts/demo.js";

const SIGNED_IN = "demo-portal.signed-in";
const EMBEDDED = "demo-portal.embedded";

const locale = pageLocale();
const text = texts(locale, demoTexts);
const main = document.getElementById("main");
const { body: config } = await call("/config.json");

function show(status, view) {
  document.body.dataset.status = status;
  main.replaceChildren(view);
  main.querySelector("h1")?.focus();
}

function front() {
  show("front", frontView(text, { onHosted: goToHostedPage, onEmbedded: embed }));
  // After a reload the element goes on with the code it had.
  if (sessionStorage.getItem(EMBEDDED)) embed();
}

async function goToHostedPage() {
  sessionStorage.removeItem(EMBEDDED);
  takeRequest();
  const { state, nonce, challenge } = await currentRequest();
  const query = new URLSearchParams({
    response_type: "code", client_id: config.client_id, redirect_uri: config.redirect_uri, scope: "openid profile email",
    state, nonce, code_challenge: challenge, code_challenge_method: "S256", ui_locales: locale,
  });
  location.assign(`${config.issuer}/authorize?${query}`);
}

async function embed() {
  sessionStorage.setItem(EMBEDDED, "yes");
  const { state, nonce, challenge } = await currentRequest();
  await import(`${config.issuer}/static/element/qr-login.js`);
  const login = document.createElement("qr-login");
  const attributes = {
    "client-id": config.client_id, "redirect-uri": config.redirect_uri, scope: "openid profile email",
    state, nonce, "code-challenge": challenge, "ui-locales": locale,
  };
  for (const [name, value] of Object.entries(attributes)) login.setAttribute(name, value);
  login.addEventListener("qr-login-result", ({ detail }) => answered(detail));
  document.getElementById("embedded").replaceChildren(login);
}

/** @param {{code?: string, state?: string, iss?: string, error?: string, error_description?: string}} answer */
async function answered(answer) {
  sessionStorage.removeItem(EMBEDDED);
  show("redeeming", waitView(text));
  try {
    const person = await finish(answer, takeRequest(), config, locale);
    sessionStorage.setItem(SIGNED_IN, JSON.stringify(person));
    signedIn(person);
  } catch (error) {
    const outcome = error instanceof Outcome ? error : new Outcome("other", error.code ?? error.name);
    show("problem", failureView(text, outcome, front));
  }
}

function signedIn(person) {
  show("signed_in", claimsView(text, person, () => {
    sessionStorage.removeItem(SIGNED_IN);
    front();
  }));
}

fillTexts(document, text, locale);
document.title = text("demo.title");
offerOtherLanguage(document.getElementById("language"), locale);

const query = Object.fromEntries(new URLSearchParams(location.search));
const person = JSON.parse(sessionStorage.getItem(SIGNED_IN) ?? "null");
if (location.pathname === new URL(config.redirect_uri).pathname && (query.code || query.error)) {
  // The code leaves the address bar before anything else happens to it.
  history.replaceState(null, "", "/");
  answered(query);
} else if (person) signedIn(person);
else front();
