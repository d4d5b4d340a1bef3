/**
 * Every word a person reads, once, in both languages. The words themselves stand in `texts/`, one
 * table a page, as `key: [English, 中文]`; this module chooses the language and fills the gaps.
 */

import { keep, kept } from "./kept.js";

/** @typedef {"en" | "zh-CN"} Locale */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Texts */

const COLUMN = { en: 0, "zh-CN": 1 };
const CHOICE = "qrbroker.locale";

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
    return text.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
  };
}

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
