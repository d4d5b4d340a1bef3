import { Problem } from "../shared/api.js";

const PATHS = [
  "../shared/theme.css", "../shared/login-view.css", "../shared/stage.css",
  "../shared/scan-ways.css", "./qr-login.css",
];

/** What the sheets ask the person before they are dark, and what a theme answers instead. */
const PREFERS_DARK = "(prefers-color-scheme: dark)";
const ANSWERS = new Map([["light", "not all"], ["dark", "all"]]);

let loaded = null;

/**
 * Gives an element the style sheets of the hosted page, in its theme. They are constructed from
 * text, so that a strict `style-src` of the embedding page does not matter.
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 */
export async function dress(host, root) {
  const texts = await loadOnce();
  // Asked after the wait, so that the newest theme counts.
  const answer = ANSWERS.get(host.getAttribute("theme")) ?? PREFERS_DARK;
  root.adoptedStyleSheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text.replaceAll(PREFERS_DARK, answer));
    return sheet;
  });
}

/** @returns {Promise<string[]>} the same for all elements on a page */
function loadOnce() {
  loaded ??= Promise.all(PATHS.map(load));
  // A failure is not remembered: the network may be back at the next try.
  loaded.catch(() => (loaded = null));
  return loaded;
}

async function load(path) {
  const url = new URL(path, import.meta.url);
  const response = await fetch(url, { credentials: "omit" }).catch(() => null);
  if (!response?.ok) throw new Problem("network", { status: response?.status ?? 0 });
  return response.text();
}
