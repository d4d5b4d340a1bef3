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
    /** Nothing but an app on this device will do: the broker shows this page no code. */
    this.isOnly = false;
    this.tabs = new WalletTabs(text, issuer, () => this.#changed());
    this.open = new OpenApp(text, issuer, onOpen);
    this.typed = new TypedCode(text, announce);
    this.swap = button("quiet", "swap-way", () => this.#turn());
    this.caption = element("p.caption", {}, text("wallets.title"));
    const note = { hidden: true, "data-testid": "same-device-only" };
    this.note = element("p.caption", note, text("wallets.same_device_only"));
    this.panel = element(
      "div.wallet-box", { hidden: true },
      this.caption, this.tabs.guide, this.open.root, this.note,
    );
    this.hand = matchMedia(IN_THE_HAND);
    this.hand.addEventListener("change", () => this.#changed());
    this.#draw();
  }

  /** @param {import("./login-session.js").LoginPage} page */
  show({ user_code: code, links, same_device: sameDevice }) {
    this.typed.show(code);
    this.sameDevice = sameDevice?.payload ?? null;
    // A reload after the scan is told nothing of it, and asks for no code any more.
    this.isOnly = sameDevice?.only === true;
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
    return this.isOnly || (this.canOpenHere && !this.prefersCode);
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
    const { isWaiting, isHere, isOnly, tabs, open } = this;
    tabs.list.hidden = !isWaiting || !tabs.areSeveral;
    tabs.guide.hidden = isHere;
    tabs.label(this.panel);
    this.caption.hidden = isHere || tabs.areSeveral;
    this.panel.hidden = !isWaiting || tabs.chosen === null;
    // On a desk nobody has the app on the same device.
    const isOffered = isOnly || (this.hand.matches && (isHere || !this.canOpenHere));
    open.root.hidden = !isOffered || open.isEmpty;
    this.note.hidden = !isOnly;
    this.typed.root.hidden = !isWaiting || isHere || this.typed.isEmpty;
    this.swap.hidden = !isWaiting || isOnly || !this.canOpenHere;
    this.swap.textContent = this.text(isHere ? "action.show_code" : "action.open_app");
  }
}
