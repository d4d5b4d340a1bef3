"""Faces judged by a company elsewhere: the demo's provider plays it, and misbehaves on demand."""

import json
import subprocess
from types import SimpleNamespace

import httpx
import pytest
from broker import HTTP, LIMIT, QRPHONE
from browser import MOBILE, Demo
from portal import Portal
from tokens import unverified


class Company:
    """The demo of the city template with its face checks at the provider."""

    def __init__(self, folder):
        self.folder = folder
        self.demo = Demo(folder, "--template", "city", "--face", "remote")
        self.broker = SimpleNamespace(
            client=httpx.Client(base_url=self.demo.issuer, **HTTP))
        ready = self.demo.output.entries()[-1]
        self.provider = httpx.Client(base_url=ready["face_provider"], **HTTP)
        self.portal = Portal(self.broker, "city-portal")
        self.portal.origin = self.demo.portal
        self.portal.redirect_uri = self.demo.portal + "/callback"
        login = self.portal.start(scope="openid profile", purpose="login")
        self.phone(login.payload)
        self.known = login.redeem().json()["id_token"]

    def stop(self):
        self.broker.client.close()
        self.provider.close()
        self.demo.stop()

    def misbehave(self, mode="none"):
        assert self.provider.post("/misbehave", json={"mode": mode}).is_success

    def decide(self, address: str, outcome: str, **members) -> httpx.Response:
        """What the person on the certify page presses."""
        return self.provider.post(address, json={"outcome": outcome, **members})

    def begin(self):
        """A face check up to the point where the phone is sent elsewhere."""
        login = self.portal.start(
            scope="openid profile", purpose="face_check", id_token_hint=self.known)
        return login, self.phone(login.payload, "--visit")

    def phone(self, payload, *flags) -> dict:
        result = subprocess.run(
            [QRPHONE, payload, "--wallet", "jingtong", "--wallet-key", self.demo.wallet_key,
             "--home", str(self.folder / "phone"), "--approve", "--accept-terms", "--json",
             "--claims", str(self.folder / "zhang-wei.claims.json"), *flags],
            capture_output=True, text=True, timeout=LIMIT)
        assert result.returncode == 0, result
        return json.loads(result.stdout)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    company = Company(tmp_path_factory.mktemp("company"))
    yield company
    company.stop()


@pytest.fixture
def company(running):
    yield running
    running.misbehave()


def test_the_phone_goes_there_and_the_login_goes_on_by_itself(company):
    login, phone = company.begin()
    page = company.provider.get(phone["face"]["url"])
    assert page.headers["content-type"].startswith("text/html")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert company.decide(phone["face"]["url"], "pass").is_success
    login.wait_for("approved")
    assert "face" in unverified(login.redeem().json()["id_token"])["amr"]
    # Decided is decided.
    assert company.decide(phone["face"]["url"], "fail").status_code == 409


@pytest.mark.parametrize("locale, heading", [("en-GB", "Face check"), ("zh-CN", "人脸核验")])
def test_the_page_of_the_company_offers_each_ending(company, context_of, locale, heading):
    _, phone = company.begin()
    page = context_of(**{**MOBILE, "locale": locale}).new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text)
            if message.type == "error" else None)
    page.goto(phone["face"]["url"])
    assert page.get_by_role("heading", level=1).inner_text() == heading
    for test_id in ("pass", "fail-mismatch", "attack", "later", "never"):
        assert page.get_by_test_id(test_id).is_visible()
    page.get_by_test_id("fail-blurred").click()
    page.locator('body[data-status="done"]').wait_for()
    page.reload()
    page.get_by_test_id("pass").click()
    page.locator('body[data-status="decided"]').wait_for()
    # The browser itself tells of the refusal.
    assert [fault for fault in faults if "409" not in fault] == []


@pytest.mark.parametrize("outcome", [{"outcome": "fail", "reason": "blurred"},
                                     {"outcome": "attack"}])
def test_a_check_that_fails_there_leaves_another_try(company, outcome):
    login, phone = company.begin()
    company.decide(phone["face"]["url"], **outcome)
    answer = login.next(phone["version"])
    assert (answer["status"], answer["hint"]) == ("face_checking", "face_retry")


def test_an_outcome_that_comes_later_is_heard_of(company):
    login, phone = company.begin()
    company.decide(phone["face"]["url"], "later")
    assert login.status() == "face_checking"
    login.wait_for("approved")


@pytest.mark.parametrize("mode", ["no_callback", "duplicate_callbacks", "http_500"])
def test_either_way_of_hearing_is_enough_and_twice_is_once(company, mode):
    login, phone = company.begin()
    company.misbehave(mode)
    company.decide(phone["face"]["url"], "pass")
    version = login.wait_for("approved")["version"]
    assert version == phone["version"] + 1


@pytest.mark.parametrize("mode", ["wrong_signature", "wrong_reference", "garbage", "oversize"])
def test_what_the_provider_did_not_say_in_good_form_is_no_pass(company, mode):
    login, phone = company.begin()
    company.misbehave(mode)
    company.decide(phone["face"]["url"], "pass")
    # Two polls and several calls of the provider fall into this time.
    assert login.read(after=phone["version"], wait=5).status_code == 204
    company.misbehave()
    login.wait_for("approved")


def test_what_was_said_first_counts(company):
    login, phone = company.begin()
    company.misbehave("pass_then_fail")
    company.decide(phone["face"]["url"], "pass")
    version = login.wait_for("approved")["version"]
    assert login.read(after=version, wait=3).status_code == 204
    assert login.redeem().status_code == 200


@pytest.mark.parametrize("mode", ["http_500", "garbage", "wrong_signature"])
def test_where_no_check_can_be_ordered_the_phone_learns_it_and_may_try_again(company, mode):
    company.misbehave(mode)
    login, phone = company.begin()
    assert (phone["hint"], phone["tries_left"]) == ("face_unavailable", 3)
    assert "url" not in phone["face"]
    assert login.status() == "face_checking"


def test_orders_are_the_brokers_alone(company):
    order = {"reference": "r" * 22, "callback_url": "http://127.0.0.1:1/", "expires_in": 60}
    unsigned = company.provider.post("/orders", json=order)
    assert unsigned.status_code == 401
    forged = company.provider.post(
        "/orders", json=order, headers={"QR-Signature": "t=1,v1=" + "0" * 64})
    assert forged.status_code == 401
    assert company.provider.get("/certify/no-such-order").status_code == 404


def test_no_foreign_page_decides_or_misbehaves(company):
    _, phone = company.begin()
    for headers in ({"Origin": "https://evil.example"}, {"Content-Type": "text/plain"}):
        for address in (phone["face"]["url"], "/misbehave"):
            answer = company.provider.post(
                address, content='{"outcome": "pass", "mode": "hang"}',
                headers={"Content-Type": "application/json", **headers})
            assert answer.status_code == 400
    assert company.decide(phone["face"]["url"], "pass").is_success
