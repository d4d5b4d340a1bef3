import { Problem } from "../shared/api.js";

const PATHS = [
  "../shared/theme.css", "../shared/login-view.css", "../shared/stage.css",
  "../shared/scan-ways.css", "./qr-login.css",
];

let loaded = null;

/**
 * The style sheets of the hosted page, once for all elements on a page. They are constructed from
 * text, so that a strict `style-src` of the embedding page does not matter.
 * @returns {Promise<CSSStyleSheet[]>}
 */
export function sheets() {
  loaded ??= Promise.all(PATHS.map(load));
  // A failure is not remembered: the network may be back at the next try.
  loaded.catch(() => (loaded = null));
  return loaded;
}

async function load(path) {
  const url = new URL(path, import.meta.url);
  const response = await fetch(url, { credentials: "omit" }).catch(() => null);
  if (!response?.ok) throw new Problem("network", { status: response?.status ?? 0 });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return sheet;
}
