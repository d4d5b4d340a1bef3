/** What this phone hears once somebody has removed it in the list of phones. */
import { button, element } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

/** The code of the problem that says so; no code of the broker's, which does not tell keys apart. */
export const PHONE_REMOVED = "phone_removed";

/** @param {{text: import("../shared/texts.js").Texts, onRenew: () => void}} setup */
export function removedNotice({ text, onRenew }) {
  return element(
    "div.notice.danger.sure", { role: "alert", "data-testid": "phone-removed" },
    element("p.strong", {}, text("refused.phone_removed")),
    element("p", {}, text("refused.phone_removed.detail")),
    button("", "phone-renew", onRenew, icon("phone"), text("devices.renew")),
  );
}
