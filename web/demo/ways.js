/** Ways in, as blocks that the portals arrange as they like. */
import { button, element } from "../shared/dom.js";
import { ANY_WALLET } from "./desk.js";
import { icon } from "../shared/icons.js";

/** The button that leads to the broker's page. */
export function hostedButton(desk) {
  const words = [icon("phone"), desk.text("demo.hosted_button")];
  const leave = () => desk.leaveFor("login");
  return element("div", {}, button("primary", "login-hosted", leave, ...words));
}

/** The place where the code appears on this page. */
export function embeddedPlace(desk) {
  const words = desk.text("demo.embedded_button");
  const show = button("", "login-embedded", () => desk.embed(), words);
  return element("div", { id: "embedded", "data-embed": ANY_WALLET }, show);
}

/** Both ways, each with a sentence on it. */
export function bothWays({ text }, hosted, embedded) {
  return [way(text, "hosted", hosted), way(text, "embedded", embedded)];
}

function way(text, name, content) {
  return element(
    "div.way", {},
    element("h3", {}, text(`demo.way_${name}`)),
    element("p.soft.small", {}, text(`demo.way_${name}.detail`)),
    content,
  );
}

/** A card with both ways in. */
export function signInCard(desk) {
  return element(
    "section.card.ways", {},
    element("h2", {}, desk.text("demo.sign_in")),
    ...bothWays(desk, hostedButton(desk), embeddedPlace(desk)),
  );
}

/** The button that begins a registration; nothing where the broker has no policy for it. */
export function registerButton(desk, kind = "primary") {
  if (!desk.offers("register")) return null;
  const words = desk.text("demo.register_button");
  return button(kind, "register", () => desk.leaveFor("register"), words);
}

/** The button that begins a face check of the person who is signed in. */
export function faceCheckButton(desk, person, words, kind = "primary") {
  if (!desk.offers("face_check")) return null;
  const begin = () => desk.leaveFor("face_check", { id_token_hint: person.login.hint });
  return button(kind, "face-check", begin, icon("face"), words);
}

/** A row of announcements; `keys` have a date at `<key>.date`. */
export function notices({ text }, keys) {
  const item = (key) =>
    element(
      "li", {}, element("span", {}, text(key)), element("time.soft.small", {}, text(`${key}.date`)),
    );
  return element(
    "section.notices", {},
    element("h2", {}, text("demo.notices")), element("ul", {}, ...keys.map(item)),
  );
}
