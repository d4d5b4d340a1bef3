/** Building pages from text nobody vouches for: everything goes in as text, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

// Direction overrides and isolates, zero-width and control characters: with them a name can show
// as something other than what it is ("moc.knab" read backwards), or hide in another.
const DECEPTIVE = new RegExp(
  "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f" +
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\ufff9-\\ufffb]",
  "g",
);

/**
 * Text from outside, made harmless to look at: one line, no direction tricks, no endless names.
 * @param {unknown} text
 * @param {number} limit in characters
 */
export function plain(text, limit = 120) {
  const clean = String(text ?? "").replace(/\s+/g, " ").replace(DECEPTIVE, "").trim();
  const characters = [...clean];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : clean;
}

/**
 * One element with its attributes and children. `on…` members are listeners, `null` and `false`
 * leave an attribute out.
 * @param {string} name such as "p" or "button.primary"
 * @param {Record<string, unknown>} attributes
 * @param {...(Node | string | null | false | undefined)} children
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length > 0) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => (child ?? false) !== false));
  return made;
}

/**
 * A button that says `words` and does `onclick`.
 * @param {string} kind classes such as "primary.big", or "" for a plain one
 * @param {string} testid
 * @param {() => void} onclick
 * @param {...(Node | string)} words
 */
export function button(kind, testid, onclick, ...words) {
  const name = kind ? `button.button.${kind}` : "button.button";
  return element(name, { type: "button", "data-testid": testid, onclick }, ...words);
}

/** One element of an SVG picture. */
export function svgElement(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

const HARMLESS_PICTURES = new Set(["http:", "https:", "data:"]);
const SCRIPTING = new Set(["javascript:", "data:", "vbscript:", "blob:", "file:", "about:"]);

/** A link that opens an app or a page but never runs as script here; `null` when it is not one. */
export function safeLink(text, base = location.href) {
  try {
    const url = new URL(text, base);
    return SCRIPTING.has(url.protocol) ? null : url.href;
  } catch {
    return null;
  }
}

/** The logo of a party, or the first letter of its name where there is none or it does not load. */
export function avatar(name, uri, base) {
  const box = element("span.avatar", { "aria-hidden": "true" });
  const letter = [...plain(name)][0] ?? "?";
  const link = uri ? safePicture(uri, base) : null;
  if (!link) return box.append(letter), box;
  const picture = element("img", { src: link, alt: "", referrerpolicy: "no-referrer" });
  picture.addEventListener("error", () => box.replaceChildren(letter), { once: true });
  box.append(picture);
  return box;
}

function safePicture(uri, base = location.href) {
  try {
    const url = new URL(uri, base);
    return HARMLESS_PICTURES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Puts `text` on the clipboard; false where the browser refuses. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
