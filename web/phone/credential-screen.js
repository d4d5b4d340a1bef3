/** One credential: its state, its portrait, and the end of it. */
import { button, element } from "../shared/dom.js";
import { credentialName, credentialState, unusableNote } from "./credential-card.js";
import { icon } from "../shared/icons.js";
import { isUsable } from "./credentials.js";
import { portraitBox } from "./portrait-box.js";

/**
 * @param {{text: import("../shared/texts.js").Texts, locale: string,
 *   credentials: import("./credentials.js").Credentials,
 *   credential: import("./credentials.js").Credential, onIssue: () => void,
 *   onRevoke: () => void, onBack: () => void}} setup
 */
export function credentialScreen(setup) {
  const { text, locale, credential, onIssue, onBack } = setup;
  const isGood = isUsable(credential);
  const words = [icon("card"), text("credential.again")];
  const again = button("primary.big", "credential-issue", onIssue, ...words);
  const delegated = element("span", {}, text("credential.delegated.about"));
  return element(
    "section.screen", { "data-testid": "credential-detail", "data-state": credential.status },
    element("h1", { tabindex: "-1", dir: "auto" }, credentialName(text, credential)),
    credentialState(text, locale, credential),
    credential.kind === "delegated" ? element("p.notice", {}, icon("phone"), delegated) : null,
    isGood ? portraitPart(setup) : unusableNote(text, credential.status),
    isGood ? revokePart(setup) : again,
    button("big", "credential-back", onBack, icon("back"), text("sign_ins.back")),
  );
}

function portraitPart({ text, credentials, credential }) {
  return element(
    "div.stack", {},
    element("h2.caption", {}, text("portrait.title")),
    element("p.soft.small", {}, text("portrait.about")),
    portraitBox({
      text, source: credentials.portraitSource(credential),
      onPicture: (address) => credentials.keepPortrait(credential.id, address),
      onRemove: () => credentials.forgetPortrait(credential.id),
    }),
  );
}

/** Twice pressed, so that nobody ends a credential by a slip. */
function revokePart({ text, credential, onRevoke }) {
  if (credential.type === "account") return null;
  const sure = element(
    "div.notice.danger.sure", { hidden: true, role: "alert" },
    element("p", {}, text("credential.revoke.sure")),
    button("danger", "revoke-sure", onRevoke, text("credential.revoke.yes")),
    button("", "revoke-not", () => (sure.hidden = true), text("credential.revoke.no")),
  );
  const revoke = button("danger", "revoke", () => (sure.hidden = false), text("credential.revoke"));
  return element("div.stack", {}, revoke, sure);
}
