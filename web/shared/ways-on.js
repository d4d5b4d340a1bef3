import { button, element, safeLink } from "./dom.js";

/**
 * What an ended login leaves to press: another code, and the way back or on to the portal.
 * @param {import("./login-session.js").LoginView} view
 * @param {{text: import("./texts.js").Texts, name: string, alone: boolean, finish: string,
 *   again: string}} page `again`: words of what begins anew
 */
export function waysAfter({ result, problem }, { text, name, alone, finish, again }) {
  if (result && finish === "button") {
    return { finish: { result, words: text("action.finish", { name }) } };
  }
  if (result) {
    const back = { href: result.redirect_to, words: text("action.on", { name }) };
    return alone ? { back } : {};
  }
  const href = problem?.redirect_to;
  return {
    again: problem ? again : null,
    back: href ? { href, words: text("action.back", { name }) } : null,
  };
}

/** What can be pressed below a login: to end it, to begin another, to go back or on. */
export class WaysOn {
  /**
   * @param {import("./texts.js").Texts} text
   * @param {{onCancel: () => void, onAgain?: () => void, onFinish: (result: any) => void}} actions
   *   without `onAgain` there is nothing to begin anew with
   */
  constructor(text, { onCancel, onAgain, onFinish }) {
    this.text = text;
    this.canRepeat = onAgain !== undefined;
    this.result = null;
    this.finish = button("primary.finish", "finish", () => {
      // The result works once.
      this.finish.disabled = true;
      onFinish(this.result);
    });
    this.again = button("primary", "refresh", () => onAgain?.());
    this.back = element("a.button", { "data-testid": "back" });
    this.cancel = button("quiet", "cancel", onCancel);
    const all = [this.finish, this.again, this.back, this.cancel];
    for (const action of all) action.hidden = true;
    this.back.addEventListener("click", (event) => {
      // The finished page should not lie behind the portal's back button.
      event.preventDefault();
      location.replace(this.back.href);
    });
    this.root = element("div.actions", {}, ...all);
  }

  /**
   * @param {object} ways
   * @param {boolean} ways.cancel
   * @param {string | null} [ways.again] words of the button
   * @param {{href: string, words: string} | null} [ways.back]
   * @param {{result: any, words: string} | null} [ways.finish]
   */
  offer({ cancel, again = null, back = null, finish = null }) {
    this.cancel.hidden = !cancel;
    this.cancel.textContent = this.text("action.cancel");
    this.again.hidden = again === null || !this.canRepeat;
    this.again.textContent = again ?? "";
    const href = back ? safeLink(back.href) : null;
    this.back.hidden = href === null;
    if (href) [this.back.href, this.back.textContent] = [href, back.words];
    this.finish.hidden = finish === null;
    this.finish.disabled = false;
    this.result = finish?.result ?? null;
    this.finish.textContent = finish?.words ?? "";
  }

  /** Who works by keyboard must not fall back to the top of the page when a button goes away. */
  focus() {
    [this.finish, this.again, this.back].find((action) => !action.hidden)?.focus();
  }
}
