"""Somebody in front of the camera of a browser: does what the page asks, as a film made of one
photograph has it. Needs the face worker's environment to paint the film."""

import base64
import json
import sys

from broker import ROOT

sys.path.insert(0, str(ROOT / "Tests" / "Face"))

import film  # noqa: E402
import photographs  # noqa: E402

# Pictures of a person by what they do; `neutral` where nothing else fits.
SHOW = """
(pictures) => {
  const films = Object.entries(pictures).map(async ([act, data]) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return [act, await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }))];
  });
  navigator.mediaDevices.getUserMedia = async () => {
    const shown = Object.fromEntries(await Promise.all(films));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [shown.neutral.width, shown.neutral.height];
    const draw = () => {
      const act = document.querySelector("[data-act]")?.dataset.act;
      canvas.getContext("2d").drawImage(shown[act] ?? shown.neutral, 0, 0);
    };
    draw();
    setInterval(draw, 50);
    return canvas.captureStream(20);
  };
}
"""

# A portrait in front of a plain wall: what is round the head and shoulders is painted over.
CUT_OUT = """
async (data) => {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const photo = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  const { width, height } = photo;
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext("2d");
  drawing.fillStyle = "rgb(215, 215, 215)";
  drawing.fillRect(0, 0, width, height);
  drawing.ellipse(width * 0.5, height * 0.45, width * 0.3, height * 0.42, 0, 0, 7);
  drawing.clip();
  drawing.drawImage(photo, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
  const address = new FileReader();
  await new Promise((resolve) => {
    address.onload = resolve;
    address.readAsDataURL(blob);
  });
  return address.result.split(",")[1];
}
"""


def _text(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


def put_before(page, name: str):
    """This person is what the camera of the page shows, also after it is loaded again."""
    page.add_init_script(_showing(name))


def change_to(page, name: str):
    """This person is what the camera of a page shows that is open already."""
    page.evaluate(_showing(name))


def _showing(name: str) -> str:
    photo = photographs.load(name)
    pictures = {act: film.frames(photo, [act])[2] for act in film.ACTIONS}
    pictures["neutral"] = film.frames(photo, [])[0]
    shown = json.dumps({act: _text(picture) for act, picture in pictures.items()})
    return f"({SHOW})({shown})"


def plain_portrait(page, name: str) -> bytes:
    """The photograph as a portrait that a portal takes; the page does the painting."""
    return base64.b64decode(page.evaluate(CUT_OUT, _text(photographs.load(name))))
