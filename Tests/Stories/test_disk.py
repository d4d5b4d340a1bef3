"""A disk that is full, read-only or broken: clear refusals, nothing half done, and recovery."""

import os
import re
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from broker import HTTP, LIMIT, eventually
from portal import Portal
from problems import assert_error_page, assert_problem
from visit import Browser
from wallet import Phone

MOUNT = ["unshare", "--mount", "--propagation", "private", "sh", "-c",
         'mount -t tmpfs -o size=3m tmpfs data && exec "$@"', "sh"]
AS_ROOT_OF_ITS_OWN = ["unshare", "--user", "--map-root-user"]


@pytest.fixture
def small(own_house):
    """A house whose database lives on a disk of 3 MiB that only the broker sees."""
    house = own_house({"plain": {}}, database="./data/qrbroker.sqlite")
    (house.broker.folder / "data").mkdir()
    house.broker.start(wrapper=MOUNT if os.getuid() == 0 else AS_ROOT_OF_ITS_OWN + MOUNT)
    inside = Path(f"/proc/{house.broker.process.pid}/root")
    house.disk = inside / house.broker.folder.relative_to("/") / "data"
    return house


def fill(disk: Path):
    with open(disk / "filler", "wb", buffering=0) as file:
        for block in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * block)
            except OSError:
                continue


@contextmanager
def failing(broker, calls: str, error: str):
    """While inside, these system calls on the database's files fail with this error."""
    files = [f"{broker.database}{suffix}" for suffix in ("", "-wal", "-shm")]
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(broker.process.pid), *[f"-P{file}" for file in files],
         "-e", f"trace={calls}", "-e", f"inject={calls}:error={error}", "-o", "/dev/null"],
        stderr=subprocess.PIPE, text=True)
    for line in tracer.stderr:
        if "attached" in line:
            break
    else:
        raise AssertionError("strace did not attach")
    try:
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(LIMIT)


def complaints(broker) -> list[dict]:
    return [entry for entry in broker.log.entries()
            if str(entry.get("level")).lower() in ("warning", "error", "critical")]


def assert_works(house):
    login, device = Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)
    assert device.scan(login.payload).status_code == 200
    assert device.confirm().json()["status"] == "approved"
    assert login.redeem().status_code == 200


def test_a_person_whose_login_cannot_begin_sees_a_page_that_names_the_line_in_the_log(own_house):
    house = own_house({"plain": {}})
    house.broker.start()
    browser = Browser(house.broker)
    with failing(house.broker, "pwrite64", "EROFS"):
        answer = browser.visit(Portal(house.broker, "plain")).answer
    browser.close()
    assert_error_page(answer, 503)
    assert int(answer.headers["retry-after"]) >= 1
    assert 'data-problem="unavailable"' in answer.text
    error_id = re.search('data-error-id="([^"]+)"', answer.text)[1]
    assert any(error_id in str(entry) for entry in complaints(house.broker))


def works_again(house):
    """The first creation that is accepted again ends the wait."""
    return eventually(
        lambda: Portal(house.broker, "plain").create().status_code == 201, what="recovery")


def test_a_full_disk_is_a_503_that_uses_nothing_up_and_passes(small):
    portal = Portal(small.broker, "plain")
    login, device = portal.start(), Phone(small.broker, small.wallet)
    fill(small.disk)
    answers = [portal.create()]
    while answers[-1].status_code == 201 and len(answers) < 3000:
        answers.append(portal.create())
    assert_problem(answers[-1], 503, "unavailable")
    assert int(answers[-1].headers["retry-after"]) >= 1
    statement = device.statement("scan", qr=login.current_payload())
    refused = device.post("/v1/wallet/scan", statement)
    assert_problem(refused, 503, "unavailable")
    assert login.read().status_code == 200, "reading must go on"
    said = [entry for entry in complaints(small.broker)
            if answers[-1].json()["error_id"] in str(entry)]
    assert said, "the log must name the error the client was given"
    assert any("full" in str(entry).lower() or "space" in str(entry).lower() for entry in said)
    (small.disk / "filler").unlink()
    works_again(small)
    again = device.post("/v1/wallet/scan", statement)
    assert again.status_code in (200, 410), again.text
    assert_works(small)


@pytest.mark.parametrize("calls, error", [
    ("pwrite64", "EROFS"), ("pwrite64", "EIO"), ("fdatasync,fsync", "EIO"),
    ("fdatasync,fsync", "ENOSPC")])
def test_a_change_that_cannot_be_made_durable_is_not_acknowledged(own_house, calls, error):
    """That a failing flush refuses a scan also shows that each change is flushed before its
    answer."""
    house = own_house({"plain": {}})
    house.broker.start()
    login, device = Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)
    with failing(house.broker, calls, error):
        assert_problem(device.scan(login.payload), 503, "unavailable")
        assert login.read().json()["version"] == 1
        assert_problem(Portal(house.broker, "plain").create(), 503, "unavailable")
    assert complaints(house.broker)
    works_again(house)
    assert login.read().json()["version"] == 1
    assert device.scan(login.current_payload()).status_code == 200
    assert_works(house)
    house.broker.restart()
    assert login.status() == "scanned"


def test_ready_says_no_while_the_disk_does_not_take_changes(small):
    ready = small.broker.management + "/healthz/ready"
    assert httpx.get(ready, **HTTP).status_code == 200
    fill(small.disk)
    while Portal(small.broker, "plain").create().status_code == 201:
        pass
    live = httpx.get(small.broker.management + "/healthz/live", **HTTP)
    assert live.status_code == 200
    (small.disk / "filler").unlink()
    works_again(small)
    eventually(
        lambda: httpx.get(ready, **HTTP).status_code == 200, what="ready again")
