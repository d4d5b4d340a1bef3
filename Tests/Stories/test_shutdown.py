"""Stopping: everybody who waits is told at once, and the process leaves on time."""

import resource
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from broker import HTTP, LIMIT
from portal import Portal
from wallet import Phone

WAITS = 1000

# Seconds; so long that nobody takes an answer at its end for one that came at once.
GRACE = 60


@pytest.fixture
def house(own_house):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit[1], limit[1]))
    house = own_house({"plain": {}}, shutdown_grace=GRACE)
    house.broker.start()
    return house


def connected(house) -> socket.socket:
    host, port = house.issuer.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=LIMIT)


def hold(house, login) -> socket.socket:
    """Opens one connection and asks to wait on it."""
    connection = connected(house)
    connection.sendall((
        f"GET {login.path}?after=1&wait=60 HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {login.poll_token}\r\n\r\n").encode())
    return connection


def answer_on(connection) -> tuple[int, dict]:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(4096)
        assert part, "cut off without an answer"
        received += part
    head = received.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
    return int(head[0].split()[1]), headers


def test_a_thousand_held_polls_are_all_answered_and_it_exits_in_time(house):
    logins = [Portal(house.broker, "plain").start() for _ in range(WAITS // 4)]
    connections = [hold(house, login) for login in logins for _ in range(4)]
    house.broker.wait_until_held(WAITS)
    started = time.monotonic()
    house.broker.process.terminate()
    answers = [answer_on(connection) for connection in connections]
    answered = time.monotonic() - started
    for connection in connections:
        connection.close()
    assert house.broker.process.wait(LIMIT) == 0
    assert time.monotonic() - started < GRACE
    assert {code for code, _ in answers} == {204}
    pauses = [int(headers["retry-after"]) for _, headers in answers]
    assert set(pauses) == {1, 2, 3}, "pages let go together must not come back together"
    assert all(headers["session-version"] == "1" for _, headers in answers)
    assert answered < GRACE / 2, "held polls must be answered at once, not when the grace is over"


@pytest.mark.quick
def test_a_phone_that_waits_is_told_too(house):
    login, device = Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)
    device.scan(login.payload)
    with ThreadPoolExecutor(1) as pool:
        wait = pool.submit(device.status, 2, 60)
        house.broker.wait_until_held(1)
        house.broker.process.terminate()
        answer = wait.result(LIMIT)
    assert answer.status_code == 204 and int(answer.headers["retry-after"]) >= 0


@pytest.mark.quick
def test_the_page_goes_on_after_an_orderly_restart(house):
    login = Portal(house.broker, "plain").start()
    device = Phone(house.broker, house.wallet)
    device.scan(login.payload)
    assert house.broker.terminate() == 0
    house.broker.start()
    assert login.read().json()["status"] == "scanned"
    assert device.confirm().json()["status"] == "approved"
    assert login.redeem().status_code == 200


@pytest.mark.quick
def test_nothing_new_is_taken_in_once_it_stops(house):
    with httpx.Client(base_url=house.issuer, **HTTP) as client:
        assert client.get("/jwks").status_code == 200
    assert house.broker.terminate() == 0
    with pytest.raises(httpx.ConnectError), httpx.Client(base_url=house.issuer) as client:
        client.get("/jwks")


def test_clients_that_never_leave_do_not_keep_it(house):
    """Idle connections and half-sent requests end with the grace period at the latest."""
    idle = [connected(house) for _ in range(20)]
    for connection in idle[:10]:
        connection.sendall(
            b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    started = time.monotonic()
    house.broker.process.terminate()
    assert house.broker.process.wait(LIMIT) == 0
    assert time.monotonic() - started < GRACE
    for connection in idle:
        connection.close()


@pytest.mark.quick
def test_an_interrupt_from_the_keyboard_is_an_orderly_stop_too(house):
    house.broker.process.send_signal(signal.SIGINT)
    assert house.broker.process.wait(LIMIT) == 0


@pytest.mark.quick
def test_the_database_is_left_tidy(house):
    """A checkpoint at the end: the write-ahead log is empty or gone, so a copy of one file is a
    copy of everything."""
    login = Portal(house.broker, "plain").start()
    assert house.broker.terminate() == 0
    log = house.broker.database.with_name("qrbroker.sqlite-wal")
    assert not log.exists() or log.stat().st_size == 0
    house.broker.start()
    assert login.status() == "waiting"
