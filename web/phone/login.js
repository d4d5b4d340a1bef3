/** One login under way on this phone: from the scan through its steps to the end. */
import { endScreen, refusedScreen, returnScreen } from "./end-screen.js";
import { progressLine, stepsOf } from "./steps.js";
import { FaceStep } from "./face-step.js";
import { PinLock } from "./pin-lock.js";
import { confirmMembers } from "./confirmation.js";
import { credentialName } from "./credential-card.js";
import { credentialStep } from "./credential-step.js";
import { element, plain } from "../shared/dom.js";
import { isOver } from "../shared/login-session.js";
import { keepReceipt } from "./receipts.js";
import { organisationStep } from "./organisation-step.js";
import { pinStep } from "./pin-step.js";
import { portraitStep } from "./portrait-step.js";
import { requestScreen } from "./request-screen.js";
import { verificationStep } from "./verification-step.js";

const SCREENS = {
  credential: credentialStep,
  portrait: portraitStep,
  pin: pinStep,
  organisation: organisationStep,
  decision: requestScreen,
  verification: verificationStep,
};

export class Login {
  /**
   * @param {{stage: import("./stage.js").Stage, wallet: import("./wallet.js").Wallet,
   *   credentials: import("./credentials.js").Credentials, isCalled: boolean, onAgain: () => void,
   *   onSignIns: () => void, onOver: () => void,
   *   issue: (onDone: (credential: object | null) => void) => void}} setup
   *   `isCalled`: it came without a code; `onOver`: nothing can be gone back to; `issue` shows the
   *   way to another credential
   */
  constructor(setup) {
    Object.assign(this, setup);
    this.person = this.wallet.person;
    this.following = new AbortController();
    /** What the person answered, by step. */
    this.answers = {};
    this.receipt = null;
    this.warned = [];
    /** The credential that the broker did not take. */
    this.refused = null;
    /** The broker wanted one answer anew; the others stand. */
    this.isRepeating = false;
    this.screen = null;
    this.face = new FaceStep(this);
  }

  /** @param {() => Promise<any>} take claims it, by its code or from the inbox */
  begin(take) {
    return this.attempt(async () => {
      await this.wallet.enrol();
      this.request = await take();
      this.#choose(this.credentials.first);
      this.#go(this.steps[0]);
      this.#follow();
    });
  }

  attempt(step) {
    return this.stage.attempt(step, (problem) => this.#refuse(problem));
  }

  leave() {
    this.following.abort();
  }

  deny(reason) {
    return this.attempt(async () => this.next(await this.wallet.deny(reason)));
  }

  /** The credential decides whether a portrait is still to be taken. */
  #choose(credential) {
    this.answers.credential = credential;
    delete this.answers.portrait;
    const lacks = !credential || this.credentials.portraitSource(credential) === null;
    this.steps = stepsOf(this.request, lacks);
  }

  progress(step) {
    return progressLine(this.stage.text, this.steps, step);
  }

  #go(step) {
    const index = this.steps.indexOf(step);
    const screen = SCREENS[step]({
      ...this.#setup(step),
      progress: this.progress(step),
      onNext: (answer) => this.#answer(step, answer),
      isFirst: index === 0,
      onBack: index > 0 ? () => this.#go(this.steps[index - 1]) : null,
      onDeny: (reason) => this.deny(reason),
    });
    this.show("request", screen, { step });
  }

  #setup(step) {
    const { stage: { text, locale, profile }, answers, credentials } = this;
    const { request, isCalled, warned, person, refused } = this;
    const known = { request, isCalled, warned, person, credentials, refused };
    const own = {
      credential: () => ({
        chosen: answers.credential?.id ?? null,
        onAdd: () => this.issue((issued) => {
          if (issued) this.#choose(issued);
          this.#go("credential");
        }),
      }),
      portrait: () => ({ credential: answers.credential ?? credentials.first }),
      pin: () => ({ lock: new PinLock(credentials.place) }),
      organisation: () => ({ chosen: answers.organisation }),
      decision: () => ({ chosen: this.#chosen() }),
    };
    return { text, locale, profile, ...known, ...own[step]?.() };
  }

  /** What the steps before have chosen, in words. */
  #chosen() {
    const { answers: { credential, organisation }, request: { asks }, stage: { text } } = this;
    const rows = [];
    if (asks.credential && credential) rows.push(["credential", credentialName(text, credential)]);
    if (organisation) {
      const name = organisation.organisation?.name;
      rows.push(["organisation", name ? plain(name, 80) : text("organisation.self")]);
    }
    return rows;
  }

  #answer(step, answer) {
    this.answers[step] = answer;
    if (step === "credential") this.#choose(answer);
    const later = this.steps.slice(this.steps.indexOf(step) + 1);
    const isOpen = (one) => one !== "face" && !(this.isRepeating && one in this.answers);
    const next = later.find(isOpen);
    return next ? this.#go(next) : this.confirm();
  }

  confirm() {
    return this.attempt(async () => {
      const members = await confirmMembers(this);
      this.next(await this.wallet.confirm(members));
    });
  }

  /** The decision anew tells how things stand: a statement answers with the state there is. */
  async stand() {
    return this.wallet.confirm(await confirmMembers(this));
  }

  /** What a decision, a face result or a change elsewhere leads to. */
  next(answer) {
    const { status, hint, face, return_to: returnTo, receipt } = answer;
    document.body.dataset.hint = hint;
    if (receipt) this.#keepReceipt(receipt);
    if (returnTo) this.#goBack(returnTo);
    else if (status === "face_checking" && face) this.face.show(answer);
    else if (isOver(status)) this.#end(status, hint);
    else this.show("waiting", waitingScreen(this.stage.text));
  }

  show(status, screen, more) {
    this.screen = screen;
    this.stage.show(status, screen, more);
  }

  #keepReceipt(receipt) {
    const party = this.request.relying_party.name;
    this.receipt = { id: this.request.session_id, party, ...receipt };
    keepReceipt(this.credentials.place, this.receipt);
  }

  #goBack(returnTo) {
    if (document.body.dataset.status === "return") return;
    const go = (address) => location.assign(address);
    this.show("return", returnScreen({ ...this.#ending(), returnTo, go }));
  }

  #ending() {
    const { text, locale, profile } = this.stage;
    const { receipt, onAgain, isCalled } = this;
    const purpose = this.request?.purpose ?? "login";
    const kinds = isCalled ? ["called", purpose] : [purpose];
    return { text, locale, profile, receipt, onAgain, kinds };
  }

  #end(status, hint) {
    const { onSignIns } = this;
    this.#finish("end", endScreen({ ...this.#ending(), status, hint, onSignIns }));
  }

  /** @param {import("../shared/api.js").Problem} problem */
  #refuse(problem) {
    const { code, ask, reason } = problem;
    if (code === "wrong_number") return this.#end("failed", "wrong_number");
    if (code === "credential_unusable" && this.steps.includes("credential")) {
      this.refused = { id: this.answers.credential.id, reason: reason ?? "revoked" };
      return this.#repeat("credential");
    }
    // What the broker still lacks is asked for again; the login goes on.
    if (code === "missing_ask" && this.steps.includes(ask)) return this.#repeat(ask);
    if (code === "capture_mismatch") return this.face.again("capture_mismatch");
    return this.#finish("problem", refusedScreen({ ...this.#ending(), problem }));
  }

  #repeat(step) {
    this.isRepeating = true;
    this.#go(step);
  }

  #finish(status, screen) {
    this.leave();
    this.onOver();
    this.show(status, screen);
  }

  /** What happens elsewhere: the page cancels, time runs out, somebody else tries the code. */
  async #follow() {
    const { signal } = this.following;
    const { version } = this.request;
    try {
      await this.wallet.follow({ after: version, signal, onView: (view) => this.#hear(view) });
    } catch (problem) {
      if (!signal.aborted) this.#refuse(problem);
    }
  }

  #hear(view) {
    const { status, hint, warnings = [], return_to: returnTo } = view;
    if (this.following.signal.aborted) return true;
    this.warned.push(...warnings);
    this.screen.warn?.(warnings);
    if (isOver(status)) this.#end(status, hint);
    else if (returnTo) this.next(view);
    else if (status === "face_checking") this.face.hear(view);
    return isOver(status);
  }
}

const waitingScreen = (text) => element("p.screen", { role: "status" }, text("phone.working"));
