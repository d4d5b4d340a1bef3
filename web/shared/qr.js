import { svgElement } from "./dom.js";

/** Width of the empty border, in modules: ISO/IEC 18004 asks for four. */
const QUIET = 4;

/**
 * A code as a picture that is redrawn in place: the same path gets new data, so that nothing
 * flickers when the code rotates. Dark on white whatever the page's colours are, for readers do not
 * find light on dark.
 */
export class CodePicture {
  /** @param {string} label what a screen reader calls it */
  constructor(label) {
    this.path = svgElement("path", { fill: "#101413", "shape-rendering": "crispEdges" });
    this.ground = svgElement("rect", { fill: "#ffffff" });
    const attributes = { class: "code", role: "img", "aria-label": label, "data-testid": "qr" };
    this.svg = svgElement("svg", attributes, this.ground, this.path);
    this.size = 0;
  }

  /** @param {{payload: string, size: number, modules: string}} frame */
  draw(frame) {
    if (frame.size !== this.size) {
      const width = frame.size + 2 * QUIET;
      this.svg.setAttribute("viewBox", `0 0 ${width} ${width}`);
      this.ground.setAttribute("width", String(width));
      this.ground.setAttribute("height", String(width));
      this.size = frame.size;
    }
    this.path.setAttribute("d", outline(frame));
    this.svg.dataset.payload = frame.payload;
  }
}

/**
 * One run of dark modules is one rectangle. Rows are joined without padding, most significant bit
 * first.
 * @returns {string} path data
 */
function outline({ size, modules }) {
  const bytes = Uint8Array.from(atob(modules), (character) => character.charCodeAt(0));
  const dark = (index) => (bytes[index >> 3] >> (7 - (index & 7))) & 1;
  let data = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!dark(row * size + column)) continue;
      const start = column;
      while (column < size && dark(row * size + column)) column += 1;
      data += `M${start + QUIET} ${row + QUIET}h${column - start}v1h${start - column}z`;
    }
  }
  return data;
}
