/** What the policy wants from the phone, in the order it is met: number, credential, pin, consent, terms. */
import { element, plain, safeLink } from "../shared/dom.js";

/** What the simulated wallet knows: one password for all, two credentials each. */
const PASSWORD = "123456";
const CREDENTIALS = ["network-id", "resident-id"];

export function asksFields({ text, request, person, issuer }) {
  const { asks } = request;
  return [
    asks.number && numberField(text),
    asks.credential && credentialField(text, person),
    asks.pin && pinField(text),
    asks.consent && consentField(text, request.scopes ?? []),
    asks.terms?.length > 0 && termsField(text, asks.terms, issuer),
  ].filter(Boolean);
}

function numberField(text) {
  return element("div.field", { "data-ask": "number" },
    element("label", { for: "number" }, text("number.label")),
    element("input.digits", { id: "number", name: "number", type: "text", inputmode: "numeric", pattern: "[0-9]{2}", maxlength: 2, autocomplete: "off", "aria-describedby": "number-hint", "data-testid": "number-input" }),
    element("p.hint", { id: "number-hint" }, text("number.hint")));
}

function credentialField(text, person) {
  return element("fieldset.plain", { "data-ask": "credential", "data-testid": "credential" }, element("legend", {}, text("credential.label")),
    ...CREDENTIALS.map((id, index) => element("label.choice", {},
      element("input", { type: "radio", name: "credential", value: `${id}:${person.sub}`, checked: index === 0 }), element("span", {}, text(`credential.${id}`)))));
}

function pinField(text) {
  return element("div.field", { "data-ask": "pin" },
    element("label", { for: "pin" }, text("pin.label")),
    element("input.digits", { id: "pin", name: "pin", type: "password", inputmode: "numeric", maxlength: 6, autocomplete: "off", "aria-describedby": "pin-hint", "data-testid": "pin-input" }),
    element("p.hint", { id: "pin-hint" }, text("pin.hint")));
}

function consentField(text, scopes) {
  return element("fieldset.plain", { "data-ask": "consent", "data-testid": "consent" }, element("legend", {}, text("consent.label")),
    ...scopes.map((scope) => element("label.choice", { "data-scope": plain(scope.name, 60) },
      element("input", { type: "checkbox", name: "scope", value: scope.name, checked: true }),
      element("span", { dir: "auto" }, plain(scope.title || scope.name, 80)),
      element("span.hint", {}, text(scope.required ? "consent.required" : "consent.optional")))));
}

function termsField(text, terms, issuer) {
  return element("fieldset.plain", { "data-ask": "terms", "data-testid": "terms" }, element("legend", {}, text("terms.label")),
    ...terms.map((item, index) => element("label.choice", {},
      element("input", { type: "checkbox", name: "terms", value: String(index) }),
      element("span", {}, text("terms.accept"), " ",
        element("a", { href: safeLink(item.url, issuer), target: "_blank", rel: "noopener noreferrer", dir: "auto" }, plain(item.title, 80)), ` (${plain(item.version, 20)})`))));
}

/**
 * @returns {{missing: string} | {missing: null, members: Record<string, unknown>}} the first thing not answered, or
 *   the members of the statement
 */
export function readAnswers(form, { asks, scopes = [] }, person) {
  const data = new FormData(form);
  const members = { claims: person.claims };
  if (asks.number) {
    members.number = String(data.get("number")).trim();
    if (!/^[0-9]{2}$/.test(members.number)) return { missing: "number" };
  }
  if (asks.credential) {
    members.credential = data.get("credential");
    if (!members.credential) return { missing: "credential" };
  }
  if (asks.pin) {
    if (!data.get("pin")) return { missing: "pin" };
    if (data.get("pin") !== PASSWORD) return { missing: "pin_wrong" };
    members.amr = ["pin"];
  }
  if (asks.consent) {
    members.scopes = data.getAll("scope");
    const refused = scopes.some((scope) => scope.required && !members.scopes.includes(scope.name));
    if (refused) return { missing: "consent" };
  }
  if (asks.terms?.length > 0) {
    if (data.getAll("terms").length < asks.terms.length) return { missing: "terms" };
    members.terms = asks.terms.map(({ id, version }) => ({ id, version }));
  }
  return { missing: null, members };
}
