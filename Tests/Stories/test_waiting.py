"""The page waits: what it hears, when, and that it never misses anything."""

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import httpx
import pytest
from broker import eventually
from face_phone import measured
from portal import Portal
from problems import assert_problem
from wallet import Phone

pytestmark = pytest.mark.quick


def held(login, after, wait, count=1):
    """Starts waits of their own connections; returns their futures."""
    pool = ThreadPoolExecutor(count)

    def one():
        with httpx.Client(base_url=login.broker.issuer, timeout=75) as client:
            return login.read(after=after, wait=wait, client=client)
    futures = [pool.submit(one) for _ in range(count)]
    pool.shutdown(wait=False)
    return futures


@pytest.mark.parametrize("who", ["page", "phone"])
def test_whoever_leaves_gives_the_place_back(own_house, who):
    house = own_house()
    broker = house.broker.start()
    login = Portal(broker, "plain").start()
    phone = Phone(broker, house.wallet)
    phone.scan(login.payload)
    connection = http.client.HTTPConnection(broker.issuer.removeprefix("http://"))
    if who == "page":
        connection.request("GET", login.path + "?after=2&wait=60", headers=login.headers)
    else:
        body = json.dumps({"assertion": phone.statement("status", sid=phone.sid)})
        connection.request("POST", "/v1/wallet/status?after=2&wait=60", body,
                           {"Content-Type": "application/json"})
    eventually(lambda: measured(broker, "qrbroker_waiting_polls") == 1, 30, "a held poll")
    assert measured(broker, "qrbroker_requests_in_work") == 0, "waiting is no work"
    connection.close()
    eventually(lambda: measured(broker, "qrbroker_waiting_polls") == 0, 30, "the place back")


def test_reading_without_waiting_answers_at_once(portal):
    login = portal().start()
    answer = login.read()
    assert answer.status_code == 200
    assert answer.headers["session-version"] == "1" == str(answer.json()["version"])
    assert answer.headers["cache-control"] == "no-store"
    assert 0 < answer.json()["expires_in"] <= 120


def test_an_old_version_answers_at_once_however_long_the_wait(portal, phone):
    login = portal().start()
    phone().scan(login.payload)
    started = time.monotonic()
    for after in (0, 1, 3, 99):
        assert login.read(after=after, wait=60).json()["version"] == 2
    assert time.monotonic() - started < 2


def test_a_wait_without_change_ends_with_204(portal):
    login = portal().start()
    started = time.monotonic()
    answer = login.read(after=1, wait=1)
    assert answer.status_code == 204 and answer.content == b""
    assert answer.headers["session-version"] == "1"
    assert 0.9 < time.monotonic() - started < 5


def test_no_wait_and_nothing_new_is_204_at_once(portal):
    answer = portal().start().read(after=1)
    assert answer.status_code == 204 and answer.headers["session-version"] == "1"


def test_a_scan_wakes_the_page_within_a_moment(portal, phone):
    login, device = portal().start(), phone()
    (wait,) = held(login, after=1, wait=60)
    time_of_scan = []

    def scan():
        time_of_scan.append(time.monotonic())
        device.scan(login.payload)
    timer = threading.Timer(0.3, scan)
    timer.start()
    answer = wait.result(30)
    assert answer.json()["status"] == "scanned"
    assert time.monotonic() - time_of_scan[0] < 2


@pytest.mark.parametrize("query", [
    "after=-1", "after=x", "after=1.5", "after=", "after=1e3", "after=+1", "after=%201",
    "wait=-1", "wait=soon", "wait=0.5", "wait="])
def test_a_number_that_is_none_is_refused(portal, query):
    login = portal().start()
    answer = login.broker.client.get(f"{login.path}?{query}", headers=login.headers)
    assert_problem(answer, 400, "invalid_request", parameter=query.split("=")[0])


def test_a_number_given_twice_is_refused(portal):
    login = portal().start()
    answer = login.broker.client.get(f"{login.path}?after=1&after=2", headers=login.headers)
    assert_problem(answer, 400, "invalid_request")


def test_a_wait_over_sixty_is_accepted_and_counts_as_sixty(portal, phone):
    login, device = portal().start(), phone()
    waits = [held(login, after=1, wait=wait)[0] for wait in (10_000, 10**12)]
    device.scan(login.payload)
    for wait in waits:
        assert wait.result(20).json()["status"] == "scanned"


@pytest.mark.timeout(150)
def test_a_wait_of_an_hour_ends_after_a_minute(portal):
    login = portal().start()
    started = time.monotonic()
    assert login.read(after=1, wait=3600).status_code == 204
    assert 59 < time.monotonic() - started < 65


def test_a_fifth_wait_ends_the_oldest_with_204(portal, phone):
    login, device = portal().start(), phone()
    before, _ = login.broker.connections()
    (oldest,) = held(login, after=1, wait=60)
    login.broker.wait_until_taken_in(before + 1)
    others = held(login, after=1, wait=60, count=4)
    ended = oldest.result(10)
    assert ended.status_code == 204 and ended.headers["session-version"] == "1"
    assert not any(other.done() for other in others)
    device.scan(login.payload)
    assert [other.result(10).json()["version"] for other in others] == [2, 2, 2, 2]


def test_the_result_is_the_same_at_every_read(portal, phone):
    login, device = portal().start(), phone()
    device.scan(login.payload)
    device.confirm()
    results = [login.read().json()["result"] for _ in range(3)]
    assert results[0] == results[1] == results[2]
    assert len(results[0]["code"]) == 43


def test_an_ended_login_stays_readable(portal):
    login = portal().start()
    login.cancel()
    for _ in range(2):
        assert login.read().json()["status"] == "cancelled"
    answer = login.read(after=2, wait=1)
    assert answer.status_code == 204 and answer.headers["session-version"] == "2"


def test_a_page_that_follows_versions_sees_every_lasting_change(portal, phone):
    """Twenty logins, each decided as fast as it goes while the page polls: whatever falls between
    two polls must come with the next one, and versions only grow."""
    def follow(login):
        seen, after = [], 0
        with httpx.Client(base_url=login.broker.issuer, timeout=75) as client:
            while not seen or seen[-1]["status"] != "approved":
                answer = login.read(after=after, wait=20, client=client)
                assert answer.status_code == 200
                seen.append(answer.json())
                assert seen[-1]["version"] > after
                after = seen[-1]["version"]
        return [(entry["status"], entry["version"]) for entry in seen]

    logins = [portal("face").start() for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        followed = [pool.submit(follow, login) for login in logins]
        for login in logins:
            device = phone()
            device.scan(login.payload)
            device.confirm()
            device.face("pass")
        for future in followed:
            seen = future.result(30)
            assert seen[-1] == ("approved", 5)
            assert set(seen) <= {
                ("waiting", 1), ("scanned", 2), ("confirmed", 3), ("face_checking", 4),
                ("approved", 5)}


def test_the_phone_waits_like_the_page(portal, phone):
    login, device = portal("face").start(), phone()
    device.scan(login.payload)
    answer = device.status()
    assert answer.status_code == 200
    assert answer.headers["session-version"] == "2" and answer.json()["warnings"] == []
    assert device.status(after=2, wait=1).status_code == 204
    with ThreadPoolExecutor(1) as pool:
        wait = pool.submit(device.status, 2, 30)
        time.sleep(0.2)
        login.cancel()
        assert wait.result(10).json()["status"] == "cancelled"


def test_a_third_wait_of_the_phone_ends_its_oldest_and_none_of_the_page(portal, phone):
    login, device = portal().start(), phone()
    device.scan(login.payload)
    (page,) = held(login, after=2, wait=60)
    with ThreadPoolExecutor(3) as pool:
        waits = [pool.submit(device.status, 2, 60) for _ in range(3)]
        ended = next(as_completed(waits, timeout=20))
        assert ended.result().status_code == 204 and not page.done()
        login.cancel()
        assert page.result(20).json()["status"] == "cancelled"
        rest = [wait.result(20).json()["status"] for wait in waits if wait != ended]
        assert rest == ["cancelled", "cancelled"]


def test_the_phone_is_refused_numbers_that_are_none(portal, phone):
    login, device = portal().start(), phone()
    device.scan(login.payload)
    assert_problem(device.status(after="-1"), 400, "invalid_request", parameter="after")
    assert_problem(device.status(wait="x"), 400, "invalid_request", parameter="wait")
