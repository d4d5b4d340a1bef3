import { button, element, plain } from "./dom.js";

/**
 * What is required is ticked and stays so; what is optional is the person's to give. A disabled box
 * would be passed over by the keyboard, and its words with it.
 */
function box({ name, required }) {
  const fixed = { "aria-disabled": "true", onclick: (event) => event.preventDefault() };
  const attributes = { type: "checkbox", name: "scope", value: name, checked: required };
  return element("input", required ? { ...attributes, ...fixed } : attributes);
}

/**
 * What this browser may answer without a phone, because it is signed in already: the scopes to be
 * granted, and the two ways on. It says nothing about who is signed in: anybody may sit here.
 */
export class SignOnPanel {
  /**
   * @param {import("./texts.js").Texts} text
   * @param {{scopes: {name: string, title?: string, required: boolean}[]}} signOn
   * @param {{onContinue: (scopes: string[]) => Promise<void>, onScan: () => void,
   *   instead: string}} actions `instead`: what the second way is called
   */
  constructor(text, { scopes }, { onContinue, onScan, instead }) {
    this.boxes = scopes.map(box);
    const on = element(
      "button.button.primary", { type: "submit", "data-testid": "continue" },
      text("action.continue"),
    );
    const scan = button("", "scan-instead", onScan, text(instead));
    const ways = element("div.actions", {}, on, scan);
    this.root = element("form.sign-on", { "data-testid": "sign-on" });
    if (scopes.length > 0) this.root.append(this.#grants(text, scopes));
    this.root.append(ways);
    this.root.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (on.disabled) return;
      on.disabled = true;
      await onContinue(this.granted);
      on.disabled = false;
    });
  }

  /** The names of the scopes that are ticked. */
  get granted() {
    return this.boxes.filter(({ checked }) => checked).map(({ value }) => value);
  }

  #grants(text, scopes) {
    const labels = scopes.map(({ name, title, required }, index) => element(
      "label.grant", { "data-scope": plain(name, 60) },
      this.boxes[index],
      element("span.grant-title", { dir: "auto" }, plain(title || name, 80)),
      element("span.caption", {}, text(required ? "scope.required" : "scope.optional")),
    ));
    const legend = element("legend.visually-hidden", {}, text("sign_on.scopes"));
    return element("fieldset.grants", {}, legend, ...labels);
  }
}
