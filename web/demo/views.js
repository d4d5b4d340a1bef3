/** Screens that every portal has, drawn from texts and values. */
import { button, element, plain } from "../shared/dom.js";
import { demoTexts } from "../shared/texts/demo.js";
import { factsOf } from "./facts.js";
import { hasText, named } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { nameOf } from "./person.js";
import { rawFold } from "./raw.js";

/** A screen begins at its heading, for eyes and for screen readers. */
export const heading = (...words) => element("h1", { tabindex: "-1" }, ...words);

export function waitView(text) {
  return element("p.card.panel", { role: "status" }, text("demo.redeeming"));
}

/**
 * @param {import("./finish.js").Outcome} outcome
 * @param {import("./pkce.js").Purpose} purpose
 */
export function failureView(text, { reason, code }, purpose, onAgain) {
  const keys = [`outcome.${reason}.${purpose}`, `outcome.${reason}`, "outcome.other"];
  const key = keys.find((one) => hasText(one, demoTexts));
  const attributes = { "data-testid": "problem", "data-reason": reason, role: "alert" };
  return element(
    "section.card.panel", { "data-purpose": purpose },
    heading(text(`demo.failed.${purpose}`)),
    element("p", attributes, text(key, { code: plain(code || reason) })),
    element("div", {}, button("primary", "again", onAgain, text(`demo.again.${purpose}`))),
  );
}

/** A registration ends here: in a verified identity, with nobody signed in yet. */
export function registeredView(desk, result, onLater) {
  const { text } = desk;
  const goOn = () => desk.leaveFor("login");
  return element(
    "section.card.panel", { "data-testid": "registered" },
    element("p.verdict", {}, icon("shield"), text("demo.verified_identity")),
    heading(...named(text, "demo.registered", { name: nameOf(result) })),
    element("p.soft", {}, text("demo.registered.detail")),
    factsOf(text, result),
    element(
      "div.actions", {},
      button("primary", "go-login", goOn, text("demo.go_login")),
      button("quiet", "later", onLater, text("demo.later")),
    ),
    rawFold(text, [result]),
  );
}

/** The line every signed-in page begins with. */
export function welcome(desk, person) {
  const { text } = desk;
  return element(
    "div.row.welcome", {},
    heading(...named(text, "demo.welcome", { name: nameOf(person.login) })),
    button("", "log-out", desk.onSignOut, text("demo.log_out")),
  );
}
