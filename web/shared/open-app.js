import { avatar, element, plain, safeLink } from "./dom.js";
import { icon } from "./icons.js";
import { named } from "./texts.js";

/**
 * The ways into an app, each with where it leads and what it is called: the wallet's host apps, or
 * else the wallet itself.
 * @param {import("./login-session.js").LoginWallet} wallet
 */
export function doors({ id, name, logo_uri, deep_link, apps = [] }) {
  const all = apps.length > 0 ? apps : [{ id, name, logo_uri, deep_link }];
  return all.filter(({ deep_link: template }) => template);
}

/** @returns {string | null} where a deep link leads with this payload */
export function doorLink(template, payload) {
  return safeLink(template.replaceAll("{payload}", encodeURIComponent(payload)));
}

/** A button for each app of a wallet that can be opened on this device. */
export class OpenApp {
  /**
   * @param {import("./texts.js").Texts} text
   * @param {string} issuer for relative logo addresses
   * @param {() => void} onOpen
   */
  constructor(text, issuer, onOpen) {
    this.text = text;
    this.issuer = issuer;
    this.onOpen = onOpen;
    this.payload = null;
    this.links = [];
    const attributes = { "data-testid": "open-app", "aria-label": text("wallets.apps") };
    this.root = element("ul.doors", { ...attributes, hidden: true });
  }

  /** @param {import("./login-session.js").LoginWallet | null} wallet */
  show(wallet) {
    this.links = [];
    const apps = wallet ? doors(wallet) : [];
    // A single one is the thing to press; several weigh alike.
    const kind = apps.length === 1 ? "a.button.primary.door" : "a.button.door";
    this.root.replaceChildren(...apps.map((app) => this.#door(app, kind)));
    if (this.payload) this.carry(this.payload);
  }

  get isEmpty() {
    return this.links.length === 0;
  }

  /** The code may rotate, and the links with it. @param {string} payload */
  carry(payload) {
    this.payload = payload;
    for (const { link, template } of this.links) {
      const href = doorLink(template, payload);
      link.hidden = href === null;
      if (href) link.href = href;
    }
  }

  #door({ id, name, logo_uri: logo, deep_link: template }, kind) {
    const words = named(this.text, "wallets.open", { name: plain(name, 40) });
    const link = element(
      kind, { rel: "noopener noreferrer", hidden: true, "data-app": id, onclick: this.onOpen },
      avatar(name, logo, this.issuer), element("span", { dir: "auto" }, ...words), icon("arrow"),
    );
    // An app's own scheme leaves this page where it is; a web address must not take its place.
    if (/^https?:/i.test(template)) link.target = "_blank";
    this.links.push({ link, template });
    return element("li", {}, link);
  }
}
