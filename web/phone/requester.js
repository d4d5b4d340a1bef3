/** Who asks, and from where: the part of the screen that tells an honest request from another. */
import { avatar, element, plain } from "../shared/dom.js";
import { hasText, named } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";

/**
 * @param {import("./step-screen.js").StepSetup} setup
 */
export function requester({ text, locale, profile: { issuer }, request, isCalled }) {
  const { relying_party: party, context = {}, purpose, binding_message: message } = request;
  const name = plain(party.name, 80);
  const own = `ask.heading.${purpose}`;
  const heading = hasText(own, phoneTexts) ? own : "ask.heading";
  return element(
    "div.requester", { "data-testid": "requester" },
    element(
      "div.party", {},
      avatar(name, reachableLogo(party.logo_uri, issuer)),
      element(
        "div", {},
        element("h1", { tabindex: "-1", dir: "auto" }, ...named(text, heading, { name })),
        element("p.soft", {}, plain(party.domain)),
      ),
    ),
    message ? binding(text, message) : null,
    element("h2.caption", {}, text(whereKey(request, isCalled))),
    contextList(text, locale, context, isCalled),
  );
}

/** The portal itself may have asked; then there is no browser to describe. */
function whereKey(request, isCalled) {
  if (isCalled) return "ask.request";
  return request.same_device ? "ask.where.here" : "ask.where";
}

/** The same words on the portal's side and here tell this request from one somebody else made. */
function binding(text, message) {
  return element(
    "div.binding", { "data-testid": "binding-message" },
    element("p.caption", {}, text("ask.binding")),
    element("p.binding-message", { dir: "auto" }, plain(message, 64)),
  );
}

function contextList(text, locale, context, isCalled) {
  const { same_network: same, started_at: started } = context;
  const time = started && new Date(started).toLocaleTimeString(locale);
  const begun = row(text, "started_at", "clock", time);
  if (isCalled) return element("dl.context", {}, begun);
  const rows = [
    row(text, "device", "screen", browserOn(text, context)),
    row(text, "location", "place", plain(context.location, 80)),
    row(text, "ip", "screen", plain(context.ip, 60)),
    begun,
    row(text, "same_network", "swap", isKnown(same) && text(`context.same_network.${same}`)),
  ];
  return element("dl.context", {}, ...rows);
}

const isKnown = (value) => typeof value === "boolean";

/** "Chrome on Windows", as far as both are known. */
export function browserOn(text, known) {
  const [browser, os] = [known.browser, known.os].map(
    (name) => (name === "unknown" ? "" : plain(name, 40)),
  );
  return browser && os ? text("context.device.value", { browser, os }) : browser || os;
}

function row(text, key, drawing, value) {
  return element(
    "div", { "data-context": key },
    icon(drawing), element("dt", {}, text(`context.${key}`)),
    element("dd", { dir: "auto" }, value || text("context.unknown")),
  );
}

/** This page may load pictures of its own origin only; the broker's own are served here too. */
export function reachableLogo(uri, issuer) {
  if (!uri) return null;
  try {
    const url = new URL(uri, issuer);
    return url.origin === new URL(issuer).origin ? url.pathname : url.href;
  } catch {
    return null;
  }
}
