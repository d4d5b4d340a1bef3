/** The answers as they came, for those who build portals: under a fold. */
import { element, plain } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { moment } from "./facts.js";

/**
 * @param {import("./finish.js").Result[]} results the sign-in, and what followed it
 * @param {{open?: boolean}} how
 */
export function rawFold(text, results, { open = false } = {}) {
  return element(
    "details.card.panel.raw", { "data-testid": "claims", open },
    element("summary", {}, text("demo.raw")),
    ...results.filter(Boolean).flatMap((result, index, { length }) =>
      answers(text, result, index).slice(length > 1 ? 0 : 1),
    ),
  );
}

function answers(text, { userinfo, idToken, hint }, index) {
  // The first answer is the sign-in; what follows it has names of its own.
  const name = (one) => (index === 0 ? one : `${one}-check`);
  return [
    element("h3", {}, text(index === 0 ? "demo.raw.login" : "demo.raw.check")),
    claimsTable(text, name("userinfo"), text("demo.userinfo"), userinfo),
    claimsTable(text, name("id-token"), text("demo.id_token"), idToken),
    element("p.checked", {}, icon("shield"), text("demo.verified")),
    token(text, name("token"), hint),
  ];
}

/** Long ones scroll, by the keyboard too. */
function token(text, testid, hint) {
  const box = { tabindex: "0", role: "region", "aria-label": text("demo.id_token") };
  return element("p.token", { "data-testid": testid, translate: "no", ...box }, hint);
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

const TIMES = new Set(["exp", "iat", "auth_time", "nbf", "terms_accepted_at"]);

function shown(name, value) {
  const time = TIMES.has(name) && moment(value);
  return time || plain(typeof value === "object" ? JSON.stringify(value) : value, 400);
}
