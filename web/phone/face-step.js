/** The face check of one login, by whichever of the broker's methods fits. */
import { captureScreen } from "./capture-screen.js";
import { faceScreen } from "./face-screen.js";
import { portraitFor } from "./confirmation.js";
import { visitScreen } from "./visit-screen.js";

/** Hints after which another try is open. */
const RETRIES = new Set(["face_retry", "face_unavailable"]);

export class FaceStep {
  /** @param {import("./login.js").Login} login */
  constructor(login) {
    this.login = login;
    /** The open check, and the try before it. */
    this.check = null;
    this.version = 0;
    this.prefersCamera = false;
  }

  /** @param {{face: any, reason?: string, tries_left?: number, version: number}} answer */
  show({ face, reason, tries_left: tries, version }) {
    // `url` and `portrait` belong to the check; a later answer may leave out what has not changed.
    this.check = face;
    this.reason = reason;
    this.tries = tries ?? face.tries_left;
    this.version = version ?? this.version;
    this.#draw();
  }

  /** The same check once more, for a reason of this phone's own. */
  again(reason) {
    this.reason = reason;
    this.#draw();
  }

  /** Only a visit is decided elsewhere; of the others this phone is told in their own answers. */
  async hear(view) {
    const isVisit = this.method === "visit";
    if (!isVisit || !RETRIES.has(view.hint) || view.version <= this.version) return;
    this.version = view.version;
    await this.login.attempt(async () => {
      const answer = view.face ? view : { ...(await this.login.stand()), reason: view.reason };
      this.login.next({ ...answer, reason: answer.reason ?? reasonOf(view.hint) });
    });
  }

  get method() {
    const methods = this.check?.methods ?? [];
    const first = this.prefersCamera ? "capture" : "result";
    return [first, "capture", "visit"].find((one) => methods.includes(one)) ?? "result";
  }

  #draw() {
    const { login, reason, tries } = this;
    const { text } = login.stage;
    const ending = new AbortController();
    const onDeny = () => login.deny("changed_mind");
    const progress = login.progress("face");
    const setup = { text, progress, tries, reason, onDeny, signal: ending.signal };
    const screen = {
      result: () => faceScreen({ ...setup, onOutcome: this.#outcome(), onCamera: this.#camera() }),
      capture: () => captureScreen({
        ...setup, actions: this.check.actions ?? [], onPictures: (pictures) => this.#send(pictures),
      }),
      visit: () => visitScreen({ ...setup, onBegin: () => this.#beginVisit() }),
    }[this.method]();
    login.show("face", screen, { step: "face", onLeave: () => ending.abort() });
  }

  /** An error of the provider may leave the same check open, and say nothing of it. */
  #judged(answer, why) {
    const { face = this.check, reason = why } = answer;
    this.login.next({ ...answer, face, reason });
  }

  #outcome() {
    const { check, login } = this;
    return (outcome) => login.attempt(async () =>
      this.#judged(await login.wallet.face(check, outcome), outcome.reason));
  }

  #camera() {
    if (!this.check.methods.includes("capture")) return null;
    return () => {
      this.prefersCamera = true;
      this.#draw();
    };
  }

  #send(pictures) {
    const { check, login } = this;
    return login.attempt(async () => {
      const { credentials, answers } = login;
      const portrait = check.portrait ? await portraitFor(credentials, answers.credential) : null;
      this.#judged(await login.wallet.capture(check, pictures, portrait));
    });
  }

  async #beginVisit() {
    const { check, login } = this;
    if (check.url) return check.url;
    let url = null;
    await login.attempt(async () => {
      const answer = await login.wallet.beginVisit(check);
      url = answer.face?.url ?? null;
      if (!url) this.#judged(answer, "provider_error");
    });
    return url;
  }
}

const reasonOf = (hint) => (hint === "face_unavailable" ? "provider_error" : "other");
