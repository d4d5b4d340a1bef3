"""The broker is killed as by a power cut, at every point of a login, and comes back on the same
database and ports: what it acknowledged is still true, and nothing happens twice."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import audit
import httpx
import pytest
from broker import eventually
from portal import Portal
from problems import assert_oauth_error, assert_problem
from wallet import Key, Phone

POLICIES = {
    "plain": {}, "number": {"number_match": "always"}, "face": {"asks": ["face"]},
    "brief": {"lifetimes": {"scan": 1, "decide": 1, "redeem": 1}},
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
        wait = pool.submit(login.read, 1, 30)
        device.scan(login.payload)
        assert wait.result(30).json()["status"] == "scanned"


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
def test_a_deadline_that_passes_while_it_is_dead_counts(house, steps):
    login, device = begin(house, "brief")
    for step in steps:
        assert getattr(device, step)(*([login.payload] if step == "scan" else [])).is_success
    version = login.read().json()["version"]
    house.broker.kill()
    time.sleep(1.1)  # the lifetime itself must pass while nobody runs
    house.broker.start()
    page = login.read(after=version, wait=10).json()
    assert (page["status"], page["version"]) == ("expired", version + 1)
    assert audit.transitions(house.broker, login.id)[-1][1] == "expired"
    audit.assert_whole(house.broker)


class Journey:
    """One login that goes on through crashes: each call is repeated, newly signed, until it is
    answered; what was acknowledged is remembered."""

    def __init__(self, house, halt: threading.Event):
        self.house, self.broker, self.halt = house, house.broker, halt
        self.acknowledged = 0
        self.redeemed_answers = 0
        self.login = self.phone = None

    def insist(self, call):
        while True:
            try:
                answer = call()
            except httpx.HTTPError:
                assert not self.halt.wait(0.01), "the broker did not come back"
                continue
            if answer.status_code != 503:
                return answer

    def note(self, answer):
        """A version once acknowledged is never followed by a smaller one."""
        version = int(answer.headers["session-version"])
        assert version >= self.acknowledged, "an acknowledged change was lost"
        self.acknowledged = version

    def create(self):
        """The one call that may leave an orphan behind: a lost answer takes its secrets along."""
        portal = Portal(self.broker, "face")

        def one():
            try:
                self.login = portal.start()
            except AssertionError as error:
                raise httpx.HTTPError("refused while stopping") from error
            return self.login.read()
        self.note(self.insist(one))

    def run(self):
        self.create()
        self.phone = Phone(self.broker, self.house.wallet)
        payload = self.insist(self.login.frame).json()["payload"]
        scanned = self.insist(lambda: self.phone.scan(payload))
        if scanned.status_code == 410:  # the frame grew stale while the broker was dead
            payload = self.insist(self.login.frame).json()["payload"]
            scanned = self.insist(lambda: self.phone.scan(payload))
        assert scanned.status_code == 200, scanned.text
        self.note(scanned)
        confirmed = self.insist(self.phone.confirm)
        assert confirmed.status_code == 200, confirmed.text
        self.note(confirmed)
        judged = self.insist(self.phone.face)
        assert judged.json()["status"] == "approved", judged.text
        self.note(judged)
        page = self.insist(self.login.read)
        self.note(page)
        code = page.json()["result"]["code"]
        while True:
            try:
                answer = self.login.redeem(code)
            except httpx.HTTPError:
                # Not known whether it counted: the state says so, and both are right.
                if self.insist(self.login.read).json()["status"] == "redeemed":
                    return
                continue
            if answer.status_code == 503:
                continue
            assert answer.status_code == 200, answer.text
            self.redeemed_answers += 1
            return


@pytest.mark.timeout(300)
def test_two_hundred_logins_through_a_series_of_crashes(own_house):
    house = own_house(POLICIES)
    broker = house.broker.start()
    halt, dice = threading.Event(), random.Random(2026)
    journeys = [Journey(house, halt) for _ in range(200)]
    with ThreadPoolExecutor(24) as pool:
        runs = [pool.submit(journey.run) for journey in journeys]
        crashes = 0
        while not all(run.done() for run in runs):
            target = sum(run.done() for run in runs) + dice.randrange(10, 30)
            time.sleep(dice.uniform(0.05, 0.3))  # any moment is as good as any other
            try:
                eventually(lambda: sum(run.done() for run in runs) >= min(target, 200), 60)
            except AssertionError:
                halt.set()
                raise
            if not all(run.done() for run in runs):
                broker.restart()
                crashes += 1
        for run in runs:
            run.result()
    assert crashes >= 4
    broker.restart()
    logins = audit.assert_whole(broker)
    for journey in journeys:
        assert journey.login.status() == "redeemed"
        steps = audit.transitions(broker, journey.login.id)
        assert [step[1] for step in steps] == [
            "waiting", "scanned", "confirmed", "face_checking", "approved", "redeemed"]
        assert journey.acknowledged >= 5
    orphans = len(logins) - len(journeys)
    assert 0 <= orphans <= crashes * 24, "logins nobody asked for"
