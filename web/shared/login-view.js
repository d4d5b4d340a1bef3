import { avatar, button, element, plain, safeLink } from "./dom.js";
import { CodePicture } from "./qr.js";
import { Countdown } from "./countdown.js";
import { SignOnPanel } from "./sign-on.js";
import { TypedCode } from "./typed-code.js";
import { WalletList } from "./wallet-list.js";
import { hasText } from "./texts.js";
import { icon } from "./icons.js";
import { isOver } from "./login-session.js";
import { loginTexts } from "./texts/login.js";
import { problemKey } from "./refusals.js";

/** The drawing that stands where the code stood, by status. */
const STAGE_ICONS = {
  loading: "clock", scanned: "phone", confirmed: "phone", face_checking: "face",
  approved: "check", redeemed: "check", denied: "cross", cancelled: "cross", expired: "clock",
  failed: "alert", replaced: "swap", problem: "alert",
};

/**
 * What a person sees of a login, in the hosted page and in `<qr-login>` alike. It draws what it is
 * told and reports what is pressed; it knows nothing of requests.
 */
export class LoginView {
  /**
   * @param {object} setup
   * @param {import("./texts.js").Texts} setup.text
   * @param {string} setup.issuer for relative logo addresses
   * @param {boolean} setup.alone a page of its own: it says which party asks, and goes back there
   * @param {{onCancel: () => void, onAgain: () => void,
   *   onSignOn?: (scopes: string[]) => Promise<void>, onScanInstead?: () => void}} setup.actions
   *   the last two where a page may be offered a sign-in without a scan
   */
  constructor({ text, issuer, alone, actions }) {
    this.text = text;
    this.issuer = issuer;
    this.alone = alone;
    this.name = "";
    /** Stands in place of the code, while the browser's own sign-in is offered. */
    this.signOn = null;
    this.actions = actions;
    this.#build(actions);
    this.#say("loading", text("status.loading"), "");
    this.mark.append(icon(STAGE_ICONS.loading));
  }

  #build({ onCancel, onAgain }) {
    const { text } = this;
    const announce = (words) => (this.spoken.textContent = words);
    this.head = element("header.asker", { hidden: true });
    this.code = new CodePicture(text("code.label"));
    this.mark = element("div.mark");
    this.stage = element("div.stage", {}, this.code.svg, this.mark);
    this.title = element("p.status-title", { tabindex: "-1" });
    this.detail = element("p.status-detail");
    // One live region that stays in place: its words change, and a screen reader reads them.
    this.live = element(
      "div.status", { role: "status", "aria-live": "polite", "data-testid": "status-text" },
      this.title, this.detail,
    );
    this.spoken = element("p.visually-hidden", { role: "status", "aria-live": "polite" });
    this.connection = element(
      "p.notice.warn", { hidden: true, "data-testid": "connection", role: "status" },
    );
    this.wallets = new WalletList(text);
    this.typed = new TypedCode(text, announce);
    this.countdown = new Countdown(text, announce);
    this.again = button("primary", "refresh", onAgain);
    this.back = element("a.button", { "data-testid": "back" });
    this.cancel = button("quiet", "cancel", onCancel, text("action.cancel"));
    for (const action of [this.again, this.back, this.cancel]) action.hidden = true;
    this.back.addEventListener("click", (event) => {
      // The finished page should not lie behind the portal's back button.
      event.preventDefault();
      location.replace(this.back.href);
    });
    const actions = element("div.actions", {}, this.again, this.back, this.cancel);
    this.side = element(
      "div.side", {}, this.live, this.connection, this.wallets.root, this.typed.root, actions,
    );
    const stageBox = element("div.stage-box", {}, this.stage, this.countdown.root);
    this.root = element(
      "div.login", {}, this.head, element("div.columns", {}, stageBox, this.side), this.spoken,
    );
  }

  /** @param {import("./login-session.js").LoginPage} page */
  showPage({ relying_party: party, user_code: code, links }) {
    this.name = plain(party.name);
    this.typed.show(code);
    this.wallets.show(links.wallets);
    if (!this.alone) return;
    const words = element(
      "div", {}, element("p.caption", {}, this.text("page.sign_in_to")),
      element("h1", { dir: "auto" }, this.name), element("p.domain", {}, plain(party.domain)),
    );
    this.head.replaceChildren(avatar(this.name, party.logo_uri, this.issuer), words);
    this.head.hidden = false;
  }

  /**
   * Offers the browser's own sign-in, for as long as the login waits and nobody chose the code.
   * @param {{scopes: {name: string, title?: string, required: boolean}[]}} signOn
   */
  showSignOn(signOn) {
    const { onSignOn: onContinue, onScanInstead: onScan } = this.actions;
    this.#dropSignOn();
    this.signOn = new SignOnPanel(this.text, signOn, { onContinue, onScan });
    this.connection.after(this.signOn.root);
  }

  /** Back to the code. @param {boolean} isRefused why: the sign-in no longer answers */
  endSignOn(isRefused = false) {
    if (!this.signOn) return;
    this.#dropSignOn();
    const key = isRefused ? "detail.sign_on_refused" : "detail.scan_code";
    this.#say("waiting", this.text("status.scan_code"), this.text(key), "scan_code");
    this.#showWaiting(true);
    this.mark.hidden = true;
    this.title.focus();
  }

  #dropSignOn() {
    this.signOn?.root.remove();
    this.signOn = null;
    this.root.removeAttribute("data-sign-on");
  }

  /** The next frame: the picture changes in place, and the links into the apps with it. */
  showFrame(frame) {
    this.code.draw(frame);
    this.stage.classList.add("drawn");
    this.stage.classList.remove("stale");
    this.wallets.carry(frame.payload);
  }

  /** The frame shown may be too old to be taken, and there is no newer one. */
  showStale() {
    this.stage.classList.add("stale");
  }

  /** @param {import("./login-session.js").LoginView} view */
  showView(view) {
    const waiting = view.status === "waiting";
    const over = isOver(view.status);
    if (waiting && this.signOn) this.#askSignOn(view);
    else this.#showState(view, waiting);
    this.#offer(over, this.#wayOn(view, over));
    if (over || view.expires_in === undefined) this.countdown.stop();
    else this.countdown.start(view.expires_in);
  }

  #askSignOn({ status, hint }) {
    const { name } = this;
    const detail = this.signOn.boxes.length > 0 ? "detail.sign_on.scopes" : "detail.sign_on";
    this.#say(status, this.text("status.sign_on"), this.text(detail, { name }), hint);
    this.root.dataset.signOn = "";
    this.#showWaiting(false);
    this.mark.replaceChildren(icon("shield"));
  }

  #showState(view, waiting) {
    const hint = hasText(`status.${view.hint}`, loginTexts) ? view.hint : "failed";
    this.#say(view.status, this.text(`status.${hint}`), this.#detail(view, hint), view.hint);
    this.#showWaiting(waiting);
    this.#mark(view, waiting);
  }

  #detail({ status }, hint) {
    if (status === "redeemed") return this.text("detail.done_redeemed");
    if (hint === "done" && !this.alone) return this.text("detail.done_here");
    return this.text(`detail.${hint}`, { name: this.name });
  }

  #showWaiting(waiting) {
    this.code.svg.toggleAttribute("hidden", !waiting);
    this.wallets.root.hidden = !waiting || this.wallets.isEmpty;
    this.typed.root.hidden = !waiting || this.typed.isEmpty;
  }

  #mark(view, waiting) {
    this.mark.hidden = waiting;
    if (waiting) return;
    if (!view.match_number || view.status !== "scanned") {
      this.mark.replaceChildren(icon(STAGE_ICONS[view.status] ?? "alert"));
      return;
    }
    const number = plain(view.match_number);
    const label = this.text("number.label", { number: [...number].join(" ") });
    this.mark.replaceChildren(element(
      "p.match-number", { "data-testid": "match-number", "aria-label": label, role: "img" }, number,
    ));
    this.spoken.textContent = label;
  }

  /** What can be pressed now: another code, and the way back or on to the portal. */
  #wayOn({ result, problem }, over) {
    if (!over) return { again: null, back: null };
    const { name } = this;
    if (result) {
      const on = this.alone ? { href: result.redirect_to, words: "action.on" } : null;
      return { again: null, back: on && { href: on.href, words: this.text(on.words, { name }) } };
    }
    const back = problem?.redirect_to;
    return {
      again: problem ? this.text("action.new_code") : null,
      back: back ? { href: back, words: this.text("action.back", { name }) } : null,
    };
  }

  #offer(over, { again, back }) {
    const within = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    const focused = within.activeElement;
    const isPanels = over && this.signOn?.root.contains(focused);
    const focusGoes = over && (focused === this.cancel || isPanels);
    if (over) this.#dropSignOn();
    this.cancel.hidden = over;
    this.again.hidden = again === null;
    this.again.textContent = again ?? "";
    const href = back ? safeLink(back.href) : null;
    this.back.hidden = href === null;
    if (href) [this.back.href, this.back.textContent] = [href, back.words];
    // Who works by keyboard must not fall back to the top of the page when a button goes away.
    if (focusGoes) [this.again, this.back].find((action) => !action.hidden)?.focus();
  }

  /** A refusal in place of a login. @param {import("./api.js").Problem} problem */
  showProblem(problem) {
    const key = problemKey(problem);
    const code = plain(problem.errorId ?? problem.code, 60);
    this.#say("problem", this.text(key), this.text(`${key}.detail`, { code }));
    this.detail.dataset.testid = "problem";
    this.countdown.stop();
    this.connection.hidden = true;
    this.#showWaiting(false);
    this.#mark({ status: "problem" }, false);
    this.#offer(true, { again: this.text("action.again"), back: null });
  }

  /** @param {import("./api.js").Problem | null} problem `null`: connected again */
  showConnection(problem) {
    this.connection.hidden = problem === null;
    if (!problem) return;
    this.connection.textContent =
      this.text(problem.status === 0 ? "connection.lost" : "connection.busy");
  }

  #say(status, title, detail, hint = "") {
    this.root.dataset.status = status;
    this.root.dataset.hint = hint;
    delete this.detail.dataset.testid;
    // Writing the same words again would make a screen reader repeat them.
    if (this.title.textContent !== title) this.title.textContent = title;
    if (this.detail.textContent !== detail) this.detail.textContent = detail;
  }
}
