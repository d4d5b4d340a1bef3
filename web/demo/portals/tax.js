/** A tax authority's portal: it matters who somebody is, and for whom they act. */
import { bothWays, embeddedPlace, hostedButton, notices } from "../ways.js";
import { button, element, plain } from "../../shared/dom.js";
import { heading, welcome } from "../views.js";
import { nameOf, organisationOf } from "../person.js";
import { factsOfPerson } from "../facts.js";
import { icon } from "../../shared/icons.js";
import { rawFold } from "../raw.js";
import { serviceGrid } from "../services.js";
import { taxTexts } from "../../shared/texts/demo/tax.js";

export const mark = "/static/demo/portals/tax.svg";
export const header = "coloured";
export const texts = taxTexts;

/** What people do for themselves, and what they do for an enterprise. */
const OWN = ["annual", "deductions", "certificate", "invoice_request"];
const ENTERPRISE = ["declare", "invoices", "credit", "staff"];

export const services = ({ login }) =>
  (organisationOf(login) ? ENTERPRISE : OWN).map((id) => ({ id, level: 3 }));

export function front(desk) {
  const { text } = desk;
  return element(
    "div.tax", {},
    element(
      "div.desk", {},
      element(
        "section.about", {},
        heading(text("tax.hero")), element("p.lead", {}, text("tax.lead")),
        element("dl.kinds", {}, ...kind(text, "tax.person"), ...kind(text, "tax.staff")),
        element("p.notice", {}, icon("shield"), text("tax.level")),
      ),
      element(
        "section.card.ways", {},
        element("h2", {}, text("tax.sign_in")),
        ...bothWays(desk, hostedButton(desk), embeddedPlace(desk)),
      ),
    ),
    notices(desk, ["tax.notice1", "tax.notice2", "tax.notice3"]),
  );
}

const kind = (text, key) => [
  element("dt", {}, text(key)), element("dd.soft", {}, text(`${key}.detail`)),
];

export function home(desk, person) {
  const { text } = desk;
  return element(
    "div.tax", {},
    welcome(desk, person),
    element(
      "div.office", {},
      element("aside", {}, badge(desk, person)),
      element(
        "section", {},
        element("h2", {}, text(organisationOf(person.login) ? "tax.for_firm" : "tax.for_self")),
        serviceGrid(desk, person, services(person)),
        element(
          "section.card.panel", {},
          element("h2", {}, text("tax.details")), factsOfPerson(text, person),
        ),
      ),
    ),
    rawFold(text, [person.login, person.check]),
  );
}

/** Who stands at the counter, and for whom. */
function badge(desk, { login }) {
  const { text } = desk;
  const organisation = organisationOf(login);
  const firm = plain(organisation?.name ?? organisation?.id, 60);
  const line = (key, words) => [
    element("dt", {}, text(key)), element("dd", { dir: "auto" }, words),
  ];
  // The phone asks for whom; the broker's remembered sign-in must not answer in the person's place.
  const change = () => desk.leaveFor("login", { prompt: "login" });
  return element(
    "section.card.badge",
    { "data-testid": "acting", "data-acting": organisation ? "firm" : "self" },
    element(
      "dl", {},
      ...line("tax.who", nameOf(login)),
      ...line("tax.for_whom", firm || text("fact.self")),
      ...(organisation?.id ? line("tax.number", plain(organisation.id, 40)) : []),
      ...(organisation?.role ? line("tax.role", plain(organisation.role, 40)) : []),
    ),
    button("", "switch-organisation", change, icon("swap"), text("tax.switch")),
  );
}
