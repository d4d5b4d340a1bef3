"""Films of a person made out of one photograph: the head turns, the eyes close, the mouth moves.
Uses the standard library only; the drawing runs in the face worker's own environment.

    film.frames(photo, ["turn_left", "blink"])      what a phone would upload
    film.write_camera("camera.mjpeg", photo)        what Chromium shows as its camera

A film needs a photograph that does not smile: one of `photographs.CALM`.
"""

import hashlib
import os
import struct
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-face" / "bin" / "python"
PAINTER = Path(__file__).with_name("paint.py")
BENDER = Path(__file__).with_name("bend.py")
CACHE = ROOT / ".cache" / "films"

ACTIONS = ("turn_left", "turn_right", "blink", "smile", "open_mouth")

# Chromium plays every MJPEG file at this rate, whatever its maker had in mind.
CAMERA_FRAMES_PER_SECOND = 30
HELD_SECONDS = 1.0
MOVING_SECONDS = 0.3


def frames(photo: bytes, actions: Sequence[str]) -> list[bytes]:
    """JPEG pictures of 640x480: calm first, then for each action halfway, wholly, and calm again,
    so 1 + 3n of them. Left and right are the person's own, the picture is not mirrored."""
    shown = ["calm:1"]
    for action in actions:
        shown += [f"{action}:0.5", f"{action}:1", "calm:1"]
    return _paint(photo, shown)


def still(photo: bytes, count: int) -> list[bytes]:
    """The same person sitting still: what `frames` gives without an action, several times."""
    return frames(photo, []) * count


def write_camera(path: str | Path, photo: bytes, actions: Iterable[str] = ACTIONS) -> Path:
    """A file for `--use-file-for-fake-video-capture=<absolute path>`; Chromium repeats it without
    end. Each action is held for a second, and so is the calm face before it."""
    path = Path(path).absolute()
    with path.open("wb") as file:
        for action in actions:
            calm, half, whole, _ = frames(photo, [action])
            held, moving = _count(HELD_SECONDS), _count(MOVING_SECONDS)
            file.write(calm * held + half * moving + whole * held + half * moving)
    return path


def _count(seconds: float) -> int:
    return round(seconds * CAMERA_FRAMES_PER_SECOND)


def _paint(photo: bytes, shown: list[str]) -> list[bytes]:
    """Painting takes a second, so that a film is kept until photograph or painter change."""
    key = hashlib.sha256(
        photo + PAINTER.read_bytes() + BENDER.read_bytes() + " ".join(shown).encode()).hexdigest()
    kept = CACHE / key
    if not kept.exists():
        painted = subprocess.run(
            [PYTHON, PAINTER, *shown], input=photo, stdout=subprocess.PIPE, check=True).stdout
        CACHE.mkdir(parents=True, exist_ok=True)
        (part := kept.with_suffix(f".{os.getpid()}")).write_bytes(painted)
        part.replace(kept)
    return list(_split(kept.read_bytes()))


def _split(packed: bytes) -> Iterable[bytes]:
    """The painter puts four bytes of length before each picture."""
    while packed:
        end = 4 + struct.unpack(">I", packed[:4])[0]
        yield packed[4:end]
        packed = packed[end:]
