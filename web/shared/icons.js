import { svgElement } from "./dom.js";

/** Line drawings on a 24 × 24 grid, one path each. */
const PATHS = {
  alert:
    "M12 8.5v4.5M12 16.5v.01M10.3 4.2 2.9 17a2 2 0 0 0 1.7 3h14.8" +
    "a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z",
  arrow: "M7 17 17 7M8.5 7H17v8.5",
  back: "M19 12H5m6-6-6 6 6 6",
  camera:
    "M4 8.5A1.5 1.5 0 0 1 5.5 7h2L9 4.5h6L16.5 7h2A1.5 1.5 0 0 1 20 8.5v9" +
    "a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5ZM12 16" +
    "a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z",
  building: "M5 20V5.5L13 3v17M13 9l6 2v9M3.5 20h17M8 8.5h2m-2 4h2m-2 4h2m5.5-3v.01m0 3.5v.01",
  card: "M3.5 6.5h17v11h-17ZM3.5 10h17M7 14h4",
  check: "m5 12.5 4.5 4.5L19 7.5",
  chevron: "m9.5 6 6 6-6 6",
  clock: "M12 7.5V12l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  copy: "M9 9h10v11H9ZM15 9V4H5v11h4",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  face:
    "M8 3H6a3 3 0 0 0-3 3v2m13-5h2a3 3 0 0 1 3 3v2m0 8v2a3 3 0 0 1-3 3h-2M8 21H6" +
    "a3 3 0 0 1-3-3v-2M9 9.5v.5m6-.5v.5m-6 4.5c.8.9 1.8 1.3 3 1.3s2.2-.4 3-1.3",
  leave: "M10 20H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h4M15 16.5 19.5 12 15 7.5M19 12H9.5",
  light:
    "M12 3v2M5.6 5.6 7 7m11.4-1.4L17 7M3 12h2m14 0h2M9.5 17.5h5M10 20h4M9 15" +
    "a5 5 0 1 1 6 0v2.5H9Z",
  lock: "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
  nfc: "M6 8.5a6 6 0 0 1 0 7M9.5 6a10 10 0 0 1 0 12M13 3.5a14 14 0 0 1 0 17",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c0-4 3.4-6 7.5-6s7.5 2 7.5 6",
  phone: "M8.5 2.5h7a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2ZM11 18.5h2",
  place:
    "M12 21c4-4.3 6.5-7.7 6.5-11a6.5 6.5 0 1 0-13 0c0 3.3 2.5 6.7 6.5 11ZM12 12.3" +
    "a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
  receipt: "M6 3.5h12v17l-3-2-3 2-3-2-3 2ZM9 8h6m-6 4h6",
  refresh: "M20 5v5h-5M4 19v-5h5M19.3 10A7.8 7.8 0 0 0 5.8 7.3M4.7 14a7.8 7.8 0 0 0 13.5 2.7",
  screen: "M4 5h16v11H4ZM9 20h6M12 16v4",
  shield: "M12 3 5 5.8v5.4c0 4.3 2.9 8 7 9.8 4.1-1.8 7-5.5 7-9.8V5.8Zm-3 9 2.2 2.2L15.2 10",
  swap: "M4 8h14m-4-4 4 4-4 4M20 16H6m4 4-4-4 4-4",
};

/** A drawing that says nothing on its own: the words beside it do. */
export function icon(name) {
  return svgElement(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    svgElement("path", { d: PATHS[name] }),
  );
}
