/** The three ways in of the province's portal. */
import { avatar, button, element, plain } from "../../shared/dom.js";
import { hasText } from "../../shared/texts.js";
import { icon } from "../../shared/icons.js";
import { provinceTexts } from "../../shared/texts/demo/province.js";

/** Looks like the account form of such a site, and says that it is no part of the demonstration. */
export function accountForm(text) {
  const field = (key, type) =>
    element(
      "label", {}, text(key), element("input", { type, autocomplete: "off" }),
    );
  return element(
    "section.card.in", { "data-testid": "account" },
    element("h2", {}, icon("shield"), text("province.account")),
    element("p.notice.small", {}, text("province.account.off")),
    element(
      "fieldset", { disabled: true },
      element("legend.visually-hidden", {}, text("province.account")),
      field("province.id_number", "text"),
      field("province.password", "password"),
      field("province.captcha", "text"),
      element("button.button", { type: "button" }, text("demo.sign_in")),
    ),
  );
}

/**
 * One wallet's way in: its code appears in the card.
 * @param {{id: string, name: string, logo_uri?: string, guide?: string}} wallet
 */
export function walletCard(desk, { id, name: given, logo_uri: logo, guide }) {
  const { text, config } = desk;
  const name = plain(given, 40);
  const then = hasText(`wallet.${id}.then`, provinceTexts) ? text(`wallet.${id}.then`) : "";
  const show = button(
    "primary", `login-wallet-${id}`, () => desk.embed(id), icon("phone"), text("province.scan"),
  );
  return element(
    "section.card.in", { "data-wallet": id },
    element("h2", {}, avatar(name, logo, `${config.issuer}/`), element("span", {}, name)),
    element("p.soft", {}, [plain(guide), then].filter(Boolean).join(text("province.pause"))),
    element(
      "div.code-place", { "data-embed": id },
      element("div.blank", { "aria-hidden": "true" }, icon("phone")), show,
    ),
  );
}
