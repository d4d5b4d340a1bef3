/** The portal's screens, drawn from texts and values; what happens on a click is decided elsewhere. */
import { element, plain } from "../shared/dom.js";
import { hasText } from "../shared/texts.js";
import { demoTexts } from "../shared/texts/demo.js";
import { icon } from "../shared/icons.js";

const heading = (words) => element("h1", { tabindex: "-1" }, words);

export function frontView(text, { onHosted, onEmbedded }) {
  const hero = element("section.hero", {}, heading(text("demo.hero")), element("p.soft", {}, text("demo.lead")),
    element("ol.steps", {}, ...["demo.step1", "demo.step2", "demo.step3"].map((key) => element("li", {}, text(key)))));
  const embedded = element("div", { id: "embedded" },
    element("button.button", { type: "button", "data-testid": "login-embedded", onclick: onEmbedded }, text("demo.embedded_button")));
  return element("div.front", {}, hero, element("section.card.ways", {}, element("h2", {}, text("demo.sign_in")),
    way(text, "hosted", element("div", {}, element("button.button.primary", { type: "button", "data-testid": "login-hosted", onclick: onHosted }, icon("phone"), text("demo.hosted_button")))),
    way(text, "embedded", embedded)));
}

function way(text, name, content) {
  return element("div.way", {}, element("h3", {}, text(`demo.way_${name}`)), element("p.soft.small", {}, text(`demo.way_${name}.detail`)), content);
}

export function waitView(text) {
  return element("p.card.panel", { role: "status" }, text("demo.redeeming"));
}

/** @param {import("./finish.js").Outcome} outcome */
export function failureView(text, outcome, onAgain) {
  const key = hasText(`outcome.${outcome.reason}`, demoTexts) ? `outcome.${outcome.reason}` : "outcome.other";
  return element("section.card.panel", {}, heading(text("demo.failed")),
    element("p", { "data-testid": "problem", "data-reason": outcome.reason, role: "alert" }, text(key, { code: plain(outcome.code || outcome.reason) })),
    element("div", {}, element("button.button.primary", { type: "button", "data-testid": "again", onclick: onAgain }, text("demo.again"))));
}

export function claimsView(text, { idToken, userinfo }, onLogOut) {
  const name = plain(userinfo.name ?? idToken.name ?? idToken.sub, 60);
  return element("div", { "data-testid": "claims" },
    element("section.card.panel", {},
      element("div.row", {}, heading(text("demo.welcome", { name })), element("button.button", { type: "button", "data-testid": "log-out", onclick: onLogOut }, text("demo.log_out"))),
      element("p.soft", {}, text("demo.signed_in")),
      claimsTable(text, "userinfo", text("demo.userinfo"), userinfo)),
    element("section.card.panel", {}, claimsTable(text, "id-token", text("demo.id_token"), idToken),
      element("p.checked.small", {}, icon("shield"), " ", text("demo.verified"))));
}

const TIMES = new Set(["exp", "iat", "auth_time", "nbf"]);

function claimsTable(text, testid, title, claims) {
  const rows = Object.entries(claims).map(([name, value]) =>
    element("tr", { "data-claim": name }, element("th", { scope: "row" }, name), element("td", { dir: "auto" }, shown(name, value))));
  const columns = element("thead.visually-hidden", {}, element("tr", {}, element("th", { scope: "col" }, text("demo.claim")), element("th", { scope: "col" }, text("demo.value"))));
  return element("table.claims", { "data-testid": testid }, element("caption", {}, title), columns, element("tbody", {}, ...rows));
}

function shown(name, value) {
  if (TIMES.has(name)) return `${new Date(value * 1000).toLocaleString(document.documentElement.lang)} (${value})`;
  return plain(typeof value === "object" ? JSON.stringify(value) : value, 400);
}
