/** The picture a face is compared with: shown, taken with the camera, or chosen from a file. */
import { button, element } from "../shared/dom.js";
import { cameraFailure, openCamera } from "./camera.js";
import { dataAddress, jpegOf, middle } from "./pictures.js";
import { icon } from "../shared/icons.js";

/** Pixels: three by four, as on a document. */
const SIZE = { width: 480, height: 640 };
/** Bytes. */
const LIMIT = 256 * 1024;

/**
 * @param {{text: import("../shared/texts.js").Texts, source: string | null,
 *   onPicture: (address: string) => boolean, onRemove: (() => void) | null}} setup
 *   `source`: address of the picture there is; `onPicture` gets a `data:` address and tells whether
 *   it was kept
 */
export function portraitBox(setup) {
  const { text } = setup;
  const frame = element("div.portrait-frame");
  const about = { hidden: true, role: "alert", "data-testid": "portrait-note" };
  const note = element("p.notice.warn", about);
  const ways = element("div.portrait-ways");
  const box = element("div.portrait", { "data-testid": "portrait" }, frame, ways, note);
  let current = setup.source;
  const say = (key) => {
    note.textContent = text(key);
    note.hidden = false;
  };
  const rest = () => {
    box.dataset.state = current ? "there" : "lacking";
    frame.replaceChildren(current ? picture(text, current) : icon("person"));
    const take = text(current ? "portrait.retake" : "portrait.take");
    ways.replaceChildren(
      button("", "portrait-take", film, icon("camera"), take),
      filePicker(text, read),
      ...(current && setup.onRemove ? [removal()] : []),
    );
  };
  const removal = () => button("quiet", "portrait-remove", () => {
    setup.onRemove();
    current = null;
    rest();
  }, icon("cross"), text("portrait.remove"));
  const use = (address) => {
    note.hidden = setup.onPicture(address);
    if (note.hidden) current = address;
    else say("portrait.unkept");
    rest();
  };
  async function read(file) {
    try {
      const bitmap = await createImageBitmap(file);
      use(await portraitOf(bitmap, bitmap.width, bitmap.height));
    } catch {
      say("portrait.unreadable");
    }
  }
  async function film() {
    const video = element("video.mirror", { playsinline: true });
    video.muted = true;
    frame.replaceChildren(video);
    box.dataset.state = "taking";
    let close = null;
    try {
      close = await openCamera(video, "user");
    } catch (error) {
      rest();
      return say(`camera.${cameraFailure(error)}.way_out`);
    }
    const shoot = async () => {
      const address = await portraitOf(video, video.videoWidth, video.videoHeight);
      close();
      use(address);
    };
    const stop = () => (close(), rest());
    ways.replaceChildren(
      button("primary", "portrait-shoot", shoot, icon("camera"), text("portrait.shoot")),
      button("quiet", "portrait-stop", stop, text("portrait.stop")),
    );
    closeWhenGone(box, close);
  }
  rest();
  return box;
}

async function portraitOf(source, width, height) {
  const part = middle(width, height, SIZE.width / SIZE.height);
  return dataAddress(await jpegOf(source, part, SIZE, LIMIT));
}

/** The camera must not stay on when the person leaves the screen. */
function closeWhenGone(box, close) {
  const timer = setInterval(() => {
    if (box.isConnected && box.dataset.state === "taking") return;
    clearInterval(timer);
    close();
  }, 500);
}

function picture(text, address) {
  const attributes = { src: address, "data-testid": "portrait-picture" };
  return element("img", { ...attributes, alt: text("portrait.alt") });
}

function filePicker(text, onFile) {
  const input = element("input.visually-hidden", {
    type: "file", accept: "image/jpeg,image/png", "data-testid": "portrait-file",
  });
  input.addEventListener("change", () => input.files[0] && onFile(input.files[0]));
  return element("label.button", {}, icon("copy"), text("portrait.file"), input);
}
