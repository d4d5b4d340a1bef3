import { avatar, element, plain, safeLink } from "./dom.js";
import { icon } from "./icons.js";

/** The apps that can scan the code; where an app has a link, it opens the current code here. */
export class WalletList {
  /** @param {import("./texts.js").Texts} text */
  constructor(text) {
    this.text = text;
    const label = text("wallets.title");
    this.list = element("ul.wallets", { "data-testid": "wallet-list", "aria-label": label });
    this.root = element(
      "div.wallet-box", { hidden: true }, element("p.caption", {}, label), this.list,
    );
    this.links = [];
  }

  /** @param {{name: string, deep_link?: string}[]} wallets */
  show(wallets) {
    this.links = [];
    this.list.replaceChildren(...wallets.map((wallet) => this.#entry(wallet)));
  }

  get isEmpty() {
    return this.list.childElementCount === 0;
  }

  #entry({ name: given, deep_link: template }) {
    const name = plain(given);
    const label = element("span.wallet-name", { dir: "auto" }, name);
    if (!template) return element("li", {}, avatar(name), label);
    const words = this.text("wallets.open", { name });
    const link = element(
      "a.open", { rel: "noopener noreferrer", "aria-label": words, hidden: true },
      element("span", {}, this.text("wallets.here")), icon("arrow"),
    );
    // An app's own scheme leaves this page where it is; a web address must not take its place.
    if (/^https?:/i.test(template)) link.target = "_blank";
    this.links.push({ link, template });
    return element("li", {}, avatar(name), label, link);
  }

  /** The code rotates, and the links with it. @param {string} payload */
  carry(payload) {
    for (const { link, template } of this.links) {
      const href = safeLink(template.replaceAll("{payload}", encodeURIComponent(payload)));
      link.hidden = href === null;
      if (href) link.href = href;
    }
  }
}
