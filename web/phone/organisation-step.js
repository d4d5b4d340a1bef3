/** For whom the person acts: themself, or an organisation. A choice is never made beforehand. */
import { element, plain } from "../shared/dom.js";
import { missingNote, stepScreen } from "./step-screen.js";
import { icon } from "../shared/icons.js";

/**
 * @param {import("./step-screen.js").StepSetup & {person: any, chosen: any}} setup
 *   `chosen`: the answer given before
 */
export function organisationStep(setup) {
  const { text, person, chosen } = setup;
  const organisations = person.organisations ?? [];
  const isSelf = chosen?.for_self === true || organisations.length === 0;
  const missing = missingNote();
  const list = element(
    "fieldset.plain", { "data-ask": "organisation", "data-testid": "organisation" },
    element("legend.visually-hidden", {}, text("step.organisation.title")),
    choice("", "person", text("organisation.self"), plain(person.name, 60), isSelf),
    ...organisations.map(({ id, name, role }) => choice(
      id, "building", text("organisation.for", { name: plain(name, 80) }), plain(role, 60),
      chosen?.acting_for === id,
    )),
  );
  const read = () => {
    const input = list.querySelector("input:checked");
    missing.hidden = input !== null;
    if (!input) missing.textContent = text("missing.organisation");
    if (!input) return undefined;
    const found = organisations.find(({ id }) => id === input.value);
    return found ? acting(found) : { for_self: true };
  };
  const about = element("p.soft", {}, text("organisation.about"));
  const none = element(
    "p.soft.small", { "data-testid": "no-organisation" }, text("organisation.none"),
  );
  return stepScreen(setup, {
    step: "organisation", read,
    content: [about, list, organisations.length === 0 ? none : null, missing],
  });
}

const acting = ({ id, name, role }) => ({ acting_for: id, organisation: { name, role } });

function choice(id, drawing, words, detail, checked) {
  return element(
    "label.choice", { "data-organisation": id || "self" },
    element("input", { type: "radio", name: "organisation", value: id, checked: checked === true }),
    element(
      "span.credential-words", {},
      element("span.strong", { dir: "auto" }, words),
      detail ? element("span.soft.small", { dir: "auto" }, detail) : null,
    ),
    icon(drawing),
  );
}
