"""The key file while several write it: the broker by age, and an operator by command."""

import fcntl
import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from broker import LIMIT, QRBROKER, eventually, run

pytestmark = pytest.mark.quick


@pytest.fixture
def key_file(own_house) -> Path:
    """Of a broker that is not running; it has an ES256 and an RS256 key."""
    house = own_house({"plain": {}})
    house.broker.start()
    house.broker.stop()
    return house.broker.folder / "qrbroker.key"


def rotation(key_file) -> subprocess.Popen:
    return subprocess.Popen([QRBROKER, "key", "rotate", "--key-file", key_file],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def keys(key_file) -> list[str]:
    return [key["kid"] for key in json.loads(key_file.read_text())["signing"]]


def locks_waited_for(process) -> bool:
    """Whether a process waits for a lock that another one has."""
    return any("->" in line and f" {process.pid} " in line
               for line in Path("/proc/locks").read_text().splitlines())


def test_rotations_at_once_lose_none_of_the_new_keys(key_file):
    before = keys(key_file)
    rotations = [rotation(key_file) for _ in range(6)]
    printed = set()
    for one in rotations:
        output, problem = one.communicate(timeout=LIMIT)
        assert one.returncode == 0, problem
        printed |= set(output.split())
    assert set(keys(key_file)) == printed > set(before)
    assert len(printed) == len(before) * (1 + len(rotations))
    assert [file.name for file in key_file.parent.glob("*.new*")] == []


def test_a_rotation_waits_for_the_one_before_it(key_file):
    """Two that write one temporary file at once could leave a torn key file behind."""
    before = key_file.read_bytes()
    folder = os.open(key_file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        waiting = rotation(key_file)
        eventually(lambda: locks_waited_for(waiting), what="the second one waiting")
        assert key_file.read_bytes() == before
    finally:
        os.close(folder)
    assert waiting.wait(LIMIT) == 0
    assert len(keys(key_file)) == 4


def test_the_file_stays_its_owners(key_file):
    """An operator rotates as root while the broker runs as somebody else."""
    if os.getuid() == 0:
        os.chown(key_file, 65534, 65533)
    before = key_file.stat()
    assert run("key", "rotate", "--key-file", key_file).returncode == 0
    after = key_file.stat()
    assert before.st_ino != after.st_ino, "replaced as a whole"
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert stat.S_IMODE(after.st_mode) == stat.S_IMODE(before.st_mode) == 0o600


def test_what_a_killed_rotation_left_behind_stops_no_later_one(key_file):
    leftover = key_file.with_name(key_file.name + ".new")
    leftover.write_text('{"torn')
    assert run("key", "rotate", "--key-file", key_file).returncode == 0
    assert len(keys(key_file)) == 4 and not leftover.exists()
