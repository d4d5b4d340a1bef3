/** What the wallet keeps beside logins: sign-ins, phones, credentials, receipts. */
import { Issue } from "./issue.js";
import { credentialScreen } from "./credential-screen.js";
import { credentialsScreen } from "./credentials-screen.js";
import { devicesScreen } from "./devices-screen.js";
import { receiptsOf } from "./receipts.js";
import { receiptsScreen } from "./receipts-screen.js";
import { refusedScreen } from "./end-screen.js";
import { signInsScreen } from "./sign-ins-screen.js";

/**
 * @typedef {object} Shelf
 * @property {import("./stage.js").Stage} stage
 * @property {any} person
 * @property {import("./wallet.js").Wallet} wallet
 * @property {import("./credentials.js").Credentials} credentials
 * @property {((credential: object | null) => void) | null} onDone where a login waits for one
 * @property {() => void} onBack
 */

const SHELVES = { signIns, devices, credentials, receipts, issue };

/** @param {"signIns" | "devices" | "credentials" | "receipts" | "issue"} name @param {Shelf} shelf */
export function chooseShelf(name, shelf) {
  SHELVES[name](shelf);
}

/** @param {Shelf} shelf @param {string | null} ending the sign-in to end first, or `all` */
async function signIns(shelf, ending = null) {
  const { stage, person, wallet, onBack } = shelf;
  const { text, locale } = stage;
  await ask(shelf, async () => {
    await wallet.enrol();
    const ended = ending === null ? null : await wallet.endSignIn(ending);
    const setup = { text, locale, person, signIns: await wallet.signIns(), ended };
    const onEnd = (id) => signIns(shelf, id);
    stage.show("sign_ins", signInsScreen({ ...setup, onEnd, onBack }));
  });
}

/** @param {Shelf} shelf @param {string | null} lost the key of the phone to remove first */
async function devices(shelf, lost = null) {
  const { stage, person, wallet, onBack } = shelf;
  const { text, locale } = stage;
  await ask(shelf, async () => {
    await wallet.enrol();
    const removed = lost === null ? null : await wallet.removeDevice(lost);
    const setup = { text, locale, person, own: wallet.key.kid, removed, onBack };
    stage.show("devices", devicesScreen({
      ...setup, devices: await wallet.devices(),
      onRemove: (kid) => devices(shelf, kid), onSignIns: () => signIns(shelf),
    }));
  });
}

/** What the broker has to be asked for. @param {Shelf} shelf @param {() => Promise<void>} step */
async function ask({ stage, onBack }, step) {
  const { text, locale, profile } = stage;
  await stage.attempt(step, (problem) => stage.show("problem", refusedScreen({
    text, locale, profile, problem, kinds: [], receipt: null, onAgain: onBack,
  })));
  // What came with the screen is not read out by itself.
  stage.announce(stage.main.querySelector("[role=status]")?.textContent ?? "");
}

function receipts({ stage, person, credentials: { place }, onBack }) {
  const { text, locale, profile } = stage;
  const setup = { text, locale, profile, person, receipts: receiptsOf(place) };
  stage.show("receipts", receiptsScreen({ ...setup, onBack }));
}

function credentials(shelf) {
  const { stage: { text, locale }, person, onBack } = shelf;
  shelf.stage.show("credentials", credentialsScreen({
    text, locale, person, credentials: shelf.credentials, onBack,
    onOpen: (id) => credential(shelf, id), onIssue: () => issue(shelf),
  }));
}

function credential(shelf, id) {
  const { stage: { text, locale } } = shelf;
  const onRevoke = () => {
    shelf.credentials.revoke(id);
    credential(shelf, id);
  };
  shelf.stage.show("credential", credentialScreen({
    text, locale, credentials: shelf.credentials, credential: shelf.credentials.find(id), onRevoke,
    onIssue: () => issue(shelf), onBack: () => credentials(shelf),
  }));
}

function issue(shelf) {
  const { stage, onDone } = shelf;
  const back = (issued) => (issued ? credential(shelf, issued.id) : credentials(shelf));
  new Issue({ stage, credentials: shelf.credentials, onDone: onDone ?? back }).begin();
}
