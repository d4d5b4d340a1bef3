/** What a person has accepted: one receipt, and the list of all. */
import { button, element, plain } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { named } from "../shared/texts.js";
import { termsLink } from "./asks.js";

/**
 * @param {{text: import("../shared/texts.js").Texts, locale: string,
 *   profile: import("./profile.js").Profile, receipt: import("./receipts.js").Receipt}} setup
 */
export function receiptCard({ text, locale, profile, receipt }, name = "div") {
  const time = new Date(receipt.accepted_at).toLocaleString(locale, {
    dateStyle: "medium", timeStyle: "short",
  });
  return element(
    `${name}.receipt`, { "data-testid": "receipt" },
    icon("receipt"),
    element(
      "div", {},
      element("p.strong", {}, ...named(text, "receipt.title", { name: plain(receipt.party, 80) })),
      ...receipt.terms.map((terms) => accepted(text, profile, terms)),
      element("p.soft.small", {}, text("receipt.time", { time })),
    ),
  );
}

function accepted(text, profile, terms) {
  const version = plain(terms.version, 20);
  return element(
    "p", { "data-terms": terms.id, "data-version": terms.version },
    termsLink(terms, profile.issuer), " ",
    element("span.soft.small", {}, text("terms.version", { version })),
  );
}

/**
 * @param {{text: import("../shared/texts.js").Texts, locale: string,
 *   profile: import("./profile.js").Profile, person: any,
 *   receipts: import("./receipts.js").Receipt[], onBack: () => void}} setup
 */
export function receiptsScreen(setup) {
  const { text, person, receipts, onBack } = setup;
  const cards = receipts.map((receipt) => receiptCard({ ...setup, receipt }, "li"));
  return element(
    "section.screen", { "data-testid": "receipts" },
    element("h1", { tabindex: "-1" }, text("receipts.title")),
    element("p.soft", { dir: "auto" }, plain(person.name, 60)),
    cards.length > 0
      ? element("ul.receipts", {}, ...cards)
      : element("p", { "data-testid": "receipts-none" }, text("receipts.none")),
    element("p.soft.small", {}, text("receipts.about")),
    button("big", "receipts-back", onBack, icon("back"), text("sign_ins.back")),
  );
}
