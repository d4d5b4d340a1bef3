"""Curves as SVG: no background and colours for both, so that a page may be light or dark."""

from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 340, 74, 20, 46, 54
STYLE = """
text { font: 12px sans-serif; fill: #4a5568 }
.title { font-size: 15px; fill: #1a202c }
.grid { stroke: #cbd5e0; stroke-width: 1 }
.curve { fill: none; stroke-width: 2 }
.c0 { stroke: #2b6cb0 } .c1 { stroke: #c05621 } .c2 { stroke: #2f855a; stroke-dasharray: 5 4 }
.d0 { fill: #2b6cb0 } .d1 { fill: #c05621 } .d2 { fill: #2f855a }
@media (prefers-color-scheme: dark) {
  text { fill: #cbd5e0 } .title { fill: #f7fafc } .grid { stroke: #4a5568 }
  .c0 { stroke: #63b3ed } .c1 { stroke: #f6ad55 } .c2 { stroke: #68d391 }
  .d0 { fill: #63b3ed } .d1 { fill: #f6ad55 } .d2 { fill: #68d391 }
}
"""


class Axis:
    """From values to places between two ends."""

    def __init__(self, values, ends, logarithmic: bool):
        self.low_end, self.high_end = ends
        self.logarithmic = logarithmic
        if logarithmic:
            # Nothing at all stands one step to the left of the least there is.
            least = min(value for value in values if value > 0)
            self.none = 10 ** (floor(log10(least)) - 1) if 0 in values else None
            self.low, self.high = log10(self.none or least), log10(max(values))
        else:
            self.low, self.high = 0, max(values) * 1.05

    def place(self, value: float) -> float:
        if self.logarithmic:
            value = log10(value or self.none)
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.low_end + share * (self.high_end - self.low_end)

    def marks(self) -> list[float]:
        if self.logarithmic:
            tens = [10.0 ** power for power in range(ceil(self.low - 1e-9), floor(self.high) + 1)]
            return [0.0, *(ten for ten in tens if ten > self.none)] if self.none else tens
        step = 10 ** floor(log10(self.high))
        step = next(part for part in (step / 5, step / 2, step, 2 * step) if self.high / part <= 8)
        return [number * step for number in range(int(self.high / step) + 1)]


def lines(title: str, x_label: str, y_label: str, series: dict[str, list], log_x=False) -> str:
    """- `series`: points (x, y) by the name of their curve; the first is ours."""
    points = [point for curve in series.values() for point in curve]
    x = Axis([point[0] for point in points], (LEFT, WIDTH - RIGHT), log_x)
    y = Axis([point[1] for point in points], (HEIGHT - BOTTOM, TOP), False)
    parts = [f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>",
             _text(LEFT, 22, title, "start", "title"),
             _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, x_label, "middle"),
             _text(8, TOP - 8, y_label, "start")]
    for mark in y.marks():
        place = y.place(mark)
        parts += [_line(LEFT, place, WIDTH - RIGHT, place),
                  _text(LEFT - 8, place + 4, _number(mark), "end")]
    for mark in x.marks():
        parts.append(_text(x.place(mark), HEIGHT - BOTTOM + 18, _number(mark), "middle"))
    for number, (name, curve) in enumerate(series.items()):
        places = [(x.place(one), y.place(other)) for one, other in curve]
        path = " ".join(f"{one:.1f},{other:.1f}" for one, other in places)
        parts.append(f'<polyline class="curve c{number}" points="{path}"/>')
        parts += [f'<circle class="d{number}" cx="{one:.1f}" cy="{other:.1f}" r="3.5"/>'
                  for one, other in places]
        parts += [f'<circle class="d{number}" cx="{WIDTH - 190}" cy="{32 + 16 * number}" r="4"/>',
                  _text(WIDTH - 180, 36 + 16 * number, name, "start")]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
            + "\n".join(parts) + "\n</svg>\n")


def _number(value: float) -> str:
    for unit, size in (("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"


def _line(x1, y1, x2, y2) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x, y, words: str, anchor: str, kind="") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
