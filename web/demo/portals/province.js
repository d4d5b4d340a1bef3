/** A province's exam portal: three ways in side by side, a face certification, a portrait. */
import { accountForm, walletCard } from "./province-ways.js";
import { faceCheckButton, hostedButton, notices } from "../ways.js";
import { heading, welcome } from "../views.js";
import { element } from "../../shared/dom.js";
import { factsOfPerson } from "../facts.js";
import { hasFaceCheck } from "../person.js";
import { icon } from "../../shared/icons.js";
import { portraitPanel } from "../portrait.js";
import { portraitTexts } from "../../shared/texts/demo/portrait.js";
import { provinceTexts } from "../../shared/texts/demo/province.js";
import { rawFold } from "../raw.js";

export const mark = "/static/demo/portals/province.svg";
export const texts = { ...provinceTexts, ...portraitTexts };

export function front(desk) {
  const { text } = desk;
  return element(
    "div.province", {},
    element(
      "section.banner", {},
      heading(text("province.hero")), element("p", {}, text("province.lead")),
    ),
    element(
      "section.three", { "aria-label": text("demo.sign_in") },
      accountForm(text), ...(desk.config.wallets ?? []).map((wallet) => walletCard(desk, wallet)),
    ),
    element(
      "p.elsewhere", {}, element("span.soft", {}, text("province.elsewhere")), hostedButton(desk),
    ),
    notices(desk, ["province.notice1", "province.notice2", "province.notice3"]),
  );
}

export function home(desk, person) {
  const { text } = desk;
  return element(
    "div.province", {},
    element(
      "section.card.panel", {}, welcome(desk, person), factsOfPerson(text, person),
    ),
    element("div.two", {}, certification(desk, person), portraitPanel(desk, person)),
    rawFold(text, [person.login, person.check]),
  );
}

function certification(desk, person) {
  const { text } = desk;
  const done = hasFaceCheck(person);
  const words = text(done ? "province.certify_again" : "province.certify");
  return element(
    "section.card.panel.certification", { "data-certified": done },
    element("h2", {}, text("province.certification")),
    done
      ? element("p.notice", {}, icon("check"), text("province.certified"))
      : element("p", {}, text("province.certification.detail")),
    element(
      "ol.guide", {},
      ...["province.guide1", "province.guide2", "province.guide3"].map((key) =>
        element("li", {}, text(key)),
      ),
    ),
    element("div.bottom", {}, faceCheckButton(desk, person, words, done ? "" : "primary")),
  );
}
