/** What a portal offers once somebody is signed in, and the page behind each offer. */
import { element } from "../shared/dom.js";
import { levelOfPerson, nameOf } from "./person.js";
import { heading } from "./views.js";
import { icon } from "../shared/icons.js";

/**
 * @typedef {object} Service
 * @property {string} id its words are `service.<id>` and `service.<id>.detail`, its address `#<id>`
 * @property {number} [level] the least level it is open to
 */

/** @param {Service[]} services @param {import("./person.js").Person} person */
export function serviceGrid({ text }, person, services) {
  const level = levelOfPerson(person);
  const items = services.map((service) =>
    element("li", {}, (service.level ?? 0) > level ? locked(text, service) : open(text, service)),
  );
  return element("ul.services", { "data-testid": "services" }, ...items);
}

function open(text, { id }) {
  return element(
    "a.service", { href: `#${id}`, "data-service": id },
    ...words(text, id), icon("chevron"),
  );
}

function locked(text, { id, level }) {
  return element(
    "div.service.locked", { "data-service": id, "data-needs": level },
    ...words(text, id), element("span.needs", {}, text("service.needs", { level })),
  );
}

const words = (text, id) => [
  element("strong", {}, text(`service.${id}`)),
  element("span.soft.small", {}, text(`service.${id}.detail`)),
];

/** The inside of a service: as far as a demonstration goes. @param {Service} service */
export function servicePage({ text }, person, { id }) {
  const name = nameOf(person.login);
  return element(
    "section.card.panel", { "data-testid": "service-page", "data-service": id },
    element("p", {}, element("a.back", { href: "#" }, icon("back"), text("service.back"))),
    heading(text(`service.${id}`)),
    element("p", {}, text(`service.${id}.detail`)),
    element("p.notice", {}, icon("shield"), text("service.inside", { name })),
  );
}
