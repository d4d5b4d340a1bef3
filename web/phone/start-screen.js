import { button, element, plain } from "../shared/dom.js";
import { canReadCodes, readCode } from "./camera.js";
import { icon } from "../shared/icons.js";

/**
 * Who holds the phone, and the code.
 * @param {{text: import("../shared/texts.js").Texts, people: {sub: string, name: string}[],
 *   chosen: string, code: string, news: HTMLElement, onPerson: (sub: string) => void,
 *   onScan: (sub: string, code: string) => void,
 *   shelves: [string, string, string, (sub: string) => void][]}} setup
 *   `code`: what the page was opened with, or ""; `shelves`: what else the wallet keeps, each with
 *   test id, drawing, words and what opens it
 */
export function startScreen(setup) {
  const { text, people, chosen, code, news, onPerson, onScan, shelves } = setup;
  const input = codeInput(code);
  const choices = people.map((person) => personChoice(person, person.sub === chosen));
  const ready = { id: "code-ready", "data-testid": "code-ready" };
  const opened = element("p.notice", ready, icon("check"), text("phone.code.ready"));
  // A code that was opened with the page is one key away, and never scanned without that key: who
  // opens a link has not said yes to anything. The button tells a screen reader what it will do.
  const go = {
    type: "submit", "data-testid": "scan", autofocus: code !== "",
    "aria-describedby": code ? "code-ready" : null,
  };
  const form = element(
    "form.stack", {},
    element(
      "fieldset.plain", {},
      element("legend", {}, text("phone.who")), element("div.people", {}, ...choices),
    ),
    code ? opened : null,
    element(
      "div.field", {},
      element("label", { for: "code" }, text("phone.code")), input,
      element("p.hint", { id: "code-hint" }, text("phone.code.hint")),
    ),
    element("button.button.primary.big", go, text("phone.scan")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onScan(person(), input.value.trim());
  });
  const person = () => new FormData(form).get("person");
  form.addEventListener("change", ({ target }) => target.name === "person" && onPerson(person()));
  const heading = element("h1", { tabindex: "-1" }, text("phone.heading"));
  const screen = element("section.screen", {}, heading, news, form);
  offerCamera(text, screen, (found) => {
    input.value = found;
    form.requestSubmit();
  });
  screen.append(element("div.shelves", {}, ...shelves.map(([testid, drawing, words, open]) =>
    button("quiet", testid, () => open(person()), icon(drawing), words))));
  return screen;
}

function codeInput(code) {
  return element("input", {
    id: "code",
    name: "code",
    type: "text",
    value: code,
    required: true,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": "code-hint",
    "data-testid": "code-input",
  });
}

function personChoice({ sub, name }, checked) {
  const shown = plain(name, 60);
  return element(
    "label.person", { "data-testid": "person", "data-person": sub },
    element("input", { type: "radio", name: "person", value: sub, checked }),
    element("span.avatar", { "aria-hidden": "true" }, [...shown][0] ?? "?"),
    element("span", { dir: "auto" }, shown),
  );
}

async function offerCamera(text, screen, onFound) {
  if (!(await canReadCodes())) return;
  const label = element("span", {}, text("phone.camera"));
  const video = element("video.finder", {
    muted: true, playsinline: true, hidden: true, "aria-label": text("camera.label"),
  });
  const refused = element("p.hint", { hidden: true, role: "alert" }, text("phone.camera.refused"));
  let looking = null;
  async function look() {
    if (looking) return looking.abort();
    looking = new AbortController();
    video.hidden = false;
    label.textContent = text("phone.camera.stop");
    try {
      const found = await readCode(video, looking.signal);
      if (found && screen.isConnected) onFound(found);
    } catch {
      refused.hidden = false;
    }
    looking = null;
    video.hidden = true;
    label.textContent = text("phone.camera");
  }
  screen.append(button("", "camera", look, icon("camera"), label), video, refused);
}
