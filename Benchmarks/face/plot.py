"""Two distributions in one picture: the share of wake-ups that took no longer than so long."""

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 380, 60, 24, 48, 56
COLOURS = {"without": "#2b6cb0", "with": "#c05621"}
MARKS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def svg(title: str, seconds: dict[str, list[float]]) -> str:
    """- `seconds`: by the name of the line, `without` or `with`."""
    from math import log10

    milliseconds = {name: sorted(one * 1000 for one in values) for name, values in seconds.items()}
    least = min(values[0] for values in milliseconds.values()) * 0.8
    most = max(values[-1] for values in milliseconds.values()) * 1.2

    def x(value: float) -> float:
        share = log10(value / least) / log10(most / least)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(share: float) -> float:
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
             f'<text x="{LEFT}" y="24" font-size="15">{title}</text>']
    for share in (0, 0.25, 0.5, 0.75, 0.99):
        parts += [_line(LEFT, y(share), WIDTH - RIGHT, y(share)),
                  _text(LEFT - 8, y(share) + 4, f"{share:.0%}", "end")]
    for mark in (mark for mark in MARKS if least <= mark <= most):
        parts += [_line(x(mark), TOP, x(mark), HEIGHT - BOTTOM),
                  _text(x(mark), HEIGHT - BOTTOM + 18, f"{mark:g}", "middle")]
    parts.append(_text((LEFT + WIDTH) / 2, HEIGHT - 14, "milliseconds", "middle"))
    for number, (name, values) in enumerate(milliseconds.items()):
        points = " ".join(f"{x(value):.1f},{y((rank + 1) / len(values)):.1f}"
                          for rank, value in enumerate(values))
        colour = COLOURS[name]
        parts += [f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>',
                  f'<text x="{WIDTH - RIGHT - 190}" y="{HEIGHT - BOTTOM - 32 + 18 * number}" '
                  f'fill="{colour}">{name} face checks</text>']
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'font-family="sans-serif" font-size="12">\n' + "\n".join(parts) + "\n</svg>\n")


def _line(x1, y1, x2, y2) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#e2e8f0"/>'


def _text(x, y, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#4a5568">{words}</text>'
