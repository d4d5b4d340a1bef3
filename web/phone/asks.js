/** What the policy wants from the phone, in the order it is met. */
import { element, plain, safeLink } from "../shared/dom.js";

/** What the simulated wallet knows: one password for all, two credentials each. */
const PASSWORD = "123456";
const CREDENTIALS = ["network-id", "resident-id"];

/** @param {{text: Function, request: any, person: any, issuer: string}} setup */
export function asksFields({ text, request, person, issuer }) {
  const { asks, scopes = [] } = request;
  return [
    asks.number && digitsField(text, "number", { type: "text", maxlength: 2, placeholder: "··" }),
    asks.credential && credentialField(text, person),
    asks.pin && digitsField(text, "pin", { type: "password", maxlength: 6 }),
    asks.consent && scopes.length > 0 && consentField(text, scopes),
    asks.terms?.length > 0 && termsField(text, asks.terms, issuer),
  ].filter(Boolean);
}

function digitsField(text, name, attributes) {
  const input = element("input.digits", {
    id: name,
    name,
    inputmode: "numeric",
    autocomplete: "off",
    "aria-describedby": `${name}-hint`,
    "data-testid": `${name}-input`,
    ...attributes,
  });
  return element(
    "div.field", { "data-ask": name },
    element("label", { for: name }, text(`${name}.label`)), input,
    element("p.hint", { id: `${name}-hint` }, text(`${name}.hint`)),
  );
}

function choices(text, name, labels) {
  return element(
    "fieldset.plain", { "data-ask": name, "data-testid": name },
    element("legend", {}, text(`${name}.label`)), ...labels,
  );
}

function credentialField(text, person) {
  return choices(text, "credential", CREDENTIALS.map((id, index) => {
    const value = `${id}:${person.sub}`;
    const input = { type: "radio", name: "credential", value, checked: index === 0 };
    const words = element("span", {}, text(`credential.${id}`));
    return element("label.choice", {}, element("input", input), words);
  }));
}

/** What is required is ticked and said to be; what is optional is the person's to give. */
function consentField(text, scopes) {
  return choices(text, "consent", scopes.map(({ name, title, required }) => element(
    "label.choice", { "data-scope": plain(name, 60) },
    element("input", { type: "checkbox", name: "scope", value: name, checked: required === true }),
    element("span", { dir: "auto" }, plain(title || name, 80)),
    element("span.hint", {}, text(required ? "consent.required" : "consent.optional")),
  )));
}

function termsField(text, terms, issuer) {
  return choices(text, "terms", terms.map(({ id, version, title, url }) => {
    const elsewhere = { target: "_blank", rel: "noopener noreferrer" };
    const href = safeLink(url, issuer);
    const link = element("a", { href, ...elsewhere, dir: "auto" }, plain(title, 80));
    return element(
      "label.choice", {},
      element("input", { type: "checkbox", name: "terms", value: id }),
      element("span", {}, text("terms.accept"), " ", link, ` (${plain(version, 20)})`),
    );
  }));
}

/**
 * What the person has answered, as members of the statement.
 * @returns {{missing: string} | {missing: null, members: Record<string, unknown>}} `missing`: the
 *   first thing not answered
 */
export function readAnswers(form, { asks, scopes = [] }, person) {
  const data = new FormData(form);
  const members = { claims: person.claims };
  if (asks.number) {
    members.number = data.get("number").trim();
    if (!/^[0-9]{2}$/.test(members.number)) return { missing: "number" };
  }
  if (asks.credential) members.credential = data.get("credential");
  if (asks.pin) {
    if (!data.get("pin")) return { missing: "pin" };
    if (data.get("pin") !== PASSWORD) return { missing: "pin_wrong" };
    members.amr = ["pin"];
  }
  if (asks.consent) {
    members.scopes = data.getAll("scope");
    const lacks = ({ name, required }) => required && !members.scopes.includes(name);
    if (scopes.some(lacks)) return { missing: "consent" };
  }
  if (asks.terms?.length > 0) {
    if (data.getAll("terms").length < asks.terms.length) return { missing: "terms" };
    members.terms = asks.terms.map(({ id, version }) => ({ id, version }));
  }
  return { missing: null, members };
}
