import { avatar, element, plain } from "./dom.js";

/** Which party asks, and for what, at the head of a page of our own. */
export class Asker {
  /** @param {import("./texts.js").Texts} text @param {string} issuer */
  constructor(text, issuer) {
    this.text = text;
    this.issuer = issuer;
    this.root = element("header.asker", { hidden: true });
  }

  /** @param {{name: string, domain: string, logo_uri?: string}} party */
  show(party) {
    const name = plain(party.name);
    const words = element(
      "div", {}, element("p.caption", {}, this.text("page.sign_in_to")),
      element("h1", { dir: "auto" }, name), element("p.domain", {}, plain(party.domain)),
    );
    this.root.replaceChildren(avatar(name, party.logo_uri, this.issuer), words);
    this.root.hidden = false;
  }
}
