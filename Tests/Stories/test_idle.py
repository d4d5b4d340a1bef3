"""Connections that do nothing: closed after a while, unless they wait for us."""

import resource
import socket
import threading
import time

import httpx
import pytest
from broker import HTTP, LIMIT, eventually
from connections import connected, ended
from portal import Portal

IDLE = 15  # seconds that a connection may be silent, or pause inside a request
HELD = 30  # seconds that a poll waits meanwhile
HALF = b"POST /v1/sessions HTTP/1.1\r\nHost: broker\r\nContent-Length: 100\r\n\r\n{"


def seconds_until_closed(address, first_bytes):
    started = time.monotonic()
    with socket.create_connection(address, timeout=LIMIT) as connection:
        connection.sendall(first_bytes)
        while connection.recv(4096):
            pass
        return time.monotonic() - started


def test_silent_and_half_sent_requests_are_closed_and_a_held_poll_is_not(portal):
    login = portal().start()
    url = httpx.URL(login.broker.issuer)
    lasted = {}

    def measure(name, first_bytes):
        lasted[name] = seconds_until_closed((url.host, url.port), first_bytes)

    threads = [
        threading.Thread(target=measure, args=("silent", b"")),
        threading.Thread(target=measure, args=("half", HALF)),
    ]
    for thread in threads:
        thread.start()
    started = time.monotonic()
    with httpx.Client(base_url=login.broker.issuer, **HTTP) as client:
        answer = login.read(after=1, wait=HELD, client=client)
    assert answer.status_code == 204 and time.monotonic() - started >= HELD - 1
    for thread in threads:
        thread.join()
    for name, seconds in lasted.items():
        assert IDLE - 1 <= seconds < HELD, name


CROWD = 10_000


@pytest.fixture
def many_files():
    """As many open files as this process may have at all."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_ten_thousand_silent_connections_keep_nobody_out_and_are_ended(own_house, many_files):
    """Half of them say nothing at all, the others half a request."""
    # The broker takes as many as its own limit of files lets it, and leaves some for other things.
    count = min(CROWD, many_files - 2000)
    house = own_house({"plain": {}})
    house.broker.start()
    with connected(house.issuer, count) as crowd:
        for connection in crowd[::2]:
            connection.sendall(HALF)
        login = Portal(house.broker, "plain").start()
        assert login.status() == "waiting"
        eventually(lambda: ended(crowd), "the end of all that say nothing")
        assert login.status() == "waiting"
