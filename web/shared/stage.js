import { element, plain } from "./dom.js";
import { CodePicture } from "./qr.js";
import { Countdown } from "./countdown.js";
import { icon } from "./icons.js";

/** The drawing that stands where the code stood, by status. */
const ICONS = {
  loading: "clock", scanned: "phone", confirmed: "phone", face_checking: "face",
  approved: "check", redeemed: "check", denied: "cross", cancelled: "cross", expired: "clock",
  failed: "alert", replaced: "swap", problem: "alert", elsewhere: "swap",
};

/** One square for the code and for everything that takes its place, and the time left below it. */
export class Stage {
  /** @param {import("./texts.js").Texts} text @param {(words: string) => void} announce */
  constructor(text, announce) {
    this.text = text;
    this.announce = announce;
    this.code = new CodePicture(text("code.label"));
    this.mark = element("div.mark", {}, icon(ICONS.loading));
    this.square = element("div.stage", {}, this.code.svg, this.mark);
    this.countdown = new Countdown(text, announce);
    this.root = element("div.stage-box", {}, this.square, this.countdown.root);
  }

  draw(frame) {
    this.code.draw(frame);
    this.square.classList.add("drawn");
    this.square.classList.remove("stale");
  }

  /** The frame shown may be too old to be taken, and there is no newer one. */
  showStale() {
    this.square.classList.add("stale");
  }

  showCode() {
    this.code.svg.removeAttribute("hidden");
    this.mark.hidden = true;
  }

  /** A drawing in place of the code. @param {string} status */
  showMark(status) {
    this.#cover(icon(ICONS[status] ?? "alert"));
  }

  showIcon(name) {
    this.#cover(icon(name));
  }

  /** The two digits in place of the code. */
  showNumber(digits) {
    const number = plain(digits);
    const label = this.text("number.label", { number: [...number].join(" ") });
    const attributes = { "data-testid": "match-number", "aria-label": label, role: "img" };
    this.#cover(element("p.match-number", attributes, number));
    this.announce(label);
  }

  #cover(drawing) {
    this.code.svg.setAttribute("hidden", "");
    this.mark.hidden = false;
    this.mark.replaceChildren(drawing);
  }
}
