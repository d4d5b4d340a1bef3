"""Stopping: everybody who waits is told at once, and the process leaves on time."""

import asyncio
import resource
import signal
import time

import httpx
import pytest
from portal import Portal
from wallet import Phone

WAITS = 1000


@pytest.fixture
def house(own_house):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit[1], limit[1]))
    house = own_house({"plain": {}})
    house.broker.start()
    return house


async def hold(login):
    """Opens one connection, asks to wait, and returns the streams."""
    host, port = login.broker.issuer.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write((
        f"GET {login.path}?after=1&wait=60 HTTP/1.1\r\nHost: {host}:{port}\r\n"
        f"Authorization: Bearer {login.poll_token}\r\n\r\n").encode())
    await writer.drain()
    return reader, writer


async def answer_of(reader) -> tuple[int, dict]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
    return int(head[0].split()[1]), headers


def test_a_thousand_held_polls_are_all_answered_and_it_exits_in_time(house):
    logins = [Portal(house.broker, "plain").start() for _ in range(WAITS // 4)]

    async def story():
        streams = []
        for login in logins:
            streams += await asyncio.gather(*[hold(login) for _ in range(4)])
        await asyncio.to_thread(house.broker.wait_until_taken_in, WAITS)
        started = time.monotonic()
        house.broker.process.terminate()
        answers = await asyncio.wait_for(
            asyncio.gather(*[answer_of(reader) for reader, _ in streams]), 20)
        answered = time.monotonic() - started
        for _, writer in streams:
            writer.close()
        status = await asyncio.to_thread(house.broker.process.wait, 25)
        return answers, answered, status, time.monotonic() - started

    answers, answered, status, ended = asyncio.run(story())
    assert len(answers) == WAITS
    assert {code for code, _ in answers} == {204}
    assert all(int(headers["retry-after"]) >= 0 for _, headers in answers)
    assert all(headers["session-version"] == "1" for _, headers in answers)
    assert answered < 5, "held polls must be answered at once, not when the grace is over"
    assert status == 0 and ended < 20


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
    with httpx.Client(base_url=house.issuer) as client:
        assert client.get("/jwks").status_code == 200
    assert house.broker.terminate() == 0
    with pytest.raises(httpx.ConnectError), httpx.Client(base_url=house.issuer) as client:
        client.get("/jwks")


def test_clients_that_never_leave_do_not_keep_it(house):
    """Idle keep-alive connections and half-sent requests end with the grace period at the latest."""
    host, port = house.issuer.removeprefix("http://").split(":")

    async def story():
        idle = [await asyncio.open_connection(host, int(port)) for _ in range(20)]
        for _, writer in idle[:10]:
            writer.write(b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            await writer.drain()
        house.broker.process.terminate()
        started = time.monotonic()
        status = await asyncio.to_thread(house.broker.process.wait, 30)
        for _, writer in idle:
            writer.close()
        return status, time.monotonic() - started
    status, seconds = asyncio.run(story())
    assert status == 0 and seconds < 22


@pytest.mark.quick
def test_an_interrupt_from_the_keyboard_is_an_orderly_stop_too(house):
    house.broker.process.send_signal(signal.SIGINT)
    assert house.broker.process.wait(25) == 0


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
