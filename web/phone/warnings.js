/** Everything unusual about a request: most of it known from the start, some of it heard later. */
import { element, plain } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

export class WarningList {
  /**
   * @param {import("./step-screen.js").StepSetup} setup
   * @param {boolean} isWhole with what was known at the scan: said at first and at the decision,
   *   not at every step between, where it would soon be overlooked
   */
  constructor({ text, request, isCalled, warned }, isWhole) {
    this.text = text;
    this.codes = new Set([...(isWhole ? warningCodes(request, isCalled) : []), ...warned]);
    const items = [...this.codes].map((code) => warning(text, code));
    this.root = element("div.warnings", { "data-testid": "warnings" }, ...items);
  }

  /** Something that happened while the person was reading; said once. */
  add(later) {
    for (const code of later.filter((one) => !this.codes.has(one))) {
      this.codes.add(code);
      this.root.prepend(warning(this.text, code));
    }
  }
}

function warningCodes({ context = {} }, isCalled) {
  const isNew = context.new_browser && !isCalled;
  return [...(isNew ? ["new_browser"] : []), ...(context.warnings ?? [])];
}

function warning(text, code) {
  const key = hasText(`warning.${code}`, phoneTexts) ? `warning.${code}` : "warning.other";
  const shown = plain(code, 40);
  const words = element("span", {}, text(key, { code: shown }));
  return element("p.notice.warn", { "data-warning": shown }, icon("alert"), words);
}
