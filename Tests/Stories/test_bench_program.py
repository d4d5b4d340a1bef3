"""`qrbench` measures what it says: small runs of each command, with what it reports checked against
the system and the database."""

import argparse
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import audit
import pytest
from broker import BINARIES, LIMIT, ROOT
from house import House

sys.path.append(str(ROOT / "Benchmarks"))

import past  # noqa: E402

pytestmark = pytest.mark.quick

QRBENCH = str(BINARIES / "qrbench")
PARTS = json.loads((ROOT / "Benchmarks" / "thresholds.json").read_text())["parts"]


def said(*arguments, wrapper=(), **options) -> dict:
    command = [*map(str, wrapper), QRBENCH, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, **options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def traced(folder, *flags) -> tuple[dict, int]:
    """A run at eight in flight, and how often it made the disk keep what was written."""
    trace = folder / "trace"
    found = said("transitions", "--in-flight", 8, "--seconds", 0.4, *flags, wrapper=[
        "strace", "-f", "--seccomp-bpf", "-e", "trace=fdatasync,fsync", "-o", trace])
    return found, len(re.findall(r"(?:fdatasync|fsync)\(", trace.read_text()))


def test_every_commit_is_flushed_and_a_group_shares_one(tmp_path):
    grouped, grouped_flushes = traced(tmp_path)
    single, single_flushes = traced(tmp_path, "--one-by-one")
    assert (grouped["mode"], single["mode"]) == ("grouped", "one by one")
    for found, flushes in ((grouped, grouped_flushes), (single, single_flushes)):
        assert found["writes"] > 8 and found["transitions"] >= found["writes"]
        assert flushes >= found["commits"] > 0
    assert single["commits"] == single["writes"], "no two writes share a transaction"
    assert grouped["commits"] < grouped["writes"] / 2, "eight in flight share transactions"


def test_every_part_with_a_threshold_runs_as_often_as_told():
    listed = subprocess.run([QRBENCH, "micro", "--help"], capture_output=True, text=True).stdout
    # `login` is the last one named.
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)?", listed.split("Which:")[1].split(". (")[0]))
    assert words >= set(PARTS) and len(PARTS) == 11
    for part, limits in PARTS.items():
        once, twice = (said("micro", part, "--times", times) for times in (2, 4))
        assert (once["part"], once["times"], twice["times"]) == (part, 2, 4)
        assert once["sum"] * 2 == twice["sum"] > 0, "each run does the same work"
        assert set(limits) == {"instructions", "allocations", "reason"}


def test_a_statement_that_is_measured_is_a_true_one():
    # Nine members; a signature that does not verify would give 0.
    assert said("micro", "jwt-verify", "--times", 3)["sum"] == 27
    assert said("micro", "frame-check", "--times", 3)["sum"] == 3


def test_drawing_takes_turns_with_the_library():
    found = said("qr", "--rounds", 3, "--times", 2)
    lists = [found[f"{name}_us"] for name in ("bare", "svg", "frame")]
    assert [len(one) for one in lists] == [3, 3, 3]
    assert all(value > 0 for one in lists for value in one)


def test_the_real_broker_opens_a_seeded_database_and_its_chain_holds(tmp_path):
    house = House(tmp_path, {"plain": {}})
    broker = house.broker.start()
    try:
        broker.terminate()
        for count in (30, 12):
            assert said("seed", "--sessions", count, "--database", broker.database, "--key-file",
                        tmp_path / "qrbroker.key")["sessions"] == count
        broker.start()
        logins = audit.assert_whole(broker)
        assert len(logins) == 42 and {len(steps) for steps in logins.values()} == {5}
        assert broker.rows("SELECT DISTINCT status FROM login_sessions") == [("redeemed",)]
        left = {"audit_evidence": 2, "sign_ins": 1, "participants": 1, "grants": 1,
                "known_browsers": 1}
        for table, rows in left.items():
            assert broker.rows(f"SELECT count(*) FROM {table}") == [(42 * rows,)], table
    finally:
        broker.stop()


def test_no_past_is_written_under_a_running_broker(tmp_path):
    broker = House(tmp_path, {"plain": {}}).broker.start()
    try:
        done = subprocess.run(
            [QRBENCH, "seed", "--sessions", "30", "--database", broker.database, "--key-file",
             tmp_path / "qrbroker.key"], capture_output=True, text=True)
        assert done.returncode == 1 and "locked" in done.stderr
        assert broker.rows("PRAGMA integrity_check") == [("ok",)]
        assert broker.rows("SELECT count(*) FROM login_sessions") == [(1,)], "the one that is copied"
    finally:
        broker.stop()


def test_a_past_that_has_grown_by_a_twentieth_is_made_anew(tmp_path):
    asked = argparse.Namespace(results=tmp_path, binaries=BINARIES)
    made = past.folder(asked, 1000) / "made"
    first = made.stat().st_mtime_ns
    file = made.parent / "qrbroker.sqlite"

    def grown_by(count):
        with closing(sqlite3.connect(file)) as database:
            columns = [name for _, name, *_ in database.execute("PRAGMA table_info(sign_ins)")]
            drawn = {"id": "randomblob(16)", "cookie": "randomblob(32)"}
            database.execute(
                f"INSERT INTO sign_ins SELECT {', '.join(drawn.get(one, one) for one in columns)}"
                " FROM sign_ins LIMIT ?", [count])
            database.commit()
        past.settled(asked, 1000)
        with closing(sqlite3.connect(file)) as database:
            return database.execute("SELECT count(*) FROM sign_ins").fetchone()[0]

    assert grown_by(50) == 1050 and made.stat().st_mtime_ns == first
    assert grown_by(1) == 1000 and made.stat().st_mtime_ns > first


@pytest.mark.parametrize("arguments", [
    ["micro", "nothing"], ["micro", "svg", "--times", "0"], ["transitions", "--in-flight", "0"],
    ["transitions", "--seconds", "0"], ["qr", "--rounds", "0"],
    ["seed", "--sessions", "0", "--database", "x", "--key-file", "x"]])
def test_a_wrong_call_is_refused(arguments):
    done = subprocess.run([QRBENCH, *arguments], capture_output=True, text=True)
    assert done.returncode == 64 and "Error:" in done.stderr
