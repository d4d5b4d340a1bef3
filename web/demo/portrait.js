/** The candidate's portrait: the rules, the upload, and what the comparison said. */
import { button, element, plain } from "../shared/dom.js";
import { Problem } from "../shared/api.js";
import { faceCheckButton } from "./ways.js";
import { hasFaceCheck } from "./person.js";
import { hasText } from "../shared/texts.js";
import { icon } from "../shared/icons.js";
import { portraitTexts } from "../shared/texts/demo/portrait.js";
import { sendPortrait } from "./send-portrait.js";

const RULES = ["portrait.rule1", "portrait.rule2", "portrait.rule3", "portrait.rule4"];

/** What a new face check mends; what only a new sign-in mends, with the box for it ticked. */
const NEEDS_FACE_CHECK = new Set(["no_reference", "invalid_token"]);
const NEEDS_CONSENT = "insufficient_scope";

/** @param {import("./desk.js").Desk} desk @param {import("./person.js").Person} person */
export function portraitPanel(desk, person) {
  const { text } = desk;
  const panel = element(
    "section.card.panel.portrait", { "data-testid": "portrait" },
    element("h2", {}, text("portrait.title")),
    element("p", {}, text("portrait.detail")),
    element("ul.rules", {}, ...RULES.map((key) => element("li", {}, text(key)))),
  );
  panel.append(new PortraitUpload(desk, person).root);
  return panel;
}

/** From choosing a picture to the answer. `data-state` says where it stands. */
class PortraitUpload {
  constructor(desk, person) {
    this.desk = desk;
    this.person = person;
    this.root = element("div.upload", { "aria-live": "polite" });
    if (person.hasPortrait) this.#accepted();
    else if (hasFaceCheck(person)) this.#choose();
    else this.#show("blocked", element("p.notice", {}, icon("face"), this.#text("portrait.first")));
  }

  #text(key, values) {
    return this.desk.text(key, values);
  }

  #show(state, ...content) {
    this.root.dataset.state = state;
    this.root.replaceChildren(...content.filter(Boolean));
  }

  #choose() {
    const input = element("input.visually-hidden", {
      type: "file", accept: "image/jpeg", "data-testid": "portrait-file",
      onchange: () => input.files[0] && this.#chosen(input.files[0]),
    });
    const label = element("label.button.primary", {}, this.#text("portrait.choose"), input);
    this.#show("empty", label);
  }

  #chosen(file) {
    const address = URL.createObjectURL(file);
    const picture = element("img.preview", { src: address, alt: this.#text("portrait.preview") });
    picture.onload = picture.onerror = () => URL.revokeObjectURL(address);
    const send = () => this.#send(file, picture);
    this.#show(
      "chosen", picture, element("p.small.soft", {}, plain(file.name, 60)),
      element(
        "div.actions", {},
        button("primary", "portrait-send", send, this.#text("portrait.send")), this.#another(),
      ),
    );
  }

  #another() {
    const words = this.#text("portrait.another");
    return button("", "portrait-another", () => this.#choose(), words);
  }

  async #send(file, picture) {
    this.#show("sending", picture, element("p", {}, this.#text("portrait.sending")));
    // The face of the last check is the one to compare with.
    const { access } = this.person.check ?? this.person.login;
    try {
      const answer = await sendPortrait(this.desk.config.issuer, access, file);
      if (!answer.accepted) return this.#refused(picture, answer.reasons ?? []);
      this.desk.onPortrait();
      this.#accepted(picture);
    } catch (error) {
      this.#problem(Problem.of(error).code);
    }
  }

  #accepted(picture) {
    const result = { "data-testid": "portrait-result", "data-result": "accepted" };
    const words = this.#text("portrait.accepted");
    this.#show("accepted", picture, element("p.notice.good", result, icon("check"), words));
  }

  #refused(picture, reasons) {
    const result = { "data-testid": "portrait-result", "data-result": "refused" };
    const words = (reason) => this.#reason(plain(reason, 40));
    this.#show(
      "refused", picture,
      element(
        "div.notice.danger", result, icon("alert"),
        element(
          "div", {}, element("strong", {}, this.#text("portrait.refused")),
          element(
            "ul", {},
            ...reasons.map((one) => element("li", { "data-reason": plain(one, 40) }, words(one))),
          ),
        ),
      ),
      element("div.actions", {}, this.#another(), this.#again()),
    );
  }

  #reason(reason) {
    const key = `portrait.reason.${reason}`;
    const known = hasText(key, portraitTexts);
    return this.#text(known ? key : "portrait.reason.other", { code: reason });
  }

  #again() {
    return faceCheckButton(this.desk, this.person, this.#text("portrait.again"), "");
  }

  #problem(code) {
    const result = {
      "data-testid": "portrait-result", "data-result": "problem", "data-problem": plain(code, 40),
    };
    const [key, way] = this.#wayOn(code);
    this.#show("problem", element("p.notice.warn", result, icon("alert"), this.#text(key)), way);
  }

  #wayOn(code) {
    if (NEEDS_FACE_CHECK.has(code)) return ["portrait.needs_check", this.#again()];
    if (code !== NEEDS_CONSENT) return ["portrait.unavailable", this.#another()];
    const allow = () => this.desk.leaveFor("login", { prompt: "login" });
    const words = this.#text("portrait.allow");
    return ["portrait.needs_consent", button("", "portrait-allow", allow, words)];
  }
}
