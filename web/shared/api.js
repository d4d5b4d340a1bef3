/** Calls to the broker: one answer or one `Problem`, and the loop that waits for changes. */

/**
 * What the broker, or the way to it, refused. `code` is one of the contract's problem
 * codes, or `network`.
 */
export class Problem extends Error {
  /**
   * @param {string} code
   * @param {{status?: number, detail?: string, retryAfter?: number, body?: object}} rest
   */
  constructor(code, { status = 0, detail = "", retryAfter = null, body = {} } = {}) {
    super(detail || code);
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
    this.parameter = body.parameter ?? null;
    this.ask = body.ask ?? null;
    this.reason = body.reason ?? null;
    this.errorId = body.error_id ?? null;
  }

  /** What to show for any error; a fault of our own goes to the console, for those who mend it. */
  static of(error) {
    if (error instanceof Problem) return error;
    console.error(error);
    return new Problem("unexpected");
  }

  /**
   * Worth asking again, unchanged, a little later: no connection, overload, or a fault of the
   * server.
   */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Longest time one ordinary call may take, in milliseconds. */
const PATIENCE = 15_000;

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body `null` for 204
 * @property {number | null} retryAfter in seconds
 */

/**
 * One call. Aborting `signal` rejects with its reason; everything else that goes wrong is a
 * `Problem`.
 * @param {string} url
 * @param {{method?: string, token?: string | null, json?: unknown, form?: Record<string, string>,
 *   parts?: FormData, locale?: string, signal?: AbortSignal, patience?: number}} options
 *   `parts` go as multipart; `patience` in milliseconds
 * @returns {Promise<Answer>}
 */
export async function call(url, options = {}) {
  const { method = "GET", token, locale, signal, patience = PATIENCE } = options;
  const headers = { Accept: "application/json" };
  if (locale) headers["Accept-Language"] = locale;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (options.json !== undefined) headers["Content-Type"] = "application/json";
  const body = bodyOf(options);
  const limit = limited(signal, patience);
  try {
    const response = await fetch(url, {
      method, headers, body, signal: limit.signal, cache: "no-store",
      credentials: "same-origin", referrerPolicy: "no-referrer",
    });
    return await answer(response);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (signal?.aborted) throw signal.reason;
    throw new Problem("network", { detail: String(error) });
  } finally {
    limit.end();
  }
}

function bodyOf({ json, form, parts }) {
  if (json !== undefined) return JSON.stringify(json);
  return parts ?? (form && new URLSearchParams(form));
}

async function answer(response) {
  const retryAfter = seconds(response.headers.get("Retry-After"));
  const body = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return { status: response.status, body, retryAfter };
  // The OAuth endpoints name their refusals in `error`, all others in `code`.
  const code = body?.code ?? body?.error ?? "unexpected";
  const detail = body?.detail ?? body?.error_description ?? "";
  throw new Problem(code, { status: response.status, detail, retryAfter, body: body ?? {} });
}

function seconds(header) {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

/**
 * A signal that ends with `outer` or after `milliseconds`. (`AbortSignal.any` is too new for the
 * browsers we meet.)
 */
function limited(outer, milliseconds) {
  const controller = new AbortController();
  const pass = () => controller.abort(outer.reason);
  if (outer?.aborted) pass();
  outer?.addEventListener("abort", pass);
  const timeout = new DOMException("took too long", "TimeoutError");
  const timer = setTimeout(() => controller.abort(timeout), milliseconds);
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", pass);
    },
  };
}

/** Seconds one long poll is held: below the 30 s at which many proxies cut. */
const HOLD = 25;

/**
 * Reads again and again, each answer as soon as there is one, until `signal` ends or `onView`
 * returns true. Lost connections, 429 and 5xx are waited out with growing, jittered pauses;
 * anything else is thrown.
 *
 * @param {object} wait
 * @param {(after: number, hold: number, signal: AbortSignal) => Promise<Answer>} wait.read one poll
 * @param {(view: any) => boolean} wait.onView called for each answer; true ends the loop
 * @param {(problem: Problem | null) => void} [wait.onConnection] a problem while cut off, `null`
 *   when back
 * @param {AbortSignal} wait.signal
 * @param {number} [wait.after] the version already known
 * @param {number} [wait.hold] seconds one poll is to be held
 */
export async function watch(wait) {
  const { read, onView, onConnection = () => {}, signal } = wait;
  let { after = 0 } = wait;
  const nudge = nudges(signal);
  let failures = 0;
  while (!signal.aborted) {
    const poll = new AbortController();
    const stop = () => poll.abort(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    nudge.interrupt = () => poll.abort(NUDGED);
    try {
      // The first look, and the first one after being cut off, should tell at once that it came.
      const hold = after === 0 || failures > 0 ? 0 : (wait.hold ?? HOLD);
      const asked = performance.now();
      const answer = await read(after, hold, poll.signal);
      const isEarly = performance.now() < asked + (hold - 1) * 1000;
      if (failures > 0) onConnection(null);
      failures = 0;
      const isNews = answer.status === 200 && answer.body.version !== after;
      if (isNews) after = answer.body.version;
      if (answer.status === 200 && onView(answer.body)) return;
      const rest = restAfter(answer, isNews, isEarly);
      if (rest > 0) await nudge.pause(jittered(rest));
    } catch (error) {
      if (signal.aborted) return;
      if (error === NUDGED) continue;
      if (!(error instanceof Problem) || !error.passes) throw error;
      failures += 1;
      onConnection(error);
      await nudge.pause(jittered(Math.max((error.retryAfter ?? 0) * 1000, backoff(failures))));
    } finally {
      signal.removeEventListener("abort", stop);
      nudge.interrupt = null;
    }
  }
}

/**
 * Milliseconds to rest after an answer, so that none of them turns waiting into hammering.
 * @param {Answer} answer
 */
function restAfter({ status, retryAfter }, isNews, isEarly) {
  // A phone's warning comes without a new version.
  if (status === 200) return isNews ? 0 : 1000;
  // A server going down politely.
  if (retryAfter !== null) return retryAfter * 1000;
  // A newer wait took the place of ours, as when the tab was duplicated. Asking again at once would
  // displace that one in turn, and so on for ever as fast as the line allows.
  return isEarly ? 1000 : 0;
}

const NUDGED = Symbol("look again now");

/** 0.5 s, 1 s, 2 s … 15 s. */
function backoff(failures) {
  return Math.min(500 * 2 ** (failures - 1), 15_000);
}

/** Milliseconds after which a page that was refused for a passing reason may ask again. */
export function retryDelay(problem) {
  return jittered(Math.max((problem.retryAfter ?? 0) * 1000, 3000));
}

/** Up to half as long again, so that pages cut off together do not all come back together. */
function jittered(milliseconds) {
  return milliseconds * (1 + Math.random() / 2);
}

/**
 * The moments at which a waiting page should look at once: the network is back, the tab is seen
 * again, or the page returns from the back/forward cache with its request long dead.
 */
function nudges(signal) {
  const state = { interrupt: null, wake: null };
  const look = () => {
    state.interrupt?.();
    state.wake?.();
  };
  const seen = () => document.visibilityState === "visible" && look();
  const shown = (event) => event.persisted && look();
  addEventListener("online", look, { signal });
  addEventListener("pageshow", shown, { signal });
  document.addEventListener("visibilitychange", seen, { signal });
  signal.addEventListener("abort", () => state.wake?.(), { once: true });
  state.pause = (milliseconds) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done() {
        clearTimeout(timer);
        state.wake = null;
        resolve();
      }
      state.wake = done;
    });
  return state;
}
