/** The three ways in of the province's portal. */
import { avatar, button, element, plain } from "../../shared/dom.js";
import { call } from "../../shared/api.js";
import { hasText } from "../../shared/texts.js";
import { icon } from "../../shared/icons.js";
import { provinceTexts } from "../../shared/texts/demo/province.js";

/** Looks like the account form of such a site, and says that it is not part of the demonstration. */
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

/** One wallet's way in: its code appears in the card. @param {string} wallet id */
export function walletCard(desk, wallet) {
  const { text } = desk;
  const known = hasText(`wallet.${wallet}`, provinceTexts);
  const name = known ? text(`wallet.${wallet}`) : plain(wallet, 40);
  const guide = known ? text(`wallet.${wallet}.guide`) : text("wallet.guide", { name });
  const title = element("h2", {}, avatar(name), element("span", {}, name));
  const show = button(
    "primary", `login-wallet-${wallet}`, () => desk.embed(wallet), icon("phone"),
    text("province.scan", { name }),
  );
  drawLogo(desk, wallet, title, name);
  return element(
    "section.card.in", { "data-wallet": wallet },
    title, element("p.soft", {}, guide),
    element("div.code-place", { "data-embed": wallet }, element("div.blank", {}, corners()), show),
  );
}

const corners = () => element("span", { "aria-hidden": "true" }, icon("phone"));

/** All wallets of the broker, asked for once. */
let listed = null;

/** The picture the broker has for a wallet, once it is known; until then a letter stands there. */
async function drawLogo({ config, locale }, wallet, title, name) {
  const { issuer } = config;
  // Without the list the letter stays: the way in works all the same.
  listed ??= call(`${issuer}/v1/wallets`, { locale }).catch(() => ({ body: { wallets: [] } }));
  const { body } = await listed;
  const found = body.wallets.find(({ id }) => id === wallet);
  if (found?.logo_uri) title.firstChild.replaceWith(avatar(name, found.logo_uri, `${issuer}/`));
}
