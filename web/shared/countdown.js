import { element } from "./dom.js";

/** Time left until the next deadline, counted here from what the broker said last. */
export class Countdown {
  /**
   * @param {import("./texts.js").Texts} text
   * @param {(words: string) => void} announce for screen readers
   */
  constructor(text, announce) {
    this.text = text;
    this.announce = announce;
    this.words = element("span");
    this.bar = element("span.countdown-bar", { "aria-hidden": "true" });
    const attributes = { "data-testid": "countdown", role: "timer", "aria-live": "off" };
    this.root = element("div.countdown", attributes, this.words, this.bar);
    this.stop();
  }

  /**
   * @param {number} seconds from now
   * @param {string} key of the words that say what is counted
   */
  start(seconds, key = "countdown") {
    this.key = key;
    this.end = performance.now() + seconds * 1000;
    this.whole = Math.max(seconds, 1);
    this.root.hidden = false;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.root.hidden = true;
  }

  #show() {
    const left = Math.max(0, Math.round((this.end - performance.now()) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    this.words.textContent = this.text(this.key, { time });
    this.bar.style.setProperty("--left", String(left / this.whole));
    this.root.classList.toggle("soon", left <= 30);
    if (left === 30) this.announce(this.text("countdown.soon"));
  }
}
