"""Two hundred people sign in while the broker is killed again and again."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import audit
import httpx
import pytest
from broker import eventually
from portal import Portal
from wallet import Phone


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
        version = answer.json()["version"]
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
        while scanned.status_code == 410:  # the frame grew stale while the broker was dead
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


def test_two_hundred_logins_through_a_series_of_crashes(own_house):
    house = own_house({"plain": {}, "face": {"asks": ["face"]}})
    broker = house.broker.start()
    halt, dice = threading.Event(), random.Random(2026)
    journeys = [Journey(house, halt) for _ in range(200)]
    with ThreadPoolExecutor(24) as pool:
        runs = [pool.submit(journey.run) for journey in journeys]
        crashes = 0
        while not all(run.done() for run in runs):
            target = sum(run.done() for run in runs) + dice.randrange(10, 30)
            try:
                eventually(lambda: sum(run.done() for run in runs) >= min(target, 200))
            except AssertionError:
                halt.set()
                raise
            time.sleep(dice.uniform(0, 0.05))  # any moment is as good as any other
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
