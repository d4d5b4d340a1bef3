/** Where a person is signed in, and the way to end it. */
import { button, element, plain } from "../shared/dom.js";
import { browserOn } from "./requester.js";
import { icon } from "../shared/icons.js";
import { moment } from "./moment.js";

/**
 * @param {{text: import("../shared/texts.js").Texts, locale: string, person: any, signIns: any[],
 *   ended: number | null, onEnd: (id: string) => void, onBack: () => void}} setup
 *   `ended`: how many have just been ended, `null` when nothing was asked
 */
export function signInsScreen({ text, locale, person, signIns, ended, onEnd, onBack }) {
  const items = signIns.map((signIn) => entry(text, locale, signIn, onEnd));
  return element(
    "section.screen", { "data-testid": "sign-ins" },
    element("h1", { tabindex: "-1" }, text("sign_ins.heading")),
    element("p.soft", { dir: "auto" }, plain(person.name, 60)),
    ended === null ? null : outcome(text, ended),
    items.length > 0
      ? element("ul.entries", {}, ...items)
      : element("p", { "data-testid": "sign-ins-none" }, text("sign_ins.none")),
    items.length > 0
      ? button("danger.big", "end-all", () => onEnd("all"), icon("leave"), text("sign_ins.end_all"))
      : null,
    button("big", "sign-ins-back", onBack, text("sign_ins.back")),
  );
}

function outcome(text, ended) {
  const words = text(ended > 0 ? "sign_ins.ended" : "sign_ins.ended.none");
  const attributes = { role: "status", "data-testid": "sign-ins-ended", "data-ended": ended };
  return element("p.notice", attributes, icon("check"), element("span", {}, words));
}

function entry(text, locale, signIn, onEnd) {
  const { id, ip, started_at: started, last_at: last, relying_parties: parties = [] } = signIn;
  const name = browserOn(text, signIn) || text("sign_ins.unknown");
  const names = parties.map((party) => plain(party.name || party.domain, 80));
  const end = button("", "end-sign-in", () => onEnd(id), text("sign_ins.end"));
  end.setAttribute("aria-label", text("sign_ins.end.of", { name }));
  return element(
    "li.entry", { "data-sign-in": id },
    icon("screen"),
    element("h2", { dir: "auto" }, name),
    end,
    element(
      "div.entry-words", {},
      names.length > 0 ? element("p", { dir: "auto" }, names.join(" · ")) : null,
      element("p.soft.small", {}, text("sign_ins.since", { time: moment(started, locale) })),
      last && last !== started
        ? element("p.soft.small", {}, text("sign_ins.last", { time: moment(last, locale) }))
        : null,
      ip ? element("p.soft.small", {}, text("sign_ins.ip", { ip: plain(ip, 60) })) : null,
    ),
  );
}
