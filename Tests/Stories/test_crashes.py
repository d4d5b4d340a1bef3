"""The broker is killed as by a power cut, at every point of a login, and comes back on the same
database and ports: what it acknowledged is still true, and nothing happens twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import audit
import httpx
import pytest
from broker import LIMIT
from clock import Clock
from portal import Portal
from problems import assert_oauth_error, assert_problem
from wallet import Key, Phone

POLICIES = {
    "plain": {}, "number": {"number_match": "always"}, "face": {"asks": ["face"]},
}


@pytest.fixture
def house(own_house):
    house = own_house(POLICIES)
    house.broker.start()
    return house


def begin(house, identifier="plain"):
    return Portal(house.broker, identifier).start(), Phone(house.broker, house.wallet)


def killed(broker) -> threading.Thread:
    """Kills the broker in 0.2 s, when the calls made meanwhile wait for an answer."""
    thread = threading.Timer(0.2, broker.kill)
    thread.start()
    return thread


@pytest.mark.quick
def test_a_login_goes_on_with_a_crash_between_any_two_steps(house):
    login, device = begin(house, "face")
    broker = house.broker
    broker.restart()
    assert login.read().json()["version"] == 1
    payload = login.current_payload()
    broker.restart()
    assert device.scan(payload).status_code == 200
    broker.restart()
    assert (login.read().json()["status"], device.status().json()["version"]) == ("scanned", 2)
    broker.restart()
    assert device.confirm().json()["status"] == "face_checking"
    broker.restart()
    assert device.face("fail", reason="blurred").json()["tries_left"] == 2
    broker.restart()
    assert device.face("pass").json()["status"] == "approved"
    broker.restart()
    result = login.read().json()["result"]
    broker.restart()
    assert login.read().json()["result"] == result
    assert login.redeem(result["code"]).status_code == 200
    broker.restart()
    assert login.status() == "redeemed"
    audit.assert_whole(broker)
    assert [step[1] for step in audit.transitions(broker, login.id)] == [
        "waiting", "scanned", "confirmed", "face_checking", "face_checking", "approved",
        "redeemed"]


def test_the_frame_on_the_page_is_still_good_after_a_crash(house):
    login, device = begin(house)
    house.broker.restart()
    assert device.scan(login.payload).status_code in (200, 410)
    assert device.scan(login.current_payload() if login.status() == "waiting" else login.payload
                       ).status_code == 200


def test_a_typed_code_is_still_good_after_a_crash(house):
    login, device = begin(house)
    house.broker.restart()
    assert device.scan(user_code=login.created["user_code"]).status_code == 200


def test_the_number_on_the_page_is_the_same_after_a_crash(house):
    login, device = begin(house, "number")
    device.scan(login.payload)
    number = login.read().json()["match_number"]
    house.broker.restart()
    assert login.read().json()["match_number"] == number
    assert device.confirm(number=number).json()["status"] == "approved"


def test_a_repeated_scan_gets_the_same_challenge_after_a_crash(house):
    login, device = begin(house)
    challenge = device.scan(login.payload).json()["challenge"]
    house.broker.restart()
    assert device.scan(login.payload).json()["challenge"] == challenge


def test_a_waiting_page_is_cut_off_and_goes_on(house):
    login, device = begin(house)
    death = killed(house.broker)
    with pytest.raises(httpx.HTTPError):
        login.read(after=1, wait=30)
    death.join()
    house.broker.start()
    with ThreadPoolExecutor(1) as pool:
        wait = pool.submit(login.read, 1, 60)
        device.scan(login.payload)
        assert wait.result(LIMIT).json()["status"] == "scanned"


@pytest.mark.quick
def test_what_was_used_up_before_the_crash_stays_used_up(house):
    login, device = begin(house)
    scan = device.statement("scan", qr=login.payload)
    device.challenge = device.post("/v1/wallet/scan", scan).json()["challenge"]
    device.sid = login.id
    confirm = device.statement("confirm", sid=device.sid, challenge=device.challenge)
    assert device.post("/v1/wallet/confirm", confirm).json()["status"] == "approved"
    code = login.code()
    token = login.redeem(code).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    house.broker.restart()
    assert house.broker.client.get("/userinfo", headers=bearer).status_code == 200
    assert_problem(device.post("/v1/wallet/scan", scan), 409, "replayed_assertion")
    assert_problem(device.post("/v1/wallet/confirm", confirm), 409, "replayed_assertion")
    assert_oauth_error(login.redeem(code), 400, "invalid_grant")
    assert house.broker.client.get("/userinfo", headers=bearer).status_code == 401
    house.broker.restart()
    assert house.broker.client.get("/userinfo", headers=bearer).status_code == 401


def test_wrong_tries_are_counted_over_a_crash(house):
    login, device = begin(house)
    device.scan(login.payload)
    device.confirm()
    code = login.code()
    for _ in range(5):
        assert login.redeem(code, code_verifier="w" * 43).status_code == 400
        house.broker.restart()
    assert_oauth_error(login.redeem(code), 400, "invalid_grant")
    assert login.status() == "expired"


def test_device_keys_and_their_end_survive_a_crash(house):
    device, key = Phone(house.broker, house.wallet), Key()
    assert device.enrol(key).status_code == 201
    house.broker.restart()
    device.key = key
    assert device.scan(begin(house)[0].payload).status_code == 200
    assert device.call("revoke", kid=key.kid).status_code == 204
    house.broker.restart()
    assert_problem(device.scan(begin(house)[0].payload), 401, "invalid_assertion")


@pytest.mark.parametrize("steps", [[], ["scan"], ["scan", "confirm"]])
def test_a_deadline_that_passes_while_it_is_dead_counts(own_house, tmp_path, steps):
    house, clock = own_house({"plain": {}}), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    login, device = begin(house)
    for step in steps:
        assert getattr(device, step)(*([login.payload] if step == "scan" else [])).is_success
    version = login.read().json()["version"]
    house.broker.kill()
    clock.set(121)  # longer than each of the three lifetimes, while nobody runs
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    page = login.next(version)
    assert (page["status"], page["version"]) == ("expired", version + 1)
    assert audit.transitions(house.broker, login.id)[-1][1] == "expired"
    audit.assert_whole(house.broker)
