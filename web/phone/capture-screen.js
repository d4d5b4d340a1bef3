/** The face check with the real camera: guidance, the movements one by one, and sending. */
import { button, element } from "../shared/dom.js";
import { cameraFailure, openCamera } from "./camera.js";
import { faceAdvice, faceGuide, triesLeft } from "./face-advice.js";
import { hasText } from "../shared/texts.js";
import { faceDrawing } from "./face-drawing.js";
import { icon } from "../shared/icons.js";
import { phoneTexts } from "../shared/texts/phone.js";
import { takePictures } from "./capture.js";
import { tone } from "./tone.js";

/**
 * Phases, as in `data-phase`: `guide` (before and between tries), `shooting`, `sending`, `unsent`
 * (the line broke; the same pictures may go again), `no-camera`.
 * @param {{text: import("../shared/texts.js").Texts, progress?: HTMLElement, actions: string[],
 *   tries?: number, reason?: string, onPictures: (pictures: Blob[]) => Promise<boolean>,
 *   onDeny: () => void, signal: AbortSignal}} setup
 *   `onPictures` tells whether the broker has answered; `signal` ends with the login
 */
export function captureScreen(setup) {
  const { text, progress, actions, onDeny } = setup;
  const place = element("div.stack");
  const screen = element(
    "section.screen.face.capture", { "data-testid": "capture", "data-actions": actions.join(" ") },
    progress, place, button("solid.big", "deny", onDeny, text("action.deny")),
  );
  const show = (phase, ...content) => {
    screen.dataset.phase = phase;
    place.replaceChildren(...content.filter(Boolean));
    place.querySelector("h1")?.focus({ preventScroll: true });
  };
  new Capture(setup, screen, show).guide();
  return screen;
}

class Capture {
  constructor(setup, screen, show) {
    Object.assign(this, setup);
    this.screen = screen;
    this.show = show;
  }

  guide() {
    const { text, reason, tries, actions } = this;
    const start = () => this.shoot();
    this.show(
      "guide",
      title(text("face.title")),
      reason ? faceAdvice(text, reason) : null,
      tries === undefined ? null : triesLeft(text, tries),
      element("p.soft", {}, text("capture.about", { count: actions.length })),
      faceGuide(text),
      element("p.soft.small", {}, text("capture.privacy")),
      button(
        "primary.big", "capture-start", start, icon("camera"),
        text(reason ? "capture.again" : "capture.start"),
      ),
    );
  }

  async shoot() {
    const { text, actions, signal } = this;
    const view = new CaptureView(text, actions);
    this.show("shooting", view.root);
    let close = null;
    try {
      close = await openCamera(view.video, "user");
      const pictures = await takePictures(view.video, actions, {
        signal, onPart: (part) => view.part(part),
      });
      close();
      tone();
      if (pictures.length > 0 && this.screen.isConnected) await this.send(pictures);
    } catch (error) {
      close?.();
      this.noCamera(cameraFailure(error));
    }
  }

  async send(pictures) {
    const { text } = this;
    const status = element("p.soft", { role: "status" }, text("capture.sending.detail"));
    this.show("sending", title(text("capture.sending")), element("span.spinner"), status);
    if (await this.onPictures(pictures)) return;
    const again = () => this.send(pictures);
    this.show(
      "unsent", title(text("capture.unsent")),
      element("p.soft", {}, text("capture.unsent.detail")),
      button("primary.big", "capture-resend", again, icon("refresh"), text("capture.resend")),
    );
  }

  noCamera(failure) {
    const { text } = this;
    const again = () => this.shoot();
    const attributes = { role: "alert", "data-testid": "camera-failure", "data-failure": failure };
    this.show(
      "no-camera", title(text(`camera.${failure}`)),
      element("p", attributes, text(`camera.${failure}.way_out`)),
      button("primary.big", "capture-start", again, icon("refresh"), text("capture.again")),
    );
  }
}

const title = (words) => element("h1", { tabindex: "-1" }, words);

/** The camera's picture as a mirror, what to do now, and how long. */
class CaptureView {
  constructor(text, actions) {
    this.text = text;
    this.count = actions.length;
    this.video = element("video.mirror", {
      muted: true, playsinline: true, "aria-label": text("camera.label"),
    });
    // Muted as a property too: as an attribute it only counts for markup.
    this.video.muted = true;
    this.drawing = element("div.act-drawing");
    this.words = element("h1.act", { tabindex: "-1", "aria-live": "assertive" });
    this.detail = element("p.soft");
    this.bar = element("span.act-bar", { "aria-hidden": "true" });
    this.number = element("p.soft.small");
    this.root = element(
      "div.stack.shooting", {},
      element("div.act-head", {}, this.drawing, element("div", {}, this.words, this.detail)),
      element("div.viewfinder", {}, this.video, element("span.viewfinder-ring")),
      this.bar, this.number,
    );
  }

  part({ act, index, seconds }) {
    const { text, count } = this;
    const known = hasText(`capture.act.${act}`, phoneTexts) ? act : "other";
    tone();
    this.root.dataset.act = act;
    this.words.textContent = text(`capture.act.${known}`);
    this.detail.textContent = text(`capture.act.${known}.detail`);
    this.drawing.replaceChildren(faceDrawing(act));
    this.number.textContent = index > 0 ? text("capture.number", { number: index, count }) : "";
    this.bar.replaceWith((this.bar = this.bar.cloneNode()));
    this.bar.style.setProperty("--seconds", `${seconds}s`);
  }
}
