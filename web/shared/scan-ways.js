import { button, element } from "./dom.js";
import { OpenApp } from "./open-app.js";
import { TypedCode } from "./typed-code.js";
import { WalletTabs } from "./wallet-tabs.js";

/** A phone held in the hand: it cannot photograph its own screen. */
const IN_THE_HAND = "(pointer: coarse) and (max-width: 40rem)";

/**
 * How the code gets into an app while a login waits: scanned by the wallet chosen here, opened in
 * an app on this very device, or typed.
 */
export class ScanWays {
  /**
   * @param {object} setup
   * @param {import("./texts.js").Texts} setup.text
   * @param {string} setup.issuer
   * @param {(words: string) => void} setup.announce
   * @param {() => void} setup.onChange other things are to be shown now than before
   * @param {() => void} setup.onOpen an app is being opened
   */
  constructor({ text, issuer, announce, onChange, onOpen }) {
    this.text = text;
    this.onChange = onChange;
    this.isWaiting = false;
    /** The person wants the code although an app could be opened here. */
    this.prefersCode = false;
    this.sameDevice = null;
    this.tabs = new WalletTabs(text, issuer, () => this.#changed());
    this.open = new OpenApp(text, issuer, onOpen);
    this.typed = new TypedCode(text, announce);
    this.swap = button("quiet", "swap-way", () => this.#turn());
    this.caption = element("p.caption", {}, text("wallets.title"));
    this.panel = element(
      "div.wallet-box", { hidden: true }, this.caption, this.tabs.guide, this.open.root,
    );
    this.hand = matchMedia(IN_THE_HAND);
    this.hand.addEventListener("change", () => this.#changed());
    this.#draw();
  }

  /** @param {import("./login-session.js").LoginPage} page */
  show({ user_code: code, links, same_device: sameDevice }) {
    this.typed.show(code);
    this.sameDevice = sameDevice?.payload ?? null;
    if (this.sameDevice) this.open.carry(this.sameDevice);
    this.tabs.show(links.wallets);
    this.open.show(this.tabs.chosen);
    this.#draw();
  }

  /** The next frame. A payload made for this device stays good, and is asked for less. */
  carry(payload) {
    if (!this.sameDevice) this.open.carry(payload);
  }

  /** @param {boolean} isWaiting whether a code may be scanned */
  wait(isWaiting) {
    this.isWaiting = isWaiting;
    this.#draw();
  }

  /** True while opening an app here is offered in place of the code. */
  get isHere() {
    return this.canOpenHere && !this.prefersCode;
  }

  get canOpenHere() {
    return this.hand.matches && this.sameDevice !== null && !this.open.isEmpty;
  }

  #turn() {
    this.prefersCode = !this.prefersCode;
    this.#changed();
  }

  #changed() {
    this.open.show(this.tabs.chosen);
    this.#draw();
    this.onChange();
  }

  #draw() {
    const { isWaiting, isHere, tabs, open } = this;
    tabs.list.hidden = !isWaiting || !tabs.areSeveral;
    tabs.guide.hidden = isHere;
    tabs.label(this.panel);
    this.caption.hidden = isHere || tabs.areSeveral;
    this.panel.hidden = !isWaiting || tabs.chosen === null;
    // On a desk nobody has the app on the same device.
    open.root.hidden = !this.hand.matches || open.isEmpty || (this.canOpenHere && !isHere);
    this.typed.root.hidden = !isWaiting || isHere || this.typed.isEmpty;
    this.swap.hidden = !isWaiting || !this.canOpenHere;
    this.swap.textContent = this.text(isHere ? "action.show_code" : "action.open_app");
  }
}
