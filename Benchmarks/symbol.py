"""A frame of the code as SVG against the bare call of libqrencode that every such picture needs.

The program takes turns by itself: so many codes with the library alone, as many drawn, as many with
the frame's MAC computed first, and again.
"""

from programs import ratios, said, spread


def measure(asked) -> dict:
    rounds, times = (3, 20) if asked.quick else (10 * asked.rounds, 500)
    found = said(asked.binaries / "qrbench", "qr", "--rounds", rounds, "--times", times)
    return {
        "raw": found,
        "microseconds": {name: spread(found[f"{name}_us"]) for name in ("bare", "svg", "frame")},
        "ratio": {name: ratios(found[f"{name}_us"], found["bare_us"]) for name in ("svg", "frame")},
    }
