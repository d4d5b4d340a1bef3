/** An exam registration site: register with a verified identity, log in, choose a system. */
import { bothWays, embeddedPlace, hostedButton, notices, registerButton } from "../ways.js";
import { element } from "../../shared/dom.js";
import { heading, welcome } from "../views.js";
import { examTexts } from "../../shared/texts/demo/exam.js";
import { factsOfPerson } from "../facts.js";
import { icon } from "../../shared/icons.js";
import { nameOf } from "../person.js";
import { rawFold } from "../raw.js";
import { serviceGrid } from "../services.js";

export const mark = "/static/demo/portals/exam.svg";
export const header = "coloured";
export const texts = examTexts;

/** The target systems one account opens. */
const SYSTEMS = ["gaokao", "adult", "self_study", "postgraduate", "teacher"];

export const services = () => SYSTEMS.map((id) => ({ id }));

export function front(desk) {
  const { text, registered } = desk;
  return element(
    "div.exam", {},
    element(
      "section.intro", {},
      heading(text("exam.hero")), element("p.soft", {}, text("exam.lead")),
    ),
    stages(text, registered ? 1 : 0),
    element("div.doors", {}, newcomers(desk), returning(desk)),
    notices(desk, ["exam.notice1", "exam.notice2", "exam.notice3"]),
  );
}

/** Where somebody stands on the way in; `done` stages lie behind them. */
function stages(text, done) {
  const stage = (key, index) =>
    element(
      "li", { class: index < done ? "done" : null, "aria-current": index === done && "step" },
      element("span.number", {}, index < done ? icon("check") : String(index + 1)),
      element("span", {}, element("strong", {}, text(key)), text(`${key}.detail`)),
    );
  return element("ol.stages", {}, ...["exam.stage1", "exam.stage2", "exam.stage3"].map(stage));
}

function newcomers(desk) {
  const { text, registered } = desk;
  const name = registered && nameOf(registered);
  return element(
    "section.card.door", {},
    element("h2", {}, text("exam.new")),
    element("p", {}, text("exam.new.detail")),
    element(
      "ul.needs-list", {},
      ...["exam.need1", "exam.need2", "exam.need3"].map((key) => element("li", {}, text(key))),
    ),
    name && element("p.notice", {}, icon("check"), text("exam.registered", { name })),
    element("div.bottom", {}, registerButton(desk, registered ? "" : "primary")),
  );
}

function returning(desk) {
  return element(
    "section.card.door", {},
    element("h2", {}, desk.text("exam.returning")),
    ...bothWays(desk, hostedButton(desk), embeddedPlace(desk)),
  );
}

export function home(desk, person) {
  const { text } = desk;
  return element(
    "div.exam", {},
    welcome(desk, person),
    stages(text, 2),
    element(
      "section.systems", {},
      element("h2", {}, text("exam.systems")),
      element("p.soft", {}, text("exam.systems.detail")),
      serviceGrid(desk, person, services(person)),
    ),
    element(
      "section.card.panel", {},
      element("h2", {}, text("exam.candidate")), factsOfPerson(text, person),
    ),
    rawFold(text, [person.login, person.check]),
  );
}
