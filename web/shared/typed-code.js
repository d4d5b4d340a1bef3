import { button, copyText, element } from "./dom.js";
import { icon } from "./icons.js";

/** Milliseconds for which the button says that it has copied. */
const THANKS = 2000;

/** The letters for those who cannot scan. */
export class TypedCode {
  /** @param {import("./texts.js").Texts} text @param {(words: string) => void} announce */
  constructor(text, announce) {
    this.text = text;
    this.announce = announce;
    this.letters = element("output.user-code", { "data-testid": "user-code" });
    this.copy = button("quiet", "copy", () => this.#copy(), icon("copy"));
    this.copy.title = text("code.copy");
    this.copy.setAttribute("aria-label", text("code.copy"));
    this.root = element(
      "div.typed-box", { hidden: true },
      element("p.caption", {}, text("code.typed")),
      element("div.typed", {}, this.letters, this.copy),
    );
  }

  /** @param {string | null} code */
  show(code) {
    if (code) this.letters.textContent = code;
  }

  get isEmpty() {
    return !this.letters.textContent;
  }

  async #copy() {
    if (!(await copyText(this.letters.textContent))) return;
    this.announce(this.text("code.copied"));
    this.copy.replaceChildren(icon("check"));
    setTimeout(() => this.copy.replaceChildren(icon("copy")), THANKS);
  }
}
