"""The code that `qrlogin` prints: letters of a terminal, photographed."""

import subprocess
from pathlib import Path

# What each letter draws: the upper half, the lower half.
HALVES = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}

# Letters and background of a terminal.
DARK, LIGHT = ("#e6e6e6", "#141414"), ("#141414", "#fafafa")


def symbol_in(lines: list[str]) -> list[str] | None:
    """The lines of the symbol below the sentences, once all of them are printed."""
    width = max((len(line) for line in lines if set(line) <= set(HALVES)), default=0)
    rows = [line for line in lines if len(line) == width and set(line) <= set(HALVES)]
    return rows if width and len(rows) == (width + 1) // 2 else None


def photograph(rows: list[str], colours: tuple[str, str], picture: Path) -> Path:
    """A picture of these lines in a window with room around them, as a camera would see it."""
    letters, background = colours
    width, height = len(rows[0]) + 8, 2 * len(rows) + 8
    squares = "".join(
        f"M{column + 4} {2 * line + half + 4}h1v1h-1z"
        for line, row in enumerate(rows) for column, letter in enumerate(row)
        for half in (0, 1) if HALVES[letter][half])
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'shape-rendering="crispEdges"><rect width="100%" height="100%" fill="{background}"/>'
        f'<path d="{squares}" fill="{letters}"/></svg>')
    subprocess.run(
        ["rsvg-convert", f"--width={8 * width}", "-o", picture], input=drawing.encode(),
        check=True)
    return picture
