/** The phones that may decide for a person, and the way to remove a lost one. */
import { button, element, plain } from "../shared/dom.js";
import { browserOn } from "./requester.js";
import { icon } from "../shared/icons.js";
import { moment } from "./moment.js";

/**
 * @typedef {object} Device
 * @property {string} kid
 * @property {string | null} model
 * @property {string | null} os
 * @property {string} enrolled_at
 * @property {{at: string, relying_party: any, browser: string | null, os: string | null,
 *   ip: string | null, location: string | null} | null} last_use
 */

/**
 * @param {{text: import("../shared/texts.js").Texts, locale: string, person: any, own: string,
 *   devices: Device[], removed: boolean | null, onRemove: (kid: string) => void,
 *   onSignIns: () => void, onBack: () => void}} setup
 *   `own`: the key of this phone; `removed`: whether one has just been removed, `null` when
 *   nothing was asked
 */
export function devicesScreen(setup) {
  const { text, person, own, devices, removed, onSignIns, onBack } = setup;
  // This phone first, then as the broker has them: the last used before the others.
  const sorted = [...devices].sort((one, other) => (other.kid === own) - (one.kid === own));
  return element(
    "section.screen", { "data-testid": "devices" },
    element("h1", { tabindex: "-1" }, text("devices.heading")),
    element("p.soft", { dir: "auto" }, plain(person.name, 60)),
    removed === null ? null : outcome(text, removed),
    element("p", {}, text("devices.about")),
    element("ul.entries", {}, ...sorted.map((device) => entry(setup, device))),
    removed
      ? button("quiet", "sign-ins-open", onSignIns, icon("screen"), text("sign_ins.open"))
      : null,
    button("big", "devices-back", onBack, text("sign_ins.back")),
  );
}

function outcome(text, removed) {
  const words = text(removed ? "devices.removed" : "devices.removed.none");
  return element(
    "p.notice",
    { role: "status", "data-testid": "device-removed", "data-removed": String(removed) },
    icon("check"), element("span", {}, words),
  );
}

function entry(setup, device) {
  const { text, locale, own } = setup;
  const isOwn = device.kid === own;
  const name = nameOf(text, device);
  const [remove, sure] = isOwn ? [] : removal(setup, device, name);
  return element(
    "li.entry", { "data-device": device.kid, "data-own": String(isOwn) },
    icon("phone"),
    element("h2", { dir: "auto" }, name),
    remove ?? element("span.tag", {}, text("devices.own")),
    element(
      "div.entry-words", {},
      ...useOf(text, locale, device.last_use),
      element(
        "p.soft.small", {}, text("devices.since", { time: moment(device.enrolled_at, locale) }),
      ),
    ),
    sure,
  );
}

function nameOf(text, { model, os }) {
  const name = plain(model, 60) || text("devices.unknown");
  return os ? text("devices.name", { name, os: plain(os, 40) }) : name;
}

/** When, for whom, and where the screen was that asked. */
function useOf(text, locale, use) {
  if (!use) return [element("p.soft.small", {}, text("devices.unused"))];
  const { at, relying_party: party, ip, location } = use;
  const [name, time] = [plain(party?.name || party?.domain, 80), moment(at, locale)];
  const address = ip ? text("sign_ins.ip", { ip: plain(ip, 60) }) : "";
  const lines = [browserOn(text, use), plain(location, 80), address];
  return [
    element("p", {}, text(name ? "devices.last" : "sign_ins.last", { name, time })),
    ...lines.filter(Boolean).map((line) => element("p.soft.small", { dir: "auto" }, line)),
  ];
}

/** Twice pressed, so that nobody removes a phone by a slip. */
function removal({ text, onRemove }, { kid }, name) {
  const ask = () => {
    sure.hidden = false;
    sure.querySelector("button").focus();
  };
  const keep = () => {
    sure.hidden = true;
    remove.focus();
  };
  const sure = element(
    "div.notice.danger.sure", { hidden: true, role: "alert" },
    element("p", { dir: "auto" }, text("devices.remove.sure", { name })),
    button("danger", "device-remove-sure", () => onRemove(kid), text("devices.remove.yes")),
    button("", "device-remove-not", keep, text("devices.remove.no")),
  );
  const remove = button("", "device-remove", ask, text("devices.remove"));
  remove.setAttribute("aria-label", text("devices.remove.of", { name }));
  return [remove, sure];
}
