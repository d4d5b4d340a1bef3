import { avatar, element, plain } from "./dom.js";
import { keep, kept } from "./kept.js";

/** The tab chosen last, on the origin of the page. */
const CHOICE = "qrbroker.wallet";

/** How far each key moves along the tabs; `Home` and `End` go to the ends. */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * The wallets that can scan the code, one tab each; a single one needs no tab. The code is the same
 * for all of them: a tab only says which app to open, and how.
 */
export class WalletTabs {
  /**
   * @param {import("./texts.js").Texts} text
   * @param {string} issuer for relative logo addresses
   * @param {() => void} onChoice
   */
  constructor(text, issuer, onChoice) {
    this.text = text;
    this.issuer = issuer;
    this.onChoice = onChoice;
    this.wallets = [];
    /** @type {LoginWallet | null} */
    this.chosen = null;
    const attributes = { role: "tablist", "data-testid": "wallet-tabs" };
    this.list = element("div.tabs", { ...attributes, "aria-label": text("wallets.title") });
    this.list.addEventListener("keydown", (event) => this.#move(event));
    this.guide = element("div.guide", { "data-testid": "wallet-guide" });
  }

  /** @typedef {import("./login-session.js").LoginWallet} LoginWallet */

  /** @param {LoginWallet[]} wallets */
  show(wallets) {
    this.wallets = wallets;
    this.tabs = wallets.map((wallet, index) => this.#tab(wallet, index));
    this.list.replaceChildren(...this.tabs);
    const before = wallets.findIndex(({ id }) => id === kept(CHOICE));
    this.#choose(Math.max(before, 0));
  }

  get areSeveral() {
    return this.wallets.length > 1;
  }

  /** Makes `panel` the one that the tabs speak of. */
  label(panel) {
    panel.id = "wallet-panel";
    const chosen = this.wallets.indexOf(this.chosen);
    const attributes = this.areSeveral
      ? { role: "tabpanel", "aria-labelledby": `wallet-tab-${chosen}`, tabindex: "0" }
      : { role: null, "aria-labelledby": null, tabindex: null };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) panel.removeAttribute(name);
      else panel.setAttribute(name, value);
    }
  }

  #tab({ id, name, logo_uri: logo }, index) {
    const attributes = {
      role: "tab", type: "button", id: `wallet-tab-${index}`, "aria-controls": "wallet-panel",
      "data-testid": "wallet-tab", "data-wallet": id,
    };
    const tab = element(
      "button.tab", attributes, avatar(name, logo, this.issuer),
      element("span", { dir: "auto" }, plain(name, 40)),
    );
    tab.addEventListener("click", () => this.#pick(index));
    return tab;
  }

  /** By the arrows, as in any row of tabs (ARIA Authoring Practices, "Tabs"). */
  #move(event) {
    const last = this.tabs.length - 1;
    const now = this.wallets.indexOf(this.chosen);
    const ends = { Home: 0, End: last };
    const step = STEPS[event.key];
    const next = step ? (now + step + last + 1) % (last + 1) : ends[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#pick(next);
    this.tabs[next].focus();
  }

  #pick(index) {
    this.#choose(index);
    keep(CHOICE, this.chosen.id);
    this.onChoice();
  }

  #choose(index) {
    this.chosen = this.wallets[index] ?? null;
    for (const [position, tab] of this.tabs.entries()) {
      tab.setAttribute("aria-selected", String(position === index));
      tab.tabIndex = position === index ? 0 : -1;
    }
    this.guide.replaceChildren(...(this.chosen ? this.#guidance(this.chosen) : []));
  }

  #guidance({ name, logo_uri: logo, guide, apps = [] }) {
    const words = plain(guide || this.text("wallets.guide", { name: plain(name, 40) }), 200);
    const says = element("p.guide-words", { dir: "auto" }, words);
    if (apps.length > 0) return [says, this.#hosts(apps)];
    if (this.areSeveral) return [says];
    return [element("div.guide-wallet", {}, avatar(name, logo, this.issuer), says)];
  }

  #hosts(apps) {
    const label = this.text("wallets.apps");
    const entries = apps.map(({ id, name, logo_uri: logo }) => element(
      "li", { "data-app": id }, avatar(name, logo, this.issuer),
      element("span", { dir: "auto" }, plain(name, 40)),
    ));
    return element("ul.hosts", { "aria-label": label, "data-testid": "host-apps" }, ...entries);
  }
}
