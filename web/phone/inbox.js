/** Requests that come to a person without a code, for as long as somebody looks at the screen. */
import { avatar, button, element, plain } from "../shared/dom.js";
import { pause, visible } from "../shared/pauses.js";
import { Problem } from "../shared/api.js";
import { reachableLogo } from "./requester.js";

/** Milliseconds between two looks. */
const INTERVAL = 3000;

export class Inbox {
  /**
   * @param {{text: import("../shared/texts.js").Texts, issuer: string,
   *   announce: (words: string) => void, onOpen: (id: string) => void,
   *   onRefused: (problem: Problem) => void}} setup
   */
  constructor({ text, issuer, announce, onOpen, onRefused }) {
    this.text = text;
    this.issuer = issuer;
    this.announce = announce;
    this.onOpen = onOpen;
    this.onRefused = onRefused;
    this.cards = new Map();
    this.list = element("ul.requests");
    const heading = element("h2.caption", {}, text("inbox.heading"));
    this.root = element("div.inbox", { hidden: true, "data-testid": "inbox" }, heading, this.list);
  }

  /** Looks again and again until `signal` ends. @param {import("./wallet.js").Wallet} wallet */
  async follow(wallet, signal) {
    this.#show([]);
    let isEnrolled = false;
    while (!signal.aborted) {
      await visible(signal);
      try {
        if (!isEnrolled) await wallet.enrol();
        isEnrolled = true;
        const requests = await wallet.requests(signal);
        if (!signal.aborted) this.#show(requests);
        await pause(INTERVAL, signal);
      } catch (error) {
        if (signal.aborted) return;
        const problem = Problem.of(error);
        // A broker that has no such thing, or will not tell this phone: codes still work.
        if (!problem.passes) {
          this.#show([]);
          return this.onRefused(problem);
        }
        await pause(Math.max((problem.retryAfter ?? 0) * 1000, INTERVAL), signal);
      }
    }
  }

  /** Cards that stay are left alone, with the focus that may be on them. */
  #show(requests) {
    const ids = new Set(requests.map(({ session_id: id }) => id));
    for (const [id, card] of this.cards) {
      if (ids.has(id)) continue;
      card.remove();
      this.cards.delete(id);
    }
    for (const request of requests) {
      if (this.cards.has(request.session_id)) continue;
      const card = this.#card(request);
      this.cards.set(request.session_id, card);
      this.list.append(card);
      this.announce(this.#says(request));
    }
    this.root.hidden = this.cards.size === 0;
  }

  #says({ relying_party: party }) {
    return this.text("inbox.asks", { name: plain(party.name, 80) });
  }

  #card(request) {
    const { session_id: id, relying_party: party, binding_message: message } = request;
    const asks = this.#says(request);
    const words = element(
      "div.request-words", {},
      element("p.request-title", { dir: "auto" }, asks),
      element("p.soft.small", {}, plain(party.domain)),
      message ? element("p.request-message", { dir: "auto" }, plain(message, 64)) : null,
    );
    const logo = reachableLogo(party.logo_uri, this.issuer);
    const open = button("primary", "request-open", () => this.onOpen(id), this.text("inbox.open"));
    open.setAttribute("aria-label", `${this.text("inbox.open")}: ${asks}`);
    const card = { "data-testid": "request-card", "data-request": id };
    return element("li.request", card, avatar(party.name, logo), words, open);
  }
}
