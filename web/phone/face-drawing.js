/** What to do with one's face, drawn: as in a mirror, so that one's own left is at the left. */
import { svgElement } from "../shared/dom.js";

const HEAD = { cx: 60, cy: 62, rx: 34, ry: 42 };

/** Lines over the head; `shift` is how far nose, eyes and mouth are turned, in units. */
const FACES = {
  neutral: { shift: 0, mouth: "M48 84h24" },
  turn_left: { shift: -16, mouth: "M50 84h20", arrow: "M22 14H6m0 0 8-7M6 14l8 7" },
  turn_right: { shift: 16, mouth: "M50 84h20", arrow: "M98 14h16m0 0-8-7m8 7-8 7" },
  blink: { shift: 0, mouth: "M48 84h24", eyes: "M40 54q6 6 12 0m16 0q6 6 12 0" },
  smile: { shift: 0, mouth: "M42 78q18 20 36 0" },
  open_mouth: { shift: 0, mouth: "M60 74a9 11 0 1 0 .1 0Z" },
};

const EYES = "M46 51v6M74 51v6";

/** @param {string} act `neutral` or an action; a newer one than this page gets the plain face */
export function faceDrawing(act) {
  const { shift, mouth, eyes = EYES, arrow } = FACES[act] ?? FACES.neutral;
  const turned = svgElement(
    "g", { transform: `translate(${shift} 0)` },
    svgElement("path", { d: eyes }), svgElement("path", { d: "M60 58v12h-4" }),
    svgElement("path", { d: mouth }),
  );
  const parts = [svgElement("ellipse", { class: "head", ...HEAD }), turned];
  if (arrow) parts.push(svgElement("path", { class: "arrow", d: arrow }));
  const attributes = { class: "face-drawing", viewBox: "0 0 120 112", "aria-hidden": "true" };
  return svgElement("svg", attributes, ...parts);
}
