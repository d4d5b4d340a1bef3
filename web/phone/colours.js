/** The colours a wallet is shown in: its own, or those of its logo. */

/** Below this relative luminance white reads better than black (WCAG 2.2: equal contrast). */
const MIDDLE = 0.179;

/** @param {string | undefined} colour @returns {string | null} what to write on it with */
export function onColour(colour) {
  if (!/^#[0-9a-f]{6}$/i.test(colour ?? "")) return null;
  return luminance(colour) > MIDDLE ? "#111111" : "#ffffff";
}

/** WCAG 2.2, relative luminance. */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Pixels a side: enough to tell which colour there is most of. */
const SAMPLE = 24;

/**
 * The colour there is most of in a logo, of those that are neither grey nor nearly so.
 * @param {string} address of a picture of this origin; others may not be read
 * @returns {Promise<string | null>} `#rrggbb`
 */
export async function colourOfLogo(address) {
  const picture = new Image(SAMPLE, SAMPLE);
  picture.src = address;
  try {
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SAMPLE;
    const drawn = canvas.getContext("2d");
    drawn.drawImage(picture, 0, 0, SAMPLE, SAMPLE);
    return commonest(drawn.getImageData(0, 0, SAMPLE, SAMPLE).data);
  } catch {
    return null;
  }
}

function commonest(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const [red, green, blue, alpha] = pixels.subarray(at, at + 4);
    const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
    if (alpha < 200 || spread < 40) continue;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
    counts.set(`#${hex}`, (counts.get(`#${hex}`) ?? 0) + 1);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best?.[0] ?? null;
}
