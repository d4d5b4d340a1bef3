/** The wallet's password: three tries, then a pause, and a way out for who has forgotten it. */
import { button, element } from "../shared/dom.js";
import { missingNote, stepScreen } from "./step-screen.js";
import { icon } from "../shared/icons.js";

/** @param {import("./step-screen.js").StepSetup & {lock: import("./pin-lock.js").PinLock}} setup */
export function pinStep(setup) {
  const { text, lock } = setup;
  const missing = missingNote();
  const input = element("input.digits.six", {
    id: "pin", name: "pin", type: "password", inputmode: "numeric", maxlength: 6,
    autocomplete: "off", autofocus: true, "aria-describedby": "pin-hint",
    "data-testid": "pin-input",
  });
  const field = element(
    "div.field", { "data-ask": "pin" },
    element("label", { for: "pin" }, text("pin.label")), input,
    element("p.hint", { id: "pin-hint" }, text("pin.hint")),
  );
  const say = (key, values) => {
    missing.textContent = text(key, values);
    missing.hidden = false;
    input.value = "";
    input.focus();
  };
  const read = () => {
    if (lock.secondsLocked > 0) return void pause();
    if (!/^[0-9]{6}$/.test(input.value)) return void say("missing.pin");
    if (lock.accepts(input.value)) return true;
    if (lock.secondsLocked > 0) pause();
    else say("missing.pin_wrong", { count: lock.triesLeft });
    return undefined;
  };
  const content = [field, missing, wayOut(setup, end)];
  const screen = stepScreen(setup, { step: "pin", read, content });
  const pause = () => {
    say("pin.locked", { seconds: lock.secondsLocked });
    missing.dataset.locked = "true";
    input.disabled = true;
    clearInterval(timer);
    timer = setInterval(count, 1000);
  };
  let timer = null;
  function count() {
    if (!screen.isConnected) return clearInterval(timer);
    if (lock.secondsLocked === 0) return end();
    missing.textContent = text("pin.locked", { seconds: lock.secondsLocked });
  }
  function end() {
    clearInterval(timer);
    delete missing.dataset.locked;
    missing.hidden = true;
    input.disabled = false;
    input.focus();
  }
  if (lock.secondsLocked > 0) pause();
  return screen;
}

/** A real wallet would prove the person anew; here that is played. */
function wayOut({ text, lock }, onReset) {
  const box = element(
    "div.forgotten", { hidden: true, "data-testid": "pin-forgotten" },
    element("p", {}, text("pin.forgotten.detail")),
    element(
      "fieldset.simulator", {}, element("legend", {}, text("phone.tag")),
      button("", "pin-reset", () => {
        lock.reset();
        box.hidden = true;
        onReset();
      }, icon("face"), text("pin.reset")),
    ),
  );
  const show = () => (box.hidden = !box.hidden);
  return element(
    "div.stack", {}, button("quiet", "pin-forgot", show, text("pin.forgotten")), box,
  );
}
