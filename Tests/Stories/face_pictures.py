"""Pictures of real people for the stories: photographs, films made of them, and pictures that show
nobody. They are fetched and drawn when a story needs them; none is in the repository."""

import functools
import struct
import subprocess
import sys
import zlib

from broker import ROOT

FACES = ROOT / "Tests" / "Face"
sys.path.append(str(FACES))

import film  # noqa: E402
import photographs  # noqa: E402

# Who is on the portrait and in front of the camera; both are real photographs.
PORTRAITS = {"obama": "obama.jpg", "biden": "biden.jpg"}
FILMED = {"obama": "obama3.jpg", "biden": "biden.jpg"}


def portrait(person="obama") -> bytes:
    return photographs.load(PORTRAITS[person])


def filmed(person="obama", actions=()) -> list[bytes]:
    """What this person's phone takes while they do as they are asked. Painted action by action, so
    that five films are enough for every order of them."""
    photo = photographs.load(FILMED[person])
    parts = [film.frames(photo, [action]) for action in actions] or [film.frames(photo, [])]
    return parts[0] + [picture for part in parts[1:] for picture in part[1:]]


def still(person="obama", count=7) -> list[bytes]:
    """A photograph held before the camera."""
    return film.still(photographs.load(FILMED[person]), count)


@functools.cache
def two_people() -> bytes:
    """Both side by side; the worker's environment has what it takes to draw it."""
    program = ("import edits, photographs, sys; sys.stdout.buffer.write(edits.sized(edits.beside("
               "*map(photographs.load, sys.argv[1:])), 1200, 800))")
    return subprocess.run(
        [film.PYTHON, "-c", program, FILMED["biden"], PORTRAITS["obama"]], cwd=FACES,
        stdout=subprocess.PIPE, check=True).stdout


def white(width=640, height=480) -> bytes:
    """A PNG of nothing; a large one takes a few kilobytes and very many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * (width // 8) for _ in range(height)), 9)
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows)
            + _chunk(b"IEND", b""))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
