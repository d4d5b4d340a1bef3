/**
 * Every word a person reads, once, in both languages. The words themselves stand in `texts/`, one
 * table a page, as `key: [English, 中文]`; this module chooses the language and fills the gaps.
 */

import { keep, kept } from "./kept.js";
import { element } from "./dom.js";
import { woven } from "./seams.js";

/** @typedef {"en" | "zh-CN"} Locale */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Texts */

const COLUMN = { en: 0, "zh-CN": 1 };
const CHOICE = "qrbroker.locale";
const GAP = /\{(\w+)\}/;

/**
 * The first language of `wanted` we have words in.
 * @param {(string | null | undefined)[]} wanted language tags, best first
 * @returns {Locale}
 */
export function chooseLocale(wanted) {
  for (const tag of wanted) {
    const language = String(tag ?? "").toLowerCase().split("-")[0];
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return "en";
}

/**
 * The language for one of our own pages: what the person chose, what the portal asked for, what the
 * browser says.
 */
export function pageLocale(asked = "") {
  return chooseLocale([kept(CHOICE), ...asked.split(/\s+/), ...navigator.languages]);
}

/**
 * @param {Locale} locale
 * @param {...Record<string, [string, string]>} tables
 * @returns {Texts} an unknown key gives the key, so that a gap shows
 */
export function texts(locale, ...tables) {
  const all = Object.assign({}, ...tables);
  return (key, values = {}) => {
    const text = Object.hasOwn(all, key) ? all[key][COLUMN[locale]] : key;
    const pieces = text.split(GAP).map((piece, index) =>
      index % 2 === 0 ? piece : String(values[piece] ?? `{${piece}}`),
    );
    return locale === "zh-CN" ? woven(pieces) : pieces.join("");
  };
}

/**
 * The same words as nodes in which each value stays on one line where it fits there, for headings
 * with names in them: Chinese may break anywhere else.
 * @param {Texts} text
 * @param {string} key
 * @param {Record<string, string | number>} values
 * @returns {(Node | string)[]}
 */
export function named(text, key, values) {
  const marked = Object.entries(values).map(([name, value]) => [name, marking(value)]);
  return text(key, Object.fromEntries(marked))
    .split(MARKED)
    .map((piece, index) => (index % 2 === 0 ? piece : element("bdi.name", {}, piece)))
    .filter((piece) => piece !== "");
}

/** Two characters of the private use area, which no text has a use for. */
const MARKED = /\ue000([^\ue001]*)\ue001/;
const marking = (value) => `\ue000${String(value).replace(/[\ue000\ue001]/g, "")}\ue001`;

/**
 * Words for what a login is for: `key.<purpose>` where there is such a key, then `key.verify` for
 * all that are no plain login, then `key`.
 * @param {Texts} text
 * @param {() => string} purpose `login`, `register` or `face_check`
 * @returns {Texts}
 */
export function purposeTexts(text, purpose, ...tables) {
  return (key, values) => {
    const kinds = purpose() === "login" ? [] : [`${key}.${purpose()}`, `${key}.verify`];
    return text(kinds.find((kind) => hasText(kind, ...tables)) ?? key, values);
  };
}

/**
 * True when some table has words for `key`: lets a page fall back for codes that are newer than it.
 */
export function hasText(key, ...tables) {
  return tables.some((table) => Object.hasOwn(table, key));
}

/** Fills every `data-text` below `root` and sets the page's language. */
export function fillTexts(root, text, locale) {
  if (root === document) document.documentElement.lang = locale;
  for (const place of root.querySelectorAll("[data-text]")) {
    place.textContent = text(place.dataset.text);
  }
}

/** Makes `button` change the page to the other language and remember it. */
export function offerOtherLanguage(button, locale) {
  const other = locale === "en" ? "zh-CN" : "en";
  button.textContent = other === "en" ? "English" : "中文";
  button.lang = other;
  button.addEventListener("click", () => {
    keep(CHOICE, other);
    location.reload();
  });
}
