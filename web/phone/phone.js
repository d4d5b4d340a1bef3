/** The phone simulator: a wallet app as a page. What it keeps, and where a login begins. */
import { Problem } from "../shared/api.js";
import { chooseShelf } from "./shelves.js";
import { dress, loadProfile, ownAddress, ownWords } from "./profile.js";
import { fillTexts, offerOtherLanguage, pageLocale, texts } from "../shared/texts.js";
import { keep, kept } from "../shared/kept.js";
import { PHONE_REMOVED, removedNotice } from "./removed.js";
import { Credentials } from "./credentials.js";
import { Inbox } from "./inbox.js";
import { Login } from "./login.js";
import { Stage } from "./stage.js";
import { Wallet } from "./wallet.js";
import { element } from "../shared/dom.js";
import { forgetKey } from "./device.js";
import { phoneTexts } from "../shared/texts/phone.js";
import { startScreen } from "./start-screen.js";
import { unknownWalletScreen } from "./unknown-wallet-screen.js";

const PERSON = "demo-wallet.person";

const locale = pageLocale();
const common = texts(locale, phoneTexts);

fillTexts(document, common, locale);
offerOtherLanguage(document.getElementById("language"), locale);

const profile = await loadProfile(locale).catch((problem) => {
  if (problem instanceof Problem && problem.status === 404) return null;
  throw problem;
});
const text = profile ? texts(locale, phoneTexts, ownWords(common, profile)) : common;
const stage = new Stage({ text, locale, profile });

/** Ends the looking for requests, which goes on while the start screen is shown. */
let looking = new AbortController();
let login = null;

/** The code this page was opened with, until it is used. */
const openedCode = () => new URLSearchParams(location.search).get("code") ?? "";

function start() {
  const code = openedCode();
  login?.leave();
  const last = kept(PERSON);
  const { people, issuer } = profile;
  const chosen = people.some(({ sub }) => sub === last) ? last : people[0].sub;
  let current = chosen;
  const onOpen = (id) => begin(current, (wallet) => wallet.open(id), { isCalled: true });
  const notices = element("div");
  const onRefused = ({ code }) => {
    if (code === PHONE_REMOVED) notices.replaceChildren(removedNotice({ text, onRenew }));
  };
  const onRenew = () => forgetKey(current).then(() => onPerson(current));
  const inbox = new Inbox({ text, issuer, announce: stage.announce, onOpen, onRefused });
  const onPerson = (sub) => {
    current = sub;
    notices.replaceChildren();
    looking.abort();
    looking = new AbortController();
    inbox.follow(walletOf(sub), looking.signal);
  };
  const onScan = (sub, entered) => {
    const via = entered === openedCode() ? "link" : "camera";
    begin(sub, (wallet) => wallet.scan(entered, via));
  };
  const open = (shelf) => (sub) => openShelf(shelf, sub);
  const shelves = [
    ["credentials-open", "card", text("credentials.title"), open("credentials")],
    ["receipts-open", "receipt", text("receipts.title"), open("receipts")],
    ["sign-ins-open", "screen", text("sign_ins.open"), open("signIns")],
    ["devices-open", "phone", text("devices.heading"), open("devices")],
  ];
  const news = element("div.stack", {}, notices, inbox.root);
  const setup = { text, people, chosen, code, news, onPerson, onScan, shelves };
  const onLeave = () => looking.abort();
  stage.show("start", startScreen(setup), { onLeave });
  onPerson(chosen);
}

const personOf = (sub) => profile.people.find((one) => one.sub === sub);
const walletOf = (sub) => new Wallet(profile, personOf(sub), locale);
const credentialsOf = (sub) => new Credentials(profile, personOf(sub));

/** @param {(wallet: Wallet) => Promise<any>} take claims a login, by its code or from the inbox */
function begin(sub, take, { isCalled = false } = {}) {
  keep(PERSON, sub);
  const wallet = walletOf(sub);
  login = new Login({
    stage, wallet, isCalled, credentials: credentialsOf(sub),
    onAgain: start, onOver: forgetCode, onSignIns: () => openShelf("signIns", sub),
    issue: (onDone) => openShelf("issue", sub, onDone),
  });
  login.begin(() => take(wallet));
}

/** A used code in the address would only confuse a reload. */
function forgetCode() {
  history.replaceState(null, "", ownAddress());
}

function openShelf(name, sub, onDone = null) {
  keep(PERSON, sub);
  const setup = { stage, person: personOf(sub), wallet: walletOf(sub) };
  chooseShelf(name, { ...setup, credentials: credentialsOf(sub), onDone, onBack: start });
}

if (profile) {
  dress({ profile, text });
  start();
} else {
  stage.show("problem", unknownWalletScreen(text));
}
