/** A student-status site: register with a verified identity, then look at one's own records. */
import { embeddedPlace, hostedButton, bothWays, registerButton } from "../ways.js";
import { heading, welcome } from "../views.js";
import { element } from "../../shared/dom.js";
import { factsOfPerson } from "../facts.js";
import { icon } from "../../shared/icons.js";
import { nameOf } from "../person.js";
import { rawFold } from "../raw.js";
import { serviceGrid } from "../services.js";
import { studentTexts } from "../../shared/texts/demo/student.js";

export const mark = "/static/demo/portals/student.svg";
export const texts = studentTexts;

const RECORDS = ["status", "degree", "report", "transcript"];

export const services = () => RECORDS.map((id) => ({ id }));

export function front(desk) {
  const { text } = desk;
  return element(
    "div.student", {},
    element(
      "section.opening", {}, heading(text("student.hero")), element("p", {}, text("student.lead")),
    ),
    element(
      "section.card.book", {},
      element(
        "div.page-left", {},
        element("h2", {}, text("student.sign_in")),
        ...bothWays(desk, hostedButton(desk), embeddedPlace(desk)),
      ),
      newAccount(desk),
    ),
    element(
      "section.records", {},
      element("h2", {}, text("student.records")),
      element("ul", {}, ...RECORDS.map((id) => record(text, id))),
    ),
  );
}

function newAccount(desk) {
  const { text, registered } = desk;
  return element(
    "div.page-right", {},
    element("h2", {}, text("student.register")),
    element("p.soft", {}, text("student.register.detail")),
    registered &&
      element(
        "p.notice", {}, icon("check"), text("student.registered", { name: nameOf(registered) }),
      ),
    registerButton(desk, ""),
    element("p.soft.small", {}, text("student.register.once")),
  );
}

const record = (text, id) =>
  element(
    "li", {}, element("strong", {}, text(`service.${id}`)),
    element("span.soft.small", {}, text(`service.${id}.detail`)),
  );

export function home(desk, person) {
  const { text } = desk;
  return element(
    "div.student", {},
    element(
      "section.card.panel.file", {}, welcome(desk, person),
      element("p.soft", {}, text("student.file")), factsOfPerson(text, person),
    ),
    element(
      "section", {},
      element("h2", {}, text("student.mine")), serviceGrid(desk, person, services(person)),
    ),
    rawFold(text, [person.login, person.check]),
  );
}
