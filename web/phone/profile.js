/** Which wallet this page plays, inside which host app, and what it looks like. */
import { avatar, element, plain } from "../shared/dom.js";
import { call } from "../shared/api.js";
import { colourOfLogo, onColour } from "./colours.js";
import { reachableLogo } from "./requester.js";

/**
 * @typedef {object} Profile
 * @property {string} issuer
 * @property {string} wallet
 * @property {string} [name]
 * @property {string} [logo_uri]
 * @property {string} [color] `#rrggbb`
 * @property {string} [pin_name] what its people call its password
 * @property {boolean} [holds_credentials] the person has several credentials to choose from
 * @property {{id: string, name: string, logo_uri?: string}[]} [apps]
 * @property {{id: string, name: string, logo_uri?: string} | null} app the one it is shown in
 * @property {any[]} people
 */

/** @returns {Promise<Profile>} */
export async function loadProfile(locale) {
  const asked = new URLSearchParams(location.search);
  const wallet = asked.get("wallet");
  const query = wallet ? `?${new URLSearchParams({ wallet })}` : "";
  const { body } = await call(`/wallet/config.json${query}`, { locale });
  const app = (body.apps ?? []).find(({ id }) => id === asked.get("app")) ?? null;
  return { ...body, app };
}

/**
 * The words that differ from wallet to wallet.
 * @param {import("../shared/texts.js").Texts} text
 * @param {Profile} profile
 */
export function ownWords(text, { pin_name: name }) {
  const password = plain(name, 40) || text("pin.name");
  const title = text("step.pin.title", { password });
  return { "step.pin": [password, password], "step.pin.title": [title, title] };
}

/** The address of this wallet without the code it was opened with. */
export function ownAddress() {
  const asked = new URLSearchParams(location.search);
  asked.delete("code");
  return asked.size > 0 ? `${location.pathname}?${asked}` : location.pathname;
}

/** Gives the page the wallet's name, logo and colour, and the frame of its host app. */
export function dress({ profile, text }) {
  const name = plain(profile.name, 40) || text("phone.title");
  const { app, issuer } = profile;
  document.title = app ? text("host.in", { wallet: name, app: plain(app.name, 40) }) : name;
  const logo = profile.logo_uri ? [avatar(name, reachableLogo(profile.logo_uri, issuer))] : [];
  const brand = element("strong", { "data-testid": "wallet-name", dir: "auto" }, name);
  document.getElementById("brand").replaceChildren(...logo, brand);
  if (app) document.getElementById("brand").append(hostMark(app, text));
  if (app) document.body.prepend(hostBar(app, issuer));
  document.body.dataset.wallet = profile.wallet;
  colour(profile);
}

/** A wallet that names no colour has that of its logo. */
async function colour({ color, logo_uri: logo, issuer }) {
  const own = color ?? (logo ? await colourOfLogo(reachableLogo(logo, issuer)) : null);
  const on = onColour(own);
  if (!on) return;
  document.body.classList.add("coloured");
  document.body.style.setProperty("--brand", own);
  document.body.style.setProperty("--on-brand", on);
}

function hostMark(app, text) {
  const words = text("host.mark", { app: plain(app.name, 40) });
  return element("span.host-mark", { "data-testid": "host-mark" }, words);
}

/** The bar of an app that shows a mini-program: its name, and the capsule to leave by. */
function hostBar(app, issuer) {
  const name = plain(app.name, 40);
  return element(
    "div.host-bar", { "data-testid": "host-app", "data-app": app.id },
    avatar(name, reachableLogo(app.logo_uri, issuer)),
    element("span", { dir: "auto" }, name),
    element("span.capsule", { "aria-hidden": "true" }, "•••", element("i"), "◎"),
  );
}
