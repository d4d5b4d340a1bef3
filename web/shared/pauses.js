/** Two ways of waiting that an `AbortSignal` ends early. */

/** Settles after `milliseconds`, or when `signal` ends. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}

/** Settles once somebody can see the tab: what nobody sees is not worth a request. */
export function visible(signal) {
  if (document.visibilityState === "visible" || signal.aborted) return undefined;
  return new Promise((resolve) => {
    const look = () => {
      if (!signal.aborted && document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      signal.removeEventListener("abort", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    signal.addEventListener("abort", look);
  });
}
