/** The portal's screens, drawn from texts and values; what a click does is decided elsewhere. */
import { button, element, plain } from "../shared/dom.js";
import { demoTexts } from "../shared/texts/demo.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";

/** A screen begins at its heading, for eyes and for screen readers. */
const heading = (words) => element("h1", { tabindex: "-1" }, words);

const STEPS = ["demo.step1", "demo.step2", "demo.step3"];

export function frontView(text, { onHosted, onEmbedded }) {
  const words = [icon("phone"), text("demo.hosted_button")];
  const hosted = button("primary", "login-hosted", onHosted, ...words);
  const show = button("", "login-embedded", onEmbedded, text("demo.embedded_button"));
  return element(
    "div.front", {},
    element(
      "section.hero", {},
      heading(text("demo.hero")),
      element("p.lead", {}, text("demo.lead")),
      element("ol.steps", {}, ...STEPS.map((key) => element("li", {}, text(key)))),
    ),
    element(
      "section.card.ways", {},
      element("h2", {}, text("demo.sign_in")),
      way(text, "hosted", element("div", {}, hosted)),
      way(text, "embedded", element("div", { id: "embedded" }, show)),
    ),
  );
}

function way(text, name, content) {
  return element(
    "div.way", {},
    element("h3", {}, text(`demo.way_${name}`)),
    element("p.soft.small", {}, text(`demo.way_${name}.detail`)),
    content,
  );
}

export function waitView(text) {
  return element("p.card.panel", { role: "status" }, text("demo.redeeming"));
}

/** @param {import("./finish.js").Outcome} outcome */
export function failureView(text, { reason, code }, onAgain) {
  const key = hasText(`outcome.${reason}`, demoTexts) ? `outcome.${reason}` : "outcome.other";
  const attributes = { "data-testid": "problem", "data-reason": reason, role: "alert" };
  return element(
    "section.card.panel", {},
    heading(text("demo.failed")),
    element("p", attributes, text(key, { code: plain(code || reason) })),
    element("div", {}, button("primary", "again", onAgain, text("demo.again"))),
  );
}

/** @param {{idToken: Record<string, unknown>, userinfo: Record<string, unknown>}} person */
export function claimsView(text, { idToken, userinfo }, onLogOut) {
  const name = plain(userinfo.name ?? userinfo.sub, 60);
  const welcome = element(
    "div.row", {},
    heading(text("demo.welcome", { name })),
    button("", "log-out", onLogOut, text("demo.log_out")),
  );
  return element(
    "div", { "data-testid": "claims" },
    element(
      "section.card.panel", {}, welcome, element("p.soft", {}, text("demo.signed_in")),
      claimsTable(text, "userinfo", text("demo.userinfo"), userinfo),
    ),
    element(
      "section.card.panel", {},
      claimsTable(text, "id-token", text("demo.id_token"), idToken),
      element("p.checked", {}, icon("shield"), text("demo.verified")),
    ),
  );
}

function claimsTable(text, testid, title, claims) {
  const column = (key) => element("th", { scope: "col" }, text(key));
  const rows = Object.entries(claims).map(([name, value]) =>
    element(
      "tr", { "data-claim": name },
      element("th", { scope: "row" }, plain(name, 60)),
      element("td", { dir: "auto" }, shown(name, value)),
    ),
  );
  return element(
    "table.claims", { "data-testid": testid },
    element("caption", {}, title),
    element(
      "thead.visually-hidden", {},
      element("tr", {}, column("demo.claim"), column("demo.value")),
    ),
    element("tbody", {}, ...rows),
  );
}

const TIMES = new Set(["exp", "iat", "auth_time", "nbf"]);

function shown(name, value) {
  if (TIMES.has(name) && Number.isFinite(value)) {
    return new Date(value * 1000).toLocaleString(document.documentElement.lang);
  }
  return plain(typeof value === "object" ? JSON.stringify(value) : value, 400);
}
