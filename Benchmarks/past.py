"""Databases with a past: made once, used again for half a day."""

import shutil
import time
from pathlib import Path

import bed
from programs import said

# `qrbench seed` lets the past end a day from now, so that upkeep does not clear it away meanwhile.
_GOOD_FOR = 12 * 3600


def folder(asked, sessions: int) -> Path:
    """A broker's folder with so many login sessions that are over."""
    place = asked.results / f"past-{sessions}"
    made = place / "made"
    if made.exists() and time.time() - made.stat().st_mtime < _GOOD_FOR:
        return place
    shutil.rmtree(place, ignore_errors=True)
    with bed.broker(place) as bench:
        database = bench.broker.database
    if sessions:
        began = time.monotonic()
        print(f"   making a database with {sessions} past sessions …", flush=True)
        said(asked.binaries / "qrbench", "seed", "--sessions", sessions, "--database", database,
             "--key-file", place / "qrbroker.key")
        print(f"   {database.stat().st_size / 2**20:.0f} MiB in "
              f"{time.monotonic() - began:.0f} s", flush=True)
    made.touch()
    return place
