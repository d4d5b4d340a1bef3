/**
 * `<qr-login>`: sign in by scan inside any page, from one script tag.
 *
 *     <script type="module" src="https://login.example/static/element/qr-login.js"></script>
 *     <qr-login client-id="shop" redirect-uri="https://shop.example/cb" code-challenge="…" state="…"></qr-login>
 *
 * | attribute | meaning |
 * | --- | --- |
 * | `issuer` | the broker; default: where this script came from |
 * | `client-id`, `redirect-uri` | required |
 * | `scope`, `state`, `nonce`, `code-challenge` (S256), `ui-locales` | as in OpenID Connect |
 * | `wallets` | ids of the wallets to offer, separated by blanks |
 * | `auto-redirect` | go to `result.redirect_to` by itself once approved |
 *
 * Events, all of them crossing shadow roots: `qr-login-status` (`detail`: `status`, `hint`, `version`), `qr-login-result`
 * (`detail`: `code`, `state`, `iss`, `redirect_to`), `qr-login-problem` (`detail`: `code`, `reason`, `redirect_to`).
 * The host element shows the state in `data-status` and `data-hint`.
 */
import { LoginSession, isOver } from "../shared/login-session.js";
import { chooseLocale, texts } from "../shared/texts.js";
import { LoginView } from "../shared/login-view.js";
import { Problem } from "../shared/api.js";
import { loginTexts } from "../shared/texts/login.js";
import { recall, remember, forget } from "./memory.js";

const HERE = new URL("../", import.meta.url);
const OUR_ISSUER = HERE.href.replace(/\/static\/$/, "");

/** Attributes that make another login session when they change. */
const ATTRIBUTES = ["issuer", "client-id", "redirect-uri", "scope", "state", "nonce", "code-challenge", "ui-locales", "wallets"];

/** Style sheets are constructed from text, so that a strict `style-src` of the embedding page does not matter. */
const sheets = Promise.all(["shared/theme.css", "shared/login-view.css", "element/qr-login.css"].map(async (path) => {
  const response = await fetch(new URL(path, HERE));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return sheet;
}));

export class QRLogin extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #root = this.attachShadow({ mode: "open" });
  #running = null;
  #frames = null;
  #asked = false;
  #session = null;
  #view = null;

  connectedCallback() {
    this.#restart();
  }

  disconnectedCallback() {
    this.#running?.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#restart();
  }

  /** Several attributes set in one go are one change. */
  #restart() {
    if (this.#asked) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      if (this.isConnected) this.#run(true);
    });
  }

  /** Ends the login session, as the cancel button does. */
  async cancel() {
    try {
      if (this.#session) this.#show(await this.#session.cancel());
    } catch (problem) {
      // Over already: the waiting loop brings the news.
      if (problem.passes) this.#view.showConnection(problem);
    }
  }

  /** Starts anew with another code. */
  refresh() {
    return this.#run(false);
  }

  /** @param {boolean} resume whether a login session of before a reload may go on */
  async #run(resume) {
    this.#running?.abort();
    this.#running = new AbortController();
    this.#frames = null;
    const { signal } = this.#running;
    const request = this.#request();
    this.#draw(request);
    try {
      this.#root.adoptedStyleSheets = await sheets;
      const page = await this.#begin(request, resume, signal);
      this.#view.showPage(page);
      await this.#session.follow({
        onView: (view) => this.#show(view), onConnection: (problem) => this.#view.showConnection(problem), signal,
      });
    } catch (error) {
      if (!signal.aborted) this.#refused(error instanceof Problem ? error : new Problem("network", { detail: String(error) }), request);
    }
  }

  /** Goes on with the remembered login session when it was for this very request; otherwise makes one. */
  async #begin(request, resume, signal) {
    const { issuer, locale } = request;
    const old = recall(request);
    if (resume && old?.same) {
      try {
        this.#session = new LoginSession(issuer, old.session_id, { token: old.poll_token, locale });
        return await this.#session.page(signal);
      } catch (problem) {
        if (signal.aborted || problem.passes) throw problem;
      }
    }
    const replaces = old ? { session_id: old.session_id, poll_token: old.poll_token } : undefined;
    this.#session = await LoginSession.create(issuer, { ...request.members, replaces }, { locale, signal });
    remember(request, this.#session);
    return this.#session.page(signal);
  }

  #request() {
    const value = (name) => this.getAttribute(name) || undefined;
    const language = this.closest("[lang]")?.getAttribute("lang");
    const challenge = value("code-challenge");
    return {
      issuer: (value("issuer") ?? OUR_ISSUER).replace(/\/$/, ""),
      locale: chooseLocale([...(value("ui-locales") ?? "").split(/\s+/), language, ...navigator.languages]),
      members: {
        client_id: value("client-id"), redirect_uri: value("redirect-uri"), scope: value("scope"), state: value("state"),
        nonce: value("nonce"), code_challenge: challenge, code_challenge_method: challenge && "S256",
        ui_locales: value("ui-locales"), wallets: value("wallets")?.split(/[\s,]+/),
      },
    };
  }

  #draw({ issuer, locale }) {
    this.#view = new LoginView({
      text: texts(locale, loginTexts), issuer, header: false,
      actions: { onCancel: () => this.cancel(), onAgain: () => this.refresh() },
    });
    this.#view.root.lang = locale;
    this.#root.replaceChildren(this.#view.root);
    this.#mirror("loading", "");
  }

  #show(view) {
    this.#view.showView(view);
    this.#mirror(view.status, view.hint);
    if (view.status === "waiting") this.#startFrames();
    else this.#frames?.abort();
    this.#tell("qr-login-status", { status: view.status, hint: view.hint, version: view.version });
    if (!isOver(view.status)) return;
    this.#running.abort();
    forget(this.#request());
    if (view.problem) this.#tell("qr-login-problem", { ...view.problem });
    if (!view.result) return;
    this.#tell("qr-login-result", { ...view.result });
    if (this.hasAttribute("auto-redirect")) location.assign(view.result.redirect_to);
  }

  #startFrames() {
    if (this.#frames) return;
    const frames = (this.#frames = new AbortController());
    this.#running.signal.addEventListener("abort", () => frames.abort(), { once: true });
    const view = this.#view;
    this.#session.frames({ onFrame: (frame) => view.showFrame(frame), onStale: () => view.showStale(), signal: frames.signal });
  }

  #refused(problem, request) {
    if (!problem.passes) forget(request);
    this.#view.showProblem(problem);
    this.#mirror("problem", "");
    this.#tell("qr-login-problem", { code: problem.code, detail: problem.message });
  }

  #mirror(status, hint) {
    this.dataset.status = status;
    this.dataset.hint = hint;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("qr-login")) customElements.define("qr-login", QRLogin);
