import { svgElement } from "../shared/dom.js";

/** A face in an oval, as an app would show its camera picture. */
export function oval() {
  const shoulders = "M30 240c0-46 30-62 70-62s70 16 70 62Z";
  const inner = { cx: 100, cy: 120, rx: 84, ry: 106 };
  const outer = { cx: 100, cy: 120, rx: 92, ry: 114 };
  return svgElement(
    "svg", { class: "oval", viewBox: "0 0 200 240", "aria-hidden": "true" },
    svgElement("clipPath", { id: "oval" }, svgElement("ellipse", inner)),
    svgElement(
      "g", { "clip-path": "url(#oval)" },
      svgElement("ellipse", { class: "ground", ...inner }),
      svgElement("path", { class: "person", d: shoulders }),
      svgElement("ellipse", { class: "person", cx: 100, cy: 104, rx: 41, ry: 53 }),
    ),
    svgElement("ellipse", { class: "track", ...outer }),
    svgElement("ellipse", { class: "sweep", ...outer, pathLength: 100 }),
  );
}
