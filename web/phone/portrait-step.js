/** A face is compared with a picture: the chosen credential has none in this browser yet. */
import { element } from "../shared/dom.js";
import { missingNote, stepScreen } from "./step-screen.js";
import { portraitBox } from "./portrait-box.js";

/**
 * @param {import("./step-screen.js").StepSetup & {
 *   credential: import("./credentials.js").Credential,
 *   credentials: import("./credentials.js").Credentials}} setup
 */
export function portraitStep(setup) {
  const { text, credentials, credential } = setup;
  const missing = missingNote();
  const has = () => credentials.portraitSource(credential) !== null;
  const box = portraitBox({
    text, source: credentials.portraitSource(credential),
    onPicture: (address) => {
      missing.hidden = true;
      return credentials.keepPortrait(credential.id, address);
    },
    onRemove: () => credentials.forgetPortrait(credential.id),
  });
  const read = () => {
    missing.hidden = has();
    missing.textContent = text("missing.portrait");
    return has() ? true : undefined;
  };
  return stepScreen(setup, {
    step: "portrait", read,
    content: [element("p.soft", {}, text("portrait.about")), box, missing],
  });
}
