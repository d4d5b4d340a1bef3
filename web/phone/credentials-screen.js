/** What this person holds in the wallet, and the way to another one. */
import { button, element, plain } from "../shared/dom.js";
import { credentialWords } from "./credential-card.js";
import { icon } from "../shared/icons.js";

/**
 * @param {{text: import("../shared/texts.js").Texts, locale: string, person: any,
 *   credentials: import("./credentials.js").Credentials, onOpen: (id: string) => void,
 *   onIssue: () => void, onBack: () => void}} setup
 */
export function credentialsScreen({ text, locale, person, credentials, onOpen, onIssue, onBack }) {
  const items = credentials.list.map((credential) => {
    const { id, status } = credential;
    const words = [credentialWords(text, locale, credential), icon("chevron")];
    const open = button("", "credential-open", () => onOpen(id), ...words);
    return element("li", { "data-credential": id, "data-state": status }, open);
  });
  const words = [icon("card"), text("credential.add")];
  const issue = button("primary.big", "credential-issue", onIssue, ...words);
  return element(
    "section.screen", { "data-testid": "credentials" },
    element("h1", { tabindex: "-1" }, text("credentials.title")),
    element("p.soft", { dir: "auto" }, plain(person.name, 60)),
    items.length > 0
      ? element("ul.credentials", {}, ...items)
      : element("p", {}, text("credential.none")),
    credentials.isHolder ? issue : null,
    button("big", "credentials-back", onBack, icon("back"), text("sign_ins.back")),
  );
}
