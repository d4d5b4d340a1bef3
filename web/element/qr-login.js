/**
 * `<qr-login>`: sign in by scan inside any page, from one script tag.
 *
 *     <script type="module" src="https://login.example/static/element/qr-login.js"></script>
 *     <qr-login client-id="shop" redirect-uri="https://shop.example/cb" code-challenge="…"
 *       state="…"></qr-login>
 *
 * | attribute | meaning |
 * | --- | --- |
 * | `issuer` | the broker; default: where this script came from |
 * | `client-id`, `redirect-uri` | required |
 * | `scope`, `state`, `nonce`, `code-challenge` (S256), `ui-locales` | as in OpenID Connect |
 * | `purpose` | `login`, `register` or `face_check`; the last needs `id-token-hint` |
 * | `wallets` | ids of the wallets to offer, separated by blanks |
 * | `theme` | `light` or `dark`, as the page around it; `auto`: as the person prefers; default |
 * | `auto-redirect` | go to `result.redirect_to` with the result |
 *
 * Events, all of them crossing shadow roots: `qr-login-status` (`detail`: `status`, `hint`,
 * `version`), `qr-login-result` (`detail`: `code`, `state`, `iss`, `redirect_to`),
 * `qr-login-problem` (`detail`: `code`, `reason`, `redirect_to`). The host element shows the state
 * in `data-status` and `data-hint`.
 *
 * After `register` and `face_check` the result is told when the person has pressed the button for
 * it. On a phone the app brings the person back to this page, mostly in a new tab: that one tells
 * the result if it asks for the same (`state`, `code-challenge`), otherwise the tab does that was
 * left. A page that puts the element in by script must do so when its fragment begins with
 * `#qr_return=`.
 */
import { LoginSession } from "../shared/login-session.js";
import { Problem, retryDelay } from "../shared/api.js";
import { comeBack, isEarly, isHarmless, takeReturn } from "./came-back.js";
import { dress } from "./sheets.js";
import { forget, recall, remember, rememberAway } from "./memory.js";
import { LoginView } from "../shared/login-view.js";
import { isClaimed } from "../shared/return-claims.js";
import { loginTexts } from "../shared/texts/login.js";
import { readRequest } from "./request.js";
import { texts } from "../shared/texts.js";

export class QRLogin extends HTMLElement {
  /** All but the theme make another login session when they change. */
  static observedAttributes = [
    "issuer", "client-id", "redirect-uri", "scope", "state", "nonce", "code-challenge",
    "ui-locales", "purpose", "id-token-hint", "wallets", "theme",
  ];

  #root = this.attachShadow({ mode: "open" });
  /** Ends the loops that are running; each run has its own. */
  #running = new AbortController();
  #frames = null;
  #restarting = false;
  #request = null;
  #session = null;
  #view = null;
  /** What an app gave for the way back, until the broker has taken or refused it. */
  #back = null;
  /** The id of a login session that this tab came back with. */
  #returned = null;

  /** A browser may bring the person back into this very tab, without loading the page again. */
  #onHash = () => (this.#back = takeReturn()) && this.#restart();

  connectedCallback() {
    addEventListener("hashchange", this.#onHash);
    this.#restart();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#onHash);
    this.#running.abort();
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name !== "theme") this.#restart();
    // Not reached for the other colours, it keeps those it has.
    else dress(this, this.#root).catch(() => {});
  }

  /** Ends the login session, as the cancel button does. */
  async cancel() {
    try {
      if (this.#session) this.#show(await this.#session.cancel());
    } catch (problem) {
      // Over already: the waiting loop brings the news. Not reached: the person may press again.
      if (problem.passes) this.#view.showConnection(problem);
    }
  }

  /** Starts anew with another code. */
  refresh() {
    return this.#run({ resume: false });
  }

  /** Several attributes set in one go are one change. */
  #restart() {
    if (this.#restarting) return;
    this.#restarting = true;
    queueMicrotask(() => {
      this.#restarting = false;
      if (this.isConnected) this.#run({ resume: true });
    });
  }

  /** @param {{resume: boolean}} how whether a login session of before a reload may go on */
  async #run({ resume }) {
    this.#running.abort();
    this.#running = new AbortController();
    this.#frames = null;
    this.#session = null;
    this.#request = readRequest(this);
    const { signal } = this.#running;
    try {
      // Built whole while nothing is shown yet, so that the page does not flash unstyled.
      await dress(this, this.#root);
      if (signal.aborted) return;
      this.#draw();
      this.#back ??= takeReturn();
      const begun = this.#back ? await this.#comeBack(signal) : await this.#begin(resume, signal);
      if (!begun) return;
      const { session, page } = begun;
      this.#session = session;
      this.#view.showPage(page);
      const onConnection = (problem) => this.#view.showConnection(problem);
      await session.follow({ onView: (view) => this.#show(view), onConnection, signal });
    } catch (error) {
      if (!signal.aborted) this.#refused(error, resume, signal);
    }
  }

  /** @returns the login session that goes on here, or `null` when the tab that was left goes on */
  async #comeBack(signal) {
    try {
      const { session, page, isOurs } = await comeBack(this.#request, this.#back, signal);
      this.#back = null;
      this.#returned = isOurs ? session.id : null;
      if (isOurs) return { session, page };
    } catch (problem) {
      if (!isEarly(Problem.of(problem))) this.#back = null;
      throw problem;
    }
    this.#view.showElsewhere("go_back");
    this.#mirror("elsewhere", "");
    return null;
  }

  /** Goes on with the remembered login session if it was for this very request, or makes one. */
  async #begin(resume, signal) {
    const { issuer, locale, members } = this.#request;
    const old = recall(this.#request);
    if (resume && old?.same) {
      try {
        const session = new LoginSession(issuer, old.session_id, { token: old.poll_token, locale });
        if (old.returned) this.#returned = session.id;
        return { session, page: await session.page(signal) };
      } catch (problem) {
        if (signal.aborted || problem.passes) throw problem;
        // Should making a new one fail, the next try need not ask for this one again.
        forget(this.#request);
      }
    }
    const replaces = old && { session_id: old.session_id, poll_token: old.poll_token };
    const asked = { ...members, return_uri: this.getAttribute("return-uri") ?? undefined, replaces };
    const session = await LoginSession.create(issuer, asked, { locale, signal });
    remember(this.#request, session);
    return { session, page: await session.page(signal) };
  }

  #draw() {
    const { issuer, locale } = this.#request;
    const actions = {
      onCancel: () => this.cancel(),
      onAgain: () => this.refresh(),
      onCode: () => this.#startFrames(),
      onOpen: () => rememberAway(this.#request, this.#session),
      onFinish: (result) => this.#goOn(result),
    };
    this.#view = new LoginView({ text: texts(locale, loginTexts), issuer, alone: false, actions });
    this.#view.root.lang = locale;
    this.#root.replaceChildren(this.#view.root);
    this.#mirror("loading", "");
  }

  /**
   * @param {import("../shared/login-session.js").LoginView} view
   * @returns {boolean} true when nothing follows
   */
  #show(view) {
    const { status, hint, version, problem, result } = view;
    const { id } = this.#session;
    const isElsewhere = status === "approved" && this.#returned !== id && isClaimed(id);
    if (isElsewhere) this.#view.showElsewhere();
    else this.#view.showView(view);
    this.#mirror(isElsewhere ? "elsewhere" : status, hint);
    if (status !== "waiting") this.#frames?.abort();
    else if (this.#view.wantsCode) this.#startFrames();
    const isLast = isElsewhere || this.#view.isFinal(view);
    if (isLast) {
      this.#running.abort();
      forget(this.#request);
    }
    this.#tell("qr-login-status", { status, hint, version });
    if (problem) this.#tell("qr-login-problem", { ...problem });
    if (isLast && !isElsewhere && result) this.#goOn(result);
    return isLast;
  }

  #goOn(result) {
    this.#running.abort();
    forget(this.#request);
    this.#tell("qr-login-result", { ...result });
    if (this.hasAttribute("auto-redirect")) location.assign(result.redirect_to);
  }

  #startFrames() {
    if (this.#frames) return;
    const frames = new AbortController();
    this.#frames = frames;
    this.#running.signal.addEventListener("abort", () => frames.abort(), { once: true });
    const view = this.#view;
    const onFrame = (frame) => view.showFrame(frame);
    this.#session.frames({ onFrame, onStale: () => view.showStale(), signal: frames.signal });
  }

  #refused(error, resume, signal) {
    const problem = Problem.of(error);
    // Forgotten while it was shown, as after a long sleep of the computer. Another one follows by
    // itself, but not at once: a broker with a new database meets all its pages at the same moment.
    const isLost = problem.code === "not_found" && this.#session !== null;
    if (!this.#view) this.#draw();
    this.#frames?.abort();
    if (!isHarmless(problem)) forget(this.#request);
    if (problem.passes || isLost) {
      setTimeout(() => signal.aborted || this.#run({ resume }), retryDelay(problem));
    }
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
