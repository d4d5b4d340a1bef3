"""More than can be done at once: who is turned away, how, and who is not."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import httpx
import pytest
from broker import HTTP, LIMIT, eventually
from face_company import SECRET, FaceCompany
from house import House
from load import Load
from portal import Portal
from problems import assert_problem
from playwright.sync_api import expect
from wallet import Phone

pytestmark = pytest.mark.quick

POLICIES = {"plain": {}, "visit": {"asks": ["face"], "face": {"provider": "remote"}}}


class Busy:
    """A broker that works on as many requests as a story wants: each asks a company that does not
    answer before it is let go."""

    def __init__(self, folder, limit: int):
        self.company = FaceCompany()
        self.company.mode = "hang"
        folder.mkdir()
        (folder / "face.secret").write_text(SECRET + "\n")
        self.house = House(
            folder, POLICIES,
            edit=lambda settings: settings["limits"].update(concurrent_requests=limit),
            face={"remote": {
                "url": self.company.address, "app_id": "stories", "secret_file": "./face.secret",
                "timeout": 60, "attempts": 1}})
        self.broker = self.house.broker.start()
        self.pool = ThreadPoolExecutor(20)
        self.occupied = 0

    def in_work(self) -> float:
        return self.broker.measured("qrbroker_requests_in_work")

    def occupy(self, *phones: Phone):
        """Has these phones ask for their checks; the answers are still to come."""
        self.occupied += len(phones)
        answers = [self.pool.submit(self._begin, phone) for phone in phones]
        eventually(lambda: self.in_work() == self.occupied, f"{self.occupied} requests in work")
        return answers

    def confirmed(self) -> Phone:
        """A phone whose login waits for a face check."""
        login = Portal(self.broker, "visit").start()
        phone = Phone(self.broker, self.house.wallets["demo-wallet"])
        phone.scan(login.payload)
        assert phone.confirm().json()["status"] == "face_checking"
        return phone

    @staticmethod
    def _begin(phone):
        return phone.call("face", sid=phone.sid, check_id=phone.check["check_id"],
                          challenge=phone.check["challenge"], begin=True)

    def close(self):
        self.company.let_go()
        self.pool.shutdown()
        self.broker.stop()
        self.company.close()


@pytest.fixture
def busy(tmp_path):
    made = []

    def build(limit):
        made.append(Busy(tmp_path / "busy", limit))
        return made[-1]
    yield build
    for one in made:
        one.close()


def assert_busy(answer):
    assert_problem(answer, 503, "overloaded")
    assert answer.headers["retry-after"] in {"1", "2", "3"}


def test_new_logins_are_turned_away_and_those_under_way_go_on(busy):
    crowd = busy(limit=2)
    login = Portal(crowd.broker, "plain").start()
    one, other = crowd.confirmed(), crowd.confirmed()
    answers = crowd.occupy(one)
    assert Portal(crowd.broker, "plain").create().status_code == 201, "one below the limit"
    answers += crowd.occupy(other)
    assert_busy(Portal(crowd.broker, "plain").create())
    phone = Phone(crowd.broker, crowd.house.wallets["demo-wallet"])
    assert login.frame().status_code == 200
    assert phone.scan(login.current_payload()).status_code == 200
    assert phone.confirm().status_code == 200
    assert login.read().json()["status"] == "approved"
    assert login.redeem().status_code == 200
    assert crowd.broker.measured('qrbroker_failures_total{code="overloaded"}') == 1
    crowd.company.let_go()
    assert [answer.result(LIMIT).status_code for answer in answers] == [200, 200]
    eventually(lambda: crowd.in_work() == 0, "nothing in work")
    assert Portal(crowd.broker, "plain").create().status_code == 201, "normal again"


@pytest.mark.slow
def test_where_requests_wait_for_their_turn_new_logins_are_turned_away_sooner(own_house, tmp_path):
    """Page and phone of a login have a request each at most: all that begin stay below the limit.
    On one processor the broker cannot keep up; what it lets in, it ends within the half minute that
    `qrload` waits, also while others keep the processor busy."""
    house = own_house({"plain": {}}, lambda settings: settings["limits"].update(
        concurrent_requests=10_000))
    house.broker.start(wrapper=("taskset", "-c", str(min(os.sched_getaffinity(0)))))
    load = Load(house, tmp_path, "plain")
    load.run("--rate", "500/s", "--duration", "2s", "--think", "0s", "--mix", "approve=1")
    report = load.report()
    assert report["logins"]["started"] == 1000
    assert set(report["errors"]) == {"create: HTTP 503 overloaded"}
    assert report["logins"]["ended_as_asked"]["approve"] > 0, "whoever has begun goes on"
    eventually(lambda: Portal(house.broker, "plain").create().status_code == 201, "normal again")


def test_every_way_to_begin_a_login_says_so_in_its_own_form(busy):
    crowd = busy(limit=1)
    crowd.occupy(crowd.confirmed())
    client = crowd.broker.client
    page = client.get("/authorize", params={"client_id": "plain"})
    assert page.status_code == 503 and page.headers["content-type"].startswith("text/html")
    assert page.headers["retry-after"] in {"1", "2", "3"} and "overloaded" in page.text
    for route in ("/par", "/device_authorization", "/bc-authorize"):
        answer = client.post(route, data={"client_id": "plain"})
        assert answer.status_code == 503, route
        assert answer.json()["error"] == "temporarily_unavailable"
    origins = {"https://plain.example": "https://plain.example", "https://evil.example": None}
    for origin, allowed in origins.items():
        answer = client.post("/v1/sessions", json={}, headers={"Origin": origin})
        assert_busy(answer)
        assert answer.headers.get("access-control-allow-origin") == allowed


def test_far_above_the_limit_everything_is_turned_away_but_what_memory_answers(busy):
    crowd = busy(limit=1)
    login = Portal(crowd.broker, "plain").start()
    *phones, last = [crowd.confirmed() for _ in range(8)]
    answers = crowd.occupy(*phones)
    assert crowd.broker.client.get("/jwks").status_code == 200, "the eighth"
    answers += crowd.occupy(last)
    assert_busy(crowd.broker.client.get("/jwks"))
    assert login.read(after=1).status_code == 204
    assert httpx.get(
        crowd.broker.management + "/healthz/ready", **HTTP).status_code == 200
    crowd.company.let_go()
    assert {answer.result(LIMIT).status_code for answer in answers} == {200}


@pytest.mark.parametrize("locale, words", [
    ("zh-CN", "当前登录人数较多"),
    pytest.param("en-GB", "Very many people", marks=pytest.mark.slow)])
def test_a_person_who_is_turned_away_reads_why_and_goes_on_by_a_button(
        busy, context_of, locale, words):
    crowd = busy(limit=1)
    crowd.occupy(crowd.confirmed())
    page = context_of(locale=locale).new_page()
    request = Portal(crowd.broker, "plain").request(response_type="code", scope="openid")
    page.goto(f"{crowd.broker.issuer}/authorize?{urlencode(request)}")
    again = page.get_by_test_id("refresh")
    expect(page.get_by_test_id("problem")).to_contain_text(words)
    expect(again).to_be_visible()
    # Nobody is sent back to a portal that would only send them here again.
    assert not re.search("go back|请回到", page.inner_text("main"), re.I)
    crowd.company.let_go()
    eventually(lambda: crowd.in_work() == 0, "nothing in work")
    again.click()
    expect(page.get_by_test_id("qr")).to_be_visible()


@pytest.mark.slow
def test_far_above_the_limit_a_person_still_reads_something(busy, context_of):
    """The words of the page come with a script, which is turned away as well."""
    crowd = busy(limit=1)
    crowd.occupy(*[crowd.confirmed() for _ in range(8)])
    page = context_of().new_page()
    assert page.goto(f"{crowd.broker.issuer}/authorize?client_id=plain").status == 503
    expect(page.locator(".bare")).to_be_visible()
    crowd.company.let_go()
    eventually(lambda: crowd.in_work() == 0, "nothing in work")
    page.reload()
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator(".bare")).to_be_hidden()
