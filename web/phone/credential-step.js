/** Which credential to show: all are there to be looked at, the usable ones can be chosen. */
import { button, element } from "../shared/dom.js";
import { credentialWords, unusableNote } from "./credential-card.js";
import { missingNote, stepScreen } from "./step-screen.js";
import { icon } from "../shared/icons.js";
import { isUsable } from "./credentials.js";

/**
 * @param {import("./step-screen.js").StepSetup & {
 *   credentials: import("./credentials.js").Credentials, chosen: string | null,
 *   refused: {id: string, reason: string} | null, onAdd: () => void}} setup
 *   `refused`: what the broker did not take
 */
export function credentialStep(setup) {
  const { text, credentials, refused } = setup;
  const all = credentials.list.map((one) => asRefused(one, refused));
  const missing = missingNote();
  const about = element("div.stack");
  const list = choices(setup, all, (credential) => explain(setup, credential, about));
  const read = () => {
    const id = list.querySelector("input:checked")?.value;
    const credential = all.find((one) => one.id === id);
    missing.hidden = Boolean(credential) && isUsable(credential);
    if (missing.hidden) return credential;
    missing.textContent = text(credential ? "missing.credential_usable" : "missing.credential");
    return undefined;
  };
  const none = element("p", { "data-testid": "no-credential" }, text("credential.none"));
  return stepScreen(setup, {
    step: "credential", read,
    content: [
      refused ? refusedNote(text, refused) : null,
      all.length > 0 ? list : none,
      about, missing, credentials.isHolder ? addButton(setup) : null,
    ],
  });
}

/** The broker knows better: what it did not take is no choice any more. */
function asRefused(credential, refused) {
  return credential.id === refused?.id ? { ...credential, status: refused.reason } : credential;
}

function refusedNote(text, { reason }) {
  const attributes = { role: "alert", "data-testid": "credential-refused", "data-reason": reason };
  return element(
    "p.notice.danger", attributes, icon("alert"),
    element("span", {}, text(`credential.refused.${reason === "revoked" ? reason : "expired"}`)),
  );
}

function choices({ text, locale, chosen }, all, onChoice) {
  const usable = all.filter(isUsable);
  const first = usable.find(({ id }) => id === chosen) ?? usable[0];
  const list = element(
    "fieldset.plain", { "data-ask": "credential", "data-testid": "credential" },
    element("legend.visually-hidden", {}, text("credential.label")),
    ...all.map((credential) => {
      const { id, status } = credential;
      const input = { type: "radio", name: "credential", value: id, checked: credential === first };
      const label = { "data-credential": id, "data-state": status };
      return element(
        isUsable(credential) ? "label.choice" : "label.choice.off", label,
        element("input", input), credentialWords(text, locale, credential),
      );
    }),
  );
  list.addEventListener("change", ({ target }) =>
    onChoice(all.find(({ id }) => id === target.value)));
  return list;
}

/** What stands below the list: why this one will not do. */
function explain({ text, onNext }, credential, about) {
  if (isUsable(credential)) return about.replaceChildren();
  const go = () => onNext(credential);
  const anyway = button("", "credential-anyway", go, text("credential.anyway"));
  about.replaceChildren(
    unusableNote(text, credential.status),
    element(
      "fieldset.simulator", {}, element("legend", {}, text("phone.tag")),
      element("p.soft.small", {}, text("credential.anyway.detail")), anyway,
    ),
  );
}

function addButton({ text, onAdd }) {
  return button("", "credential-add", onAdd, icon("card"), text("credential.add"));
}
