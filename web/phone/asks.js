/** What is answered beside the yes itself: what the portal gets, its terms, the number. */
import { element, plain, safeLink } from "../shared/dom.js";

/** @param {import("./step-screen.js").StepSetup} setup */
export function decisionFields({ text, request, profile: { issuer } }) {
  const { asks, scopes = [] } = request;
  return [
    asks.consent && scopes.length > 0 && consentField(text, scopes),
    asks.terms?.length > 0 && termsField(text, asks.terms, issuer),
    asks.number && numberField(text),
  ];
}

function numberField(text) {
  const input = element("input.digits", {
    id: "number",
    name: "number",
    type: "text",
    inputmode: "numeric",
    maxlength: 2,
    placeholder: "··",
    autocomplete: "off",
    "aria-describedby": "number-hint",
    "data-testid": "number-input",
  });
  return element(
    "div.field", { "data-ask": "number" },
    element("label", { for: "number" }, text("number.label")), input,
    element("p.hint", { id: "number-hint" }, text("number.hint")),
  );
}

function choices(text, name, ...content) {
  return element(
    "fieldset.plain", { "data-ask": name, "data-testid": name },
    element("legend", {}, text(`${name}.label`)), ...content,
  );
}

/** What is required is ticked and said to be; what is optional is the person's to give. */
function consentField(text, scopes) {
  return choices(text, "consent", ...scopes.map(({ name, title, required }) => element(
    "label.choice", { "data-scope": plain(name, 60) },
    element("input", { type: "checkbox", name: "scope", value: name, checked: required === true }),
    element("span", { dir: "auto" }, plain(title || name, 80)),
    element("span.hint", {}, text(required ? "consent.required" : "consent.optional")),
  )));
}

function termsField(text, terms, issuer) {
  const labels = terms.map(({ id, version, title, url }) => element(
    "label.choice", {},
    element("input", { type: "checkbox", name: "terms", value: id }),
    element(
      "span", {},
      text("terms.accept"), " ", termsLink({ title, url }, issuer), element("br"),
      element("span.soft.small", {}, text("terms.version", { version: plain(version, 20) })),
    ),
  ));
  const receipt = element("p.hint", {}, text("terms.receipt"));
  return choices(text, "terms", ...labels, receipt);
}

/** Opens beside the login: reading must not lose it. */
export function termsLink({ title, url }, issuer) {
  const elsewhere = { target: "_blank", rel: "noopener noreferrer" };
  return element("a", { href: safeLink(url, issuer), ...elsewhere, dir: "auto" }, plain(title, 80));
}

/**
 * What the person has answered, as members of the statement.
 * @returns {{missing: string} | {missing: null, members: Record<string, unknown>}} `missing`: the
 *   first thing not answered
 */
export function readDecision(form, { asks, scopes = [] }) {
  const data = new FormData(form);
  const members = {};
  if (asks.consent) {
    members.scopes = data.getAll("scope");
    const lacks = ({ name, required }) => required && !members.scopes.includes(name);
    if (scopes.some(lacks)) return { missing: "consent" };
  }
  if (asks.terms?.length > 0) {
    if (data.getAll("terms").length < asks.terms.length) return { missing: "terms" };
    members.terms = asks.terms.map(({ id, version }) => ({ id, version }));
  }
  if (asks.number) {
    members.number = data.get("number").trim();
    if (!/^[0-9]{2}$/.test(members.number)) return { missing: "number" };
  }
  return { missing: null, members };
}
