/**
 * Issuing a credential, played without documents: choose one, read its chip, prove the face, give
 * the number of a phone.
 *
 *     type → read ──────────────→ face → number → done
 *              └ no NFC → borrow ──↗
 *
 * A borrowed phone reads the document and hands the credential on; nothing stays on it.
 */
import { DOCUMENTS } from "./documents.js";
import { ISSUE_SCREENS } from "./issue-screens.js";

export class Issue {
  /**
   * @param {{stage: import("./stage.js").Stage,
   *   credentials: import("./credentials.js").Credentials,
   *   onDone: (credential: object | null) => void}} setup `onDone` gets `null` when it was left
   */
  constructor(setup) {
    Object.assign(this, setup);
    this.type = null;
    this.kind = "own";
  }

  begin() {
    this.go("type");
  }

  /** @param {string} step @param {string | null} failure why it did not succeed just now */
  go(step, failure = null) {
    const { text } = this.stage;
    this.stage.show("issue", ISSUE_SCREENS[step]({ text, issue: this, failure }), { step });
  }

  choose(type) {
    this.type = type;
    this.go("read");
  }

  /** @param {"own" | "delegated"} kind read by this phone, or by a borrowed one */
  read(kind) {
    this.kind = kind;
    this.go("face");
  }

  finish() {
    const until = new Date();
    until.setFullYear(until.getFullYear() + DOCUMENTS[this.type]);
    const { type, kind } = this;
    this.issued = this.credentials.issue({ type, kind, expires_at: until.toISOString() });
    this.go("done");
  }

  leave() {
    this.onDone(this.issued ?? null);
  }
}
