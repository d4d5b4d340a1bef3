/**
 * The portals the demo can be. Each is one module, one sheet and one drawing in `portals/`, with
 * its words in `shared/texts/demo/`; everything they have in common stands beside this file.
 *
 * @typedef {object} Portal
 * @property {string} name of its files
 * @property {string} mark address of its drawing
 * @property {"plain" | "coloured"} [header] whether the header has the portal's colour
 * @property {Record<string, [string, string]>} texts its words, which win over those of all portals
 * @property {(desk: import("./desk.js").Desk) => Node} front the page before anybody signed in
 * @property {(desk: import("./desk.js").Desk, person: import("./person.js").Person) => Node} home
 *   the page of a person who is signed in
 * @property {(person: import("./person.js").Person) => import("./services.js").Service[]} services
 *   what there is to do for this person
 */

/** The templates of the configuration; whatever else it names is the generic portal. */
const TEMPLATES = new Set(["exam", "province", "tax", "student", "city"]);

/** @param {string | undefined} template @returns {Promise<Portal>} dressed and ready to draw */
export async function openPortal(template) {
  const name = TEMPLATES.has(template) ? template : "generic";
  const [portal] = await Promise.all([import(`./portals/${name}.js`), dress(name)]);
  const mark = document.getElementById("mark");
  mark.src = document.getElementById("icon").href = portal.mark;
  mark.hidden = false;
  document.body.dataset.portal = name;
  document.body.dataset.header = portal.header ?? "plain";
  return { services: () => [], ...portal, name };
}

/** Resolves when the colours are there, so that no page shows in those of another. */
function dress(name) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `/static/demo/portals/${name}.css`;
  return new Promise((resolve) => {
    link.onload = resolve;
    // A page without its colours still works.
    link.onerror = resolve;
    document.head.append(link);
  });
}
