import { element } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

/** The address names a wallet that this simulator does not play. */
export function unknownWalletScreen(text) {
  return element(
    "section.screen.end", { "data-testid": "result", "data-result": "unknown-wallet" },
    element("span.badge.bad", {}, icon("alert")),
    element("h1", { tabindex: "-1" }, text("unknown_wallet.title")),
    element("p.soft", {}, text("unknown_wallet.detail")),
    element("a.button.big", { href: "/", "data-testid": "again" }, text("unknown_wallet.go")),
  );
}
