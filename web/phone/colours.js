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
