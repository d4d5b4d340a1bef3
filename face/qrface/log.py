"""Short lines on standard error, never about a person."""

import sys
from contextlib import suppress


def note(text: str) -> None:
    """Silent when it cannot be written: standard error may be a file, and this process may not
    write files (`confinement`)."""
    with suppress(OSError):
        print(f"qrbroker-face: {text}", file=sys.stderr, flush=True)
