/** Where screens are shown, one at a time, and where a step waits for the broker. */
import { Problem } from "../shared/api.js";
import { element } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

export class Stage {
  /**
   * @param {{text: import("../shared/texts.js").Texts, locale: string,
   *   profile: import("./profile.js").Profile}} setup
   */
  constructor({ text, locale, profile }) {
    Object.assign(this, { text, locale, profile });
    this.main = document.getElementById("main");
    this.spoken = document.getElementById("spoken");
    /** Called when the screen shown now goes. */
    this.onLeave = () => {};
    this.announce = (words) => (this.spoken.textContent = words);
  }

  /**
   * @param {string} status for `data-status`
   * @param {HTMLElement} screen
   * @param {{step?: string, onLeave?: () => void}} more `step`: of a login, for `data-step`
   */
  show(status, screen, { step = "", onLeave = () => {} } = {}) {
    this.onLeave();
    this.onLeave = onLeave;
    const { dataset } = document.body;
    dataset.status = status;
    if (step) dataset.step = step;
    else delete dataset.step;
    this.main.replaceChildren(screen);
    scrollTo(0, 0);
    this.#begin();
  }

  /** At the heading, for eyes and for screen readers, unless a screen has one thing to be done. */
  #begin() {
    const first = this.main.querySelector("[autofocus]");
    if (first) first.focus();
    else this.main.querySelector("h1")?.focus({ preventScroll: true });
  }

  /**
   * One step at a time: the screen rests while the broker is asked. What only the way there or a
   * crowd prevented can be pressed again; every other refusal goes to `onRefused`.
   * @param {() => Promise<void>} step
   * @param {(problem: Problem) => void} onRefused
   * @returns {Promise<boolean>} false when it is to be pressed again
   */
  async attempt(step, onRefused) {
    if (this.main.inert) return false;
    const [pressed, screen] = [document.activeElement, this.main.firstElementChild];
    this.main.inert = true;
    this.announce(this.text("phone.working"));
    this.main.querySelector(".passing")?.remove();
    try {
      await step();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.passes) return onRefused(problem), true;
      this.main.append(this.#passing(problem));
      return false;
    } finally {
      this.main.inert = false;
      // What rests takes no focus, neither the button pressed nor a screen shown meanwhile.
      if (this.main.firstElementChild !== screen) this.#begin();
      else if (this.main.contains(pressed)) pressed.focus();
      this.announce("");
    }
  }

  #passing({ status }) {
    const words = this.text(status === 0 ? "phone.offline" : "phone.busy");
    const attributes = { role: "alert", "data-testid": "passing" };
    return element("p.notice.warn.passing", attributes, icon("alert"), element("span", {}, words));
  }
}
