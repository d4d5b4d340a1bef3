"""The page waits: what it hears, when, and that it never misses anything."""

import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import httpx
import pytest
from broker import HTTP, LIMIT, eventually
from portal import Portal
from problems import assert_problem
from wallet import Phone

pytestmark = pytest.mark.quick

# Seconds. Nothing that is answered at once takes so long on any machine, and whatever is held for a
# minute takes longer.
HALF_A_MINUTE = 30


def held(login, after, wait, count=1):
    """Starts waits of their own connections; returns their futures."""
    pool = ThreadPoolExecutor(count)

    def one():
        with httpx.Client(base_url=login.broker.issuer, **HTTP) as client:
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
    eventually(lambda: broker.measured("qrbroker_waiting_polls") == 1, "a held poll")
    assert broker.measured("qrbroker_requests_in_work") == 0, "waiting is no work"
    connection.close()
    eventually(lambda: broker.measured("qrbroker_waiting_polls") == 0, "the place back")


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
    assert time.monotonic() - started < HALF_A_MINUTE


def test_a_wait_without_change_ends_with_204(portal):
    login = portal().start()
    started = time.monotonic()
    answer = login.read(after=1, wait=1)
    assert answer.status_code == 204 and answer.content == b""
    assert answer.headers["session-version"] == "1"
    assert 0.9 < time.monotonic() - started < HALF_A_MINUTE


def test_no_wait_and_nothing_new_is_204_at_once(portal):
    answer = portal().start().read(after=1)
    assert answer.status_code == 204 and answer.headers["session-version"] == "1"


@pytest.fixture
def alone(own_house):
    """A login and a phone at a broker where nobody else waits."""
    house = own_house({"plain": {}})
    house.broker.start()
    return Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)


def test_a_scan_wakes_the_page_at_once(alone):
    login, device = alone
    (wait,) = held(login, after=1, wait=60)
    login.broker.wait_until_held(1)
    time_of_scan = time.monotonic()
    device.scan(login.payload)
    assert wait.result(LIMIT).json()["status"] == "scanned"
    assert time.monotonic() - time_of_scan < HALF_A_MINUTE


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
        assert wait.result(LIMIT).json()["status"] == "scanned"


@pytest.mark.slow
def test_a_wait_of_an_hour_ends_after_a_minute(portal):
    login = portal().start()
    started = time.monotonic()
    assert login.read(after=1, wait=3600).status_code == 204
    assert 59 < time.monotonic() - started < 60 + HALF_A_MINUTE


def test_a_fifth_wait_ends_the_oldest_with_204(alone):
    login, device = alone
    (oldest,) = held(login, after=1, wait=60)
    login.broker.wait_until_held(1)
    others = held(login, after=1, wait=60, count=4)
    ended = oldest.result(LIMIT)
    assert ended.status_code == 204 and ended.headers["session-version"] == "1"
    assert not any(other.done() for other in others)
    device.scan(login.payload)
    assert [other.result(LIMIT).json()["version"] for other in others] == [2, 2, 2, 2]


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
        with httpx.Client(base_url=login.broker.issuer, **HTTP) as client:
            while not seen or seen[-1]["status"] != "approved":
                seen.append(login.next(after, client))
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
            seen = future.result(LIMIT)
            assert seen[-1] == ("approved", 5)
            assert set(seen) <= {
                ("waiting", 1), ("scanned", 2), ("confirmed", 3), ("face_checking", 4),
                ("approved", 5)}


def test_the_phone_waits_like_the_page(alone):
    login, device = alone
    device.scan(login.payload)
    answer = device.status()
    assert answer.status_code == 200
    assert answer.headers["session-version"] == "2" and answer.json()["warnings"] == []
    assert device.status(after=2, wait=1).status_code == 204
    with ThreadPoolExecutor(1) as pool:
        wait = pool.submit(device.status, 2, 60)
        login.broker.wait_until_held(1)
        login.cancel()
        assert wait.result(LIMIT).json()["status"] == "cancelled"


def test_a_third_wait_of_the_phone_ends_its_oldest_and_none_of_the_page(alone):
    login, device = alone
    device.scan(login.payload)
    (page,) = held(login, after=2, wait=60)
    login.broker.wait_until_held(1)
    with ThreadPoolExecutor(3) as pool:
        waits = [pool.submit(device.status, 2, 60) for _ in range(3)]
        ended = next(as_completed(waits, timeout=LIMIT))
        assert ended.result().status_code == 204 and not page.done()
        login.cancel()
        assert page.result(LIMIT).json()["status"] == "cancelled"
        rest = [wait.result(LIMIT).json()["status"] for wait in waits if wait != ended]
        assert rest == ["cancelled", "cancelled"]


def test_the_phone_is_refused_numbers_that_are_none(portal, phone):
    login, device = portal().start(), phone()
    device.scan(login.payload)
    assert_problem(device.status(after="-1"), 400, "invalid_request", parameter="after")
    assert_problem(device.status(wait="x"), 400, "invalid_request", parameter="wait")
