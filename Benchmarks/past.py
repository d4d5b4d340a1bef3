"""Databases with a past: made once, used again for half a day."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import bed
from programs import said

# `qrbench seed` lets the past end a day from now, so that upkeep does not clear it away meanwhile.
_GOOD_FOR = 12 * 3600
# By how much a past may have grown: every login that is measured adds to it.
_DRIFT = 0.05
# Five million rows take some ten seconds.
_SIGNED_WITHIN = 600


def folder(asked, sessions: int) -> Path:
    """A broker's folder with so many login sessions that are over."""
    place = asked.results / f"past-{sessions}"
    made = place / "made"
    if made.exists() and time.time() - made.stat().st_mtime < _GOOD_FOR:
        if _count(place) <= sessions * (1 + _DRIFT):
            return place
    shutil.rmtree(place, ignore_errors=True)
    with bed.broker(place) as bench:
        database = bench.broker.database
    if sessions:
        began = time.monotonic()
        print(f"   making a database with {sessions} past sessions …", flush=True)
        said(asked.binaries / "qrbench", "seed", "--sessions", sessions, "--database", database,
             "--key-file", place / "qrbroker.key")
        _let_it_be_signed(place)
        print(f"   {database.stat().st_size / 2**20:.0f} MiB in "
              f"{time.monotonic() - began:.0f} s", flush=True)
    made.touch()
    return place


def _count(place: Path) -> int:
    (database,) = place.glob("*.sqlite")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT count(*) FROM sign_ins").fetchone()[0]


def settled(asked, sessions: int) -> Path:
    """Such a folder as that of a broker which has run for long: all is on the disk, and in the
    system's memory, too. Else the first touch of each page waits for the disk, and a run says what
    the one before has left there."""
    place = folder(asked, sessions)
    os.sync()
    for file in place.glob("*.sqlite*"):
        with file.open("rb", buffering=0) as content:
            while content.read(2**24):
                pass
    return place


def _let_it_be_signed(place: Path) -> None:
    """A broker that runs signs its audit trail as that grows. One that finds a whole past unsigned
    hashes all of it at once, which no measurement is to pay for."""
    signed = "SELECT max(size) = (SELECT max(sequence) FROM audit_trail) FROM audit_checkpoints"
    with bed.broker(place) as bench:
        began = time.monotonic()
        while bench.broker.rows(signed) != [(1,)]:
            assert time.monotonic() < began + _SIGNED_WITHIN, "the trail was not signed"
            time.sleep(0.2)
