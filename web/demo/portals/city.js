/** A city's identity platform: one sign-in, four levels, and services that open level by level. */
import { bothWays, embeddedPlace, faceCheckButton, hostedButton } from "../ways.js";
import { heading, welcome } from "../views.js";
import { cityTexts } from "../../shared/texts/demo/city.js";
import { element, plain } from "../../shared/dom.js";
import { factsOfPerson } from "../facts.js";
import { levelOfPerson } from "../person.js";
import { rawFold } from "../raw.js";
import { serviceGrid } from "../services.js";

export const mark = "/static/demo/portals/city.svg";
export const header = "coloured";
export const texts = cityTexts;

const LEVELS = [1, 2, 3, 4];

/** Level 4 needs a visit in person, which no page can replace. */
const BY_FACE = 3;

const SERVICES = [
  { id: "news", level: 1 }, { id: "appointments", level: 1 },
  { id: "residence", level: 2 }, { id: "school", level: 2 },
  { id: "fund", level: 3 }, { id: "insurance", level: 3 },
  { id: "property", level: 4 },
];

export const services = () => SERVICES;

export function front(desk) {
  const { text } = desk;
  return element(
    "div.city", {},
    element(
      "section.gate", {}, heading(text("city.hero")), element("p", {}, text("city.lead")),
    ),
    element(
      "div.square", {},
      element("section.levels", {}, element("h2", {}, text("city.levels")), ladder(text, 0)),
      element(
        "section.card.ways", {},
        element("h2", {}, text("city.sign_in")),
        guides(desk),
        ...bothWays(desk, hostedButton(desk), embeddedPlace(desk)),
      ),
    ),
  );
}

/** Which app to open, in the words of the configuration. */
const guides = ({ config }) =>
  element("p.soft.small", {}, (config.wallets ?? []).map(({ guide }) => plain(guide)).join(" "));

/** The four levels, the reached ones filled. */
function ladder(text, reached) {
  const rung = (level) =>
    element(
      "li", {
        class: level <= reached ? "reached" : null, "aria-current": level === reached && "true",
      },
      element("span.rung", {}, `L${level}`),
      element(
        "span", {}, element("strong", {}, text(`city.l${level}`)),
        element("span.soft.small", {}, text(`city.l${level}.detail`)),
      ),
    );
  const attributes = { "data-testid": "ladder", "data-level": reached };
  return element("ol.ladder", attributes, ...LEVELS.map(rung));
}

export function home(desk, person) {
  const { text } = desk;
  return element(
    "div.city", {},
    welcome(desk, person),
    element(
      "div.square", {},
      element(
        "section.open", {},
        ...LEVELS.flatMap((level) => shelf(desk, person, level)),
      ),
      element("aside.side", {}, mine(desk, person)),
    ),
    rawFold(text, [person.login, person.check]),
  );
}

function shelf(desk, person, level) {
  const offered = SERVICES.filter((service) => service.level === level);
  return [
    element("h2", {}, desk.text("city.shelf", { level, name: desk.text(`city.l${level}`) })),
    serviceGrid(desk, person, offered),
  ];
}

function mine(desk, person) {
  const { text } = desk;
  const level = levelOfPerson(person);
  return element(
    "section.card.panel", {},
    element("h2", {}, text("city.mine")),
    ladder(text, level),
    level < BY_FACE &&
      element(
        "div.raise", {}, element("p.soft.small", {}, text("city.raise.detail")),
        faceCheckButton(desk, person, text("city.raise")),
      ),
    factsOfPerson(text, person),
  );
}
