"""A terminal window: what a program prints there, and a picture of the code in it."""

import os
import pty
import re
import struct
import subprocess
import zlib
from pathlib import Path

from broker import LIMIT, Log, eventually

# Blanks on a coloured ground; two of them side by side are one square module.
CELLS = re.compile(r"\x1b\[48;5;(\d+)m((?:  )+)")
DARK = "16"
PIXELS = 8


class Terminal:
    """A program that believes a person sits in front of it."""

    def __init__(self, *command, folder: Path, environment: dict):
        master, slave = pty.openpty()
        self.process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment, "TERM": "xterm-256color"},
            stdin=subprocess.DEVNULL, stdout=slave, stderr=slave)
        os.close(slave)
        self.log = Log(_lines(master))
        self.folder = folder

    def photograph(self) -> Path:
        """A picture of the code, once all of it is there."""
        rows = eventually(self._square, what="a code in the terminal")
        picture = self.folder / "terminal.png"
        picture.write_bytes(_png([[dark for dark in row for _ in range(PIXELS)]
                                  for row in rows for _ in range(PIXELS)]))
        return picture

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(LIMIT)

    def _square(self):
        assert self.process.poll() is None, self.log.text()
        rows = [[colour == DARK for colour, blanks in CELLS.findall(line)
                 for _ in range(len(blanks) // 2)] for line in list(self.log.lines)]
        rows = [row for row in rows if row]
        return rows if rows and len(rows) == len(rows[0]) else None

    def finish(self) -> int:
        return self.process.wait(LIMIT)


def _lines(master: int):
    """The lines written to a terminal; its end is an error of the operating system."""
    with open(master, "rb", buffering=0) as screen:
        rest = b""
        while True:
            try:
                rest += screen.read(4096)
            except OSError:
                break
            *lines, rest = rest.split(b"\n")
            yield from (line.decode(errors="replace") + "\n" for line in lines)
    yield rest.decode(errors="replace")


def _png(rows: list[list[bool]]) -> bytes:
    """A grey picture; true is black."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    size = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    pixels = b"".join(b"\0" + bytes(0 if dark else 255 for dark in row) for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size)
            + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))
