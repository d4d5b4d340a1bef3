/** The portal of no particular kind: the two ways to sign in, and what comes of it. */
import { heading, welcome } from "../views.js";
import { signInCard } from "../ways.js";
import { element } from "../../shared/dom.js";
import { factsOfPerson } from "../facts.js";
import { genericTexts } from "../../shared/texts/demo/generic.js";
import { rawFold } from "../raw.js";

export const mark = "/static/demo/logo.svg";
export const texts = genericTexts;

const STEPS = ["demo.step1", "demo.step2", "demo.step3"];

export function front(desk) {
  const { text } = desk;
  return element(
    "div.front", {},
    element(
      "section.hero", {},
      heading(text("demo.hero")),
      element("p.lead", {}, text("demo.lead")),
      element("ol.steps", {}, ...STEPS.map((key) => element("li", {}, text(key)))),
    ),
    signInCard(desk),
  );
}

export function home(desk, person) {
  const { text } = desk;
  return element(
    "div", {},
    element(
      "section.card.panel", {}, welcome(desk, person),
      element("p.soft", {}, text("demo.signed_in")), factsOfPerson(text, person),
    ),
    rawFold(text, [person.login, person.check], { open: true }),
  );
}
