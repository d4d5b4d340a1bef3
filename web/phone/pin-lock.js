/** The simulated wallet's password, and the pause after too many wrong ones. */
import { forget, keep, kept } from "./kept.js";

/** What the simulator accepts; a real wallet asks its own server. */
const PASSWORD = "123456";
const TRIES = 3;
/** Milliseconds. */
const PAUSE = 60_000;

export class PinLock {
  /** @param {string} place of the wallet and person: a reload must not give tries back */
  constructor(place) {
    this.name = `pin.${place}`;
  }

  get triesLeft() {
    return TRIES - (this.secondsLocked > 0 ? TRIES : this.#state().wrong);
  }

  /** Whole seconds until another try is open; 0 when one is. */
  get secondsLocked() {
    return Math.max(0, Math.ceil((this.#state().until - Date.now()) / 1000));
  }

  /** @returns {boolean} whether it is the right one; while locked none is */
  accepts(password) {
    if (this.secondsLocked > 0) return false;
    if (password === PASSWORD) return this.reset(), true;
    const wrong = this.#state().wrong + 1;
    const isLast = wrong >= TRIES;
    keep(this.name, isLast ? { wrong: 0, until: Date.now() + PAUSE } : { wrong, until: 0 });
    return false;
  }

  reset() {
    forget(this.name);
  }

  #state() {
    return kept(this.name) ?? { wrong: 0, until: 0 };
  }
}
