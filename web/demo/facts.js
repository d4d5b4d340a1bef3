/** What a finished scan says, in words a person can use. */
import { element, plain } from "../shared/dom.js";
import { demoTexts } from "../shared/texts/demo.js";
import { documentTexts } from "../shared/texts/documents.js";
import { hasText } from "../shared/texts.js";
import { levelOf, levelOfPerson, nameOf, organisationOf } from "./person.js";

/** @typedef {[name: string, words: string, value?: string | number]} Fact */

/** @param {import("./person.js").Person} person */
export function factsOfPerson(text, person) {
  const level = levelOfPerson(person);
  const facts = factsIn(text, person.login, level);
  if (person.check) facts.push(checked(text, person.check), ...terms(text, person.check));
  return list(text, facts);
}

/** @param {import("./finish.js").Result} result */
export function factsOf(text, result) {
  return list(text, factsIn(text, result, levelOf(result.idToken)));
}

/** @returns {Fact[]} */
function factsIn(text, result, level) {
  const { idToken } = result;
  return [
    ["name", nameOf(result)],
    ...birthdate(result),
    ["level", text(`level.${level}`), level],
    methods(text, idToken),
    ...contact(result),
    ...forWhom(text, result),
    ...credential(text, result),
    ...terms(text, result),
  ];
}

function methods(text, { amr }) {
  const names = [amr ?? []].flat().map((name) => plain(name, 20));
  const words = names.map((name) => worded(text, `method.${name}`, name));
  return ["methods", words.join(text("fact.and")) || text("fact.none"), names.join(" ")];
}

function birthdate({ userinfo: { birthdate: day } }) {
  return day ? [["birthdate", plain(day, 10)]] : [];
}

function contact({ userinfo: { email, phone_number: phone } }) {
  const facts = [["email", plain(email, 100)], ["phone", plain(phone, 30)]];
  return facts.filter(([, words]) => words);
}

/** Most portals know no organisations, so acting for oneself is nothing to tell. */
function forWhom(text, result) {
  const organisation = organisationOf(result);
  if (!organisation) return [];
  const { id, name, role } = organisation;
  const shown = { name: plain(name ?? id, 60), role: plain(role, 40) };
  const key = role ? "fact.organisation_role" : "fact.organisation";
  return [["for_whom", text(key, shown), plain(id)]];
}

function credential(text, { idToken, userinfo }) {
  const { credential: id, credential_details: details } = { ...idToken, ...userinfo };
  if (!id && !details) return [];
  const code = plain(details?.type ?? id, 64);
  const key = `credential.type.${code}`;
  const type = hasText(key, documentTexts) ? text(key) : code;
  const kind = details?.kind ? text(`credential.${plain(details.kind, 20)}`) : "";
  return [["credential", kind ? text("fact.credential_kind", { type, kind }) : type, plain(id)]];
}

function terms(text, { idToken }) {
  const at = moment(idToken.terms_accepted_at);
  return [idToken.terms ?? []].flat().map(({ id, version }) => {
    const title = worded(text, `terms.${plain(id, 60)}`, plain(id, 60));
    const values = { title, version: plain(version, 30), at };
    return ["terms", text(at ? "fact.terms_at" : "fact.terms_version", values), plain(id)];
  });
}

function checked(text, { idToken }) {
  const at = moment(idToken.auth_time ?? idToken.iat);
  return ["face_check", text("fact.face_checked", { at })];
}

/** Words of `key`, or `rest` for a code newer than this page. */
const worded = (text, key, rest) => (hasText(key, demoTexts) ? text(key) : rest);

/** Seconds since 1970 or a written time, as this reader writes times; "" for what is neither. */
export function moment(value) {
  const date = new Date(typeof value === "number" ? value * 1000 : (value ?? NaN));
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleString(document.documentElement.lang);
}

/** @param {Fact[]} facts */
function list(text, facts) {
  const rows = facts.map(([name, words, value]) =>
    element(
      "div", { "data-fact": name, "data-value": value ?? null },
      element("dt", {}, text(`fact.${name}`)), element("dd", { dir: "auto" }, words),
    ),
  );
  return element("dl.facts", { "data-testid": "facts" }, ...rows);
}
