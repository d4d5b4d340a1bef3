import { CodePicture } from "./qr.js";
import { Countdown } from "./countdown.js";
import { avatar, copyText, element, plain, safeLink } from "./dom.js";
import { hasText } from "./texts.js";
import { icon } from "./icons.js";
import { isOver } from "./login-session.js";
import { loginTexts } from "./texts/login.js";

/** The drawing that stands where the code stood, by status. */
const STAGE_ICONS = {
  loading: "clock", scanned: "phone", confirmed: "phone", face_checking: "face", approved: "check", redeemed: "check",
  denied: "cross", cancelled: "cross", expired: "clock", failed: "alert", replaced: "swap", problem: "alert",
};

/** Problems that a person cannot cure: the portal is not set up for this. */
const MISCONFIGURED = new Set([
  "invalid_client", "origin_not_allowed", "redirect_uri_not_allowed", "scope_not_allowed", "wallet_not_allowed", "invalid_request",
]);

/**
 * What a person sees of a login, in the hosted page and in `<qr-login>` alike. It draws what it is told and reports
 * what is pressed; it knows nothing of requests.
 */
export class LoginView {
  /**
   * @param {object} setup
   * @param {import("./texts.js").Texts} setup.text
   * @param {string} setup.issuer for relative logo addresses
   * @param {boolean} setup.header whether to say which party asks; an embedding page says so itself
   * @param {{onCancel: () => void, onAgain: () => void}} setup.actions
   */
  constructor({ text, issuer, header, actions }) {
    this.text = text;
    this.issuer = issuer;
    this.withHeader = header;
    this.name = "";
    this.#build(actions);
    this.#say("loading", text("status.loading"), "");
  }

  #build({ onCancel, onAgain }) {
    const { text } = this;
    this.head = element("header.asker", { hidden: true });
    this.code = new CodePicture(text("code.label"));
    this.mark = element("div.mark");
    this.stage = element("div.stage", {}, this.code.svg, this.mark);
    this.title = element("p.status-title");
    this.detail = element("p.status-detail");
    // One live region that stays in place: its words change, and a screen reader reads them.
    this.live = element("div.status", { role: "status", "aria-live": "polite", "data-testid": "status-text" }, this.title, this.detail);
    this.spoken = element("p.visually-hidden", { role: "status", "aria-live": "polite" });
    this.connection = element("p.notice.warn", { hidden: true, "data-testid": "connection", role: "status" });
    this.wallets = element("ul.wallets", { "data-testid": "wallet-list", "aria-label": text("wallets.title") });
    this.walletBox = element("div.wallet-box", { hidden: true }, element("p.caption", {}, text("wallets.title")), this.wallets);
    this.typed = element("output.user-code", { "data-testid": "user-code" });
    this.copy = element("button.button.quiet", { type: "button", "data-testid": "copy", onclick: () => this.#copy() }, icon("copy"), text("code.copy"));
    this.typedBox = element("div.typed-box", { hidden: true }, element("p.caption", {}, text("code.typed")), element("div.typed", {}, this.typed, this.copy));
    this.countdown = new Countdown(text, (words) => (this.spoken.textContent = words));
    this.again = element("button.button.primary", { type: "button", "data-testid": "refresh", onclick: onAgain, hidden: true });
    this.back = element("a.button", { "data-testid": "back", hidden: true });
    this.cancel = element("button.button.quiet", { type: "button", "data-testid": "cancel", onclick: onCancel, hidden: true }, text("action.cancel"));
    this.back.addEventListener("click", (event) => {
      // The finished page should not lie behind the portal's back button.
      event.preventDefault();
      location.replace(this.back.href);
    });
    const side = element("div.side", {}, this.live, this.connection, this.walletBox, this.typedBox, element("div.actions", {}, this.again, this.back, this.cancel));
    this.root = element("div.login", {}, this.head, element("div.columns", {}, element("div.stage-box", {}, this.stage, this.countdown.root), side), this.spoken);
  }

  /** @param {import("./login-session.js").LoginPage} page */
  showPage(page) {
    this.name = plain(page.relying_party.name);
    this.page = page;
    if (this.withHeader) {
      const { name, domain, logo_uri: logo } = page.relying_party;
      this.head.replaceChildren(
        avatar(name, logo, this.issuer),
        element("div", {}, element("p.caption", {}, this.text("page.sign_in_to")), element("h1", { dir: "auto" }, this.name), element("p.domain", {}, plain(domain))),
      );
      this.head.hidden = false;
    }
    if (page.user_code) this.typed.textContent = page.user_code;
    this.links = [];
    this.wallets.replaceChildren(...page.wallets.map((wallet) => this.#wallet(wallet)));
  }

  #wallet(wallet) {
    const name = plain(wallet.name);
    const label = element("span.wallet-name", { dir: "auto" }, name);
    if (!wallet.deep_link) return element("li", {}, avatar(name), label);
    const link = element("a", { rel: "noopener noreferrer", "aria-label": this.text("wallets.open", { name }), hidden: true },
      element("span", {}, this.text("wallets.here")), icon("arrow"));
    // An app's own scheme leaves this page where it is; a web address must not take its place.
    if (/^https?:/i.test(wallet.deep_link)) link.target = "_blank";
    this.links.push({ link, template: wallet.deep_link });
    return element("li", {}, avatar(name), label, link);
  }

  /** The next frame: the picture changes in place, and the links into the apps carry the same payload. */
  showFrame(frame) {
    this.code.draw(frame);
    this.stage.classList.add("drawn");
    this.stage.classList.remove("stale");
    for (const { link, template } of this.links ?? []) {
      const href = safeLink(template.replaceAll("{payload}", encodeURIComponent(frame.payload)));
      link.hidden = href === null;
      if (href) link.href = href;
    }
  }

  showStale() {
    this.stage.classList.add("stale");
  }

  /** @param {import("./login-session.js").LoginView} view */
  showView(view) {
    const { text, name } = this;
    const waiting = view.status === "waiting";
    const known = hasText(`status.${view.hint}`, loginTexts) ? view.hint : "failed";
    const over = isOver(view.status);
    this.#say(view.status, text(`status.${known}`), this.#detail(view, known), view.hint);
    this.code.svg.toggleAttribute("hidden", !waiting);
    this.walletBox.hidden = !waiting || this.wallets.childElementCount === 0;
    this.typedBox.hidden = !waiting || !this.typed.textContent;
    this.cancel.hidden = over;
    const good = view.status === "approved" || view.status === "redeemed";
    const back = view.problem?.redirect_to;
    this.#offer(over && !good ? text("action.new_code") : null, back ? [safeLink(back), text("action.back", { name })] : null);
    if (over || view.expires_in === undefined) this.countdown.stop();
    else this.countdown.start(view.expires_in);
    this.#mark(view, waiting);
  }

  #detail(view, hint) {
    if (view.status === "redeemed") return this.text("detail.done_redeemed");
    if (hint === "done") return this.withHeader ? this.text("detail.done", { name: this.name }) : this.text("detail.done_here");
    return this.text(`detail.${hint}`);
  }

  #mark(view, waiting) {
    this.mark.hidden = waiting;
    if (view.match_number && view.status === "scanned") {
      const label = this.text("number.label", { number: [...view.match_number].join(" ") });
      this.mark.replaceChildren(element("p.match-number", { "data-testid": "match-number", "aria-label": label, role: "img" }, view.match_number));
      this.spoken.textContent = label;
    } else if (!waiting) {
      this.mark.replaceChildren(icon(STAGE_ICONS[view.status] ?? "alert"));
    }
  }

  /** A refusal that leaves nothing to wait for. */
  showProblem(problem) {
    const { code } = problem;
    const key = problem.status === 503 ? "problem.busy"
      : MISCONFIGURED.has(code) ? "problem.misconfigured"
      : hasText(`problem.${code}.detail`, loginTexts) ? `problem.${code}` : "problem.unexpected";
    this.#say("problem", this.text(key), this.text(`${key}.detail`, { code: plain(problem.errorId ?? code, 60) }));
    this.detail.dataset.testid = "problem";
    this.countdown.stop();
    this.connection.hidden = true;
    for (const part of [this.walletBox, this.typedBox, this.cancel]) part.hidden = true;
    this.code.svg.setAttribute("hidden", "");
    this.mark.hidden = false;
    this.mark.replaceChildren(icon(STAGE_ICONS.problem));
    this.#offer(this.text("action.again"), null);
  }

  /** @param {import("./api.js").Problem | null} problem `null`: connected again */
  showConnection(problem) {
    this.connection.hidden = problem === null;
    if (problem) this.connection.textContent = this.text(problem.status === 0 ? "connection.lost" : "connection.busy");
  }

  #offer(again, back) {
    const hadFocus = this.cancel.hidden && this.#focused() === this.cancel;
    this.again.hidden = again === null;
    this.again.textContent = again ?? "";
    this.back.hidden = !back?.[0];
    if (back?.[0]) [this.back.href, this.back.textContent] = back;
    if (hadFocus && !this.again.hidden) this.again.focus();
  }

  #focused() {
    return /** @type {Document | ShadowRoot} */ (this.root.getRootNode()).activeElement;
  }

  #say(status, title, detail, hint = "") {
    this.root.dataset.status = status;
    this.root.dataset.hint = hint;
    delete this.detail.dataset.testid;
    // Writing the same words again would make a screen reader repeat them.
    if (this.title.textContent !== title) this.title.textContent = title;
    if (this.detail.textContent !== detail) this.detail.textContent = detail;
  }

  async #copy() {
    const done = await copyText(this.typed.textContent ?? "");
    if (done) this.spoken.textContent = this.copy.lastChild.textContent = this.text("code.copied");
  }
}
