import { element, plain } from "./dom.js";
import { hasText, named, purposeTexts } from "./texts.js";
import { Asker } from "./asker.js";
import { ScanWays } from "./scan-ways.js";
import { SignOnPanel } from "./sign-on.js";
import { Stage } from "./stage.js";
import { WaysOn, waysAfter } from "./ways-on.js";
import { isOver } from "./login-session.js";
import { loginTexts } from "./texts/login.js";
import { problemKey } from "./refusals.js";

/**
 * What a person sees of a login, in the pages of ours and in `<qr-login>` alike. It draws what it
 * is told and reports what is pressed; it knows nothing of requests.
 */
export class LoginView {
  /**
   * @typedef {object} Actions
   * @property {() => void} onCancel
   * @property {() => void} [onAgain] begin anew; without it that is not offered
   * @property {(result: any) => void} onFinish go on with the result: the person has pressed the
   *   button for it
   * @property {() => void} [onCode] the code is to be drawn now
   * @property {() => void} [onOpen] an app is being opened on this device
   * @property {(scopes: string[]) => Promise<void>} [onSignOn] these two where a page may be
   *   offered a sign-in without a scan
   * @property {() => void} [onScanInstead]
   */

  /**
   * @param {object} setup
   * @param {import("./texts.js").Texts} setup.text
   * @param {string} setup.issuer for relative logo addresses
   * @param {boolean} setup.alone a page of its own: it says which party asks, and goes back there
   * @param {Actions} setup.actions
   */
  constructor({ text, issuer, alone, actions }) {
    this.purpose = "login";
    /** `button`: a person goes on by pressing it, not by itself. */
    this.finish = "auto";
    this.text = purposeTexts(text, () => this.purpose, loginTexts);
    this.alone = alone;
    this.name = "";
    /** Stands in place of the code, while the browser's own sign-in is offered. */
    this.signOn = null;
    /** The person has gone into an app on this device, and is to confirm there. */
    this.isInApp = false;
    this.state = null;
    this.actions = actions;
    this.#build(issuer);
    this.#say("loading", [this.text("status.loading")], "");
  }

  #build(issuer) {
    const { text, actions } = this;
    const announce = (words) => (this.spoken.textContent = words);
    this.head = new Asker(text, issuer);
    this.stage = new Stage(text, announce);
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
    const onChange = () => this.#changeWay();
    this.ways = new ScanWays({ text, issuer, announce, onChange, onOpen: () => this.#opened() });
    this.on = new WaysOn(text, actions);
    const side = element(
      "div.side", {}, this.live, this.connection, this.ways.panel, this.ways.typed.root,
      element("div.ways", {}, this.ways.swap, this.on.root),
    );
    const columns = element("div.columns", {}, this.ways.tabs.list, this.stage.root, side);
    this.root = element("div.login", {}, this.head.root, columns, this.spoken);
  }

  /** @param {import("./login-session.js").LoginPage} page */
  showPage(page) {
    this.purpose = page.purpose ?? "login";
    this.finish = page.finish ?? "auto";
    this.name = plain(page.relying_party.name);
    this.ways.show(page);
    if (this.alone) this.head.show(page.relying_party);
  }

  /**
   * Offers the browser's own sign-in, for as long as the login waits and nobody chose the code.
   * @param {{scopes: {name: string, title?: string, required: boolean}[]}} signOn
   */
  showSignOn(signOn) {
    const { onSignOn: onContinue, onScanInstead: onScan } = this.actions;
    this.#dropSignOn();
    const instead = this.ways.isOnly ? "action.open_app" : "action.scan_instead";
    this.signOn = new SignOnPanel(this.text, signOn, { onContinue, onScan, instead });
    this.connection.after(this.signOn.root);
  }

  /** Back to the code. @param {boolean} isRefused why: the sign-in no longer answers */
  endSignOn(isRefused = false) {
    if (!this.signOn) return;
    this.#dropSignOn();
    this.#showState({ ...this.state, status: "waiting", hint: "scan_code" });
    const words = this.ways.isOnly ? "detail.sign_on_refused.here" : "detail.sign_on_refused";
    if (isRefused) this.detail.textContent = this.text(words);
    this.title.focus();
  }

  #dropSignOn() {
    this.signOn?.root.remove();
    this.signOn = null;
    this.root.removeAttribute("data-sign-on");
  }

  /** True while the code is to be seen: only then are frames worth asking for. */
  get wantsCode() {
    return this.state?.status === "waiting" && !this.signOn && !this.ways.isHere;
  }

  /** The next frame: the picture changes in place, and the links into the apps with it. */
  showFrame(frame) {
    this.stage.draw(frame);
    this.ways.carry(frame.payload);
  }

  /** The frame shown may be too old to be taken, and there is no newer one. */
  showStale() {
    this.stage.showStale();
  }

  /** Nothing more can come of `view` on this page. */
  isFinal({ status }) {
    return isOver(status) && !(status === "approved" && this.finish === "button");
  }

  /** @param {import("./login-session.js").LoginView} view */
  showView(view) {
    this.state = view;
    if (view.status === "waiting" && this.signOn) this.#askSignOn(view);
    else this.#showState(view);
    const { text, name, alone, finish } = this;
    const over = isOver(view.status);
    const again = text(this.ways.isOnly ? "action.again" : "action.new_code");
    const isPress = finish === "button" && view.status === "approved";
    this.root.toggleAttribute("data-finish", isPress);
    this.#offer(over, over ? waysAfter(view, { text, name, alone, finish, again }) : {});
    if (this.isFinal(view) || view.expires_in === undefined) this.stage.countdown.stop();
    else this.stage.countdown.start(view.expires_in, isPress ? "countdown.finish" : "countdown");
  }

  #askSignOn({ status, hint }) {
    const { name } = this;
    const detail = this.signOn.boxes.length > 0 ? "detail.sign_on.scopes" : "detail.sign_on";
    this.#say(status, [this.text("status.sign_on")], this.text(detail, { name }), hint);
    this.root.dataset.signOn = "";
    this.root.removeAttribute("data-here");
    this.ways.wait(false);
    this.stage.showIcon("shield");
  }

  #showState(view) {
    const waiting = view.status === "waiting";
    this.ways.wait(waiting);
    this.root.toggleAttribute("data-here", waiting && this.ways.isHere);
    const words = this.#words(view);
    const wallet = plain(this.ways.tabs.chosen?.name, 40);
    const title = named(this.text, `status.${words}`, { wallet });
    this.#say(view.status, title, this.#detail(view, words), view.hint);
    if (waiting && this.ways.isOnly) this.stage.showIcon("phone");
    else if (waiting) this.stage.showCode();
    else if (view.match_number && view.status === "scanned") {
      this.stage.showNumber(view.match_number);
    } else this.stage.showMark(view.status);
  }

  /** Which words fit: those of the hint, or of where the person is. */
  #words({ hint }) {
    if (hint === "scan_code" && this.ways.isHere) return "open_app";
    if (hint === "expired_unscanned" && this.ways.isOnly) return "expired_unopened";
    if (hint === "confirm_on_phone" && this.isInApp) return "confirm_in_app";
    return hasText(`status.${hint}`, loginTexts) ? hint : "failed";
  }

  #detail({ status }, words) {
    if (status === "redeemed") return this.text("detail.done_redeemed");
    if (words === "done" && this.finish === "button") return this.text("detail.done_button");
    if (words === "done" && !this.alone) return this.text("detail.done_here");
    return this.text(`detail.${words}`, { name: this.name });
  }

  #changeWay() {
    if (this.state?.status !== "waiting" || this.signOn) return;
    this.#showState(this.state);
    if (this.wantsCode) this.actions.onCode?.();
  }

  #opened() {
    this.isInApp = true;
    this.actions.onOpen?.();
  }

  #offer(over, ways) {
    const within = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    const focused = within.activeElement;
    const isPanels = over && this.signOn?.root.contains(focused);
    const focusGoes = over && (focused === this.on.cancel || isPanels);
    if (over) this.#dropSignOn();
    this.on.offer({ cancel: !over, ...ways });
    if (focusGoes) this.on.focus();
  }

  /** The login goes on in another tab of this browser: here is nothing left to do. */
  showElsewhere(words = "elsewhere") {
    this.#still("elsewhere", `status.${words}`, `detail.${words}`, {});
  }

  /** A refusal in place of a login. @param {import("./api.js").Problem} problem */
  showProblem(problem) {
    const key = problemKey(problem);
    this.#still("problem", key, `${key}.detail`, { again: this.text("action.again") }, {
      code: plain(problem.errorId ?? problem.code, 60),
    });
    this.detail.dataset.testid = "problem";
  }

  #still(status, title, detail, ways, values = {}) {
    this.state = null;
    this.#say(status, [this.text(title)], this.text(detail, values));
    for (const name of ["data-finish", "data-here"]) this.root.removeAttribute(name);
    this.stage.countdown.stop();
    this.connection.hidden = true;
    this.ways.wait(false);
    this.stage.showMark(status);
    this.#offer(true, ways);
  }

  /** @param {import("./api.js").Problem | null} problem `null`: connected again */
  showConnection(problem) {
    this.connection.hidden = problem === null;
    if (!problem) return;
    this.connection.textContent =
      this.text(problem.status === 0 ? "connection.lost" : "connection.busy");
  }

  /** @param {(Node | string)[]} title */
  #say(status, title, detail, hint = "") {
    this.root.dataset.status = status;
    this.root.dataset.hint = hint;
    delete this.detail.dataset.testid;
    // Writing the same words again would make a screen reader repeat them.
    const said = title.map((piece) => piece.textContent ?? piece).join("");
    if (this.title.textContent !== said) this.title.replaceChildren(...title);
    if (this.detail.textContent !== detail) this.detail.textContent = detail;
  }
}
