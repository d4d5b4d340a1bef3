"""What a person has accepted: the phone keeps a receipt, and the portal a signed one."""

import time
from datetime import datetime, timezone

import pytest
from house import House
from house import portal as portal_settings
from portal import Portal
from problems import assert_problem
from tokens import refresh, unverified, userinfo, verified
from visit import Browser
from wallet import ROUTES, Phone

pytestmark = pytest.mark.quick

NOTICE = {"id": "face-notice", "version": "2026-01"}

CHARTER = {"id": "charter", "version": "7"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    def edit(settings):
        settings["terms"]["charter"] = {
            "version": "7", "title": {"en": "Charter"}, "url": "https://law.example/charter"}
        settings["relying_parties"].append(portal_settings(
            "lasting", "both", scopes=["openid", "offline_access"]))
    house = House(tmp_path_factory.mktemp("receipts"), {
        "plain": {}, "terms": {"asks": [{"terms": ["face-notice"]}]},
        "both": {"asks": [{"terms": ["charter", "face-notice"]}]},
        "face": {"asks": [{"terms": ["face-notice"]}, "face"]},
        "sso-terms": {"single_sign_on": 3600, "asks": [{"terms": ["face-notice"]}]}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def scanned(house):
    """A login, and the phone that has scanned it."""
    def make(identifier="terms", **changes):
        login = Portal(house.broker, identifier).start(**changes)
        device = Phone(house.broker, house.wallet)
        device.shown = device.scan(login.payload).json()
        return login, device
    return make


def seconds(text: str) -> float:
    assert text.endswith("Z")
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=timezone.utc).timestamp()


def test_the_phone_gets_a_receipt_of_what_it_was_shown(scanned):
    _, device = scanned()
    before = time.time()
    receipt = device.confirm(terms=[NOTICE]).json()["receipt"]
    assert receipt["terms"] == device.shown["asks"]["terms"]
    assert receipt["terms"][0].keys() == {"id", "version", "title", "url"}
    assert int(before) <= seconds(receipt["accepted_at"]) <= time.time()


@pytest.mark.parametrize("language, title", [
    ("zh-CN", "人脸核验须知"), ("en", "Face check notice")])
def test_it_is_in_the_language_of_the_phone(scanned, language, title):
    _, device = scanned()
    members = {"sid": device.sid, "challenge": device.challenge, "terms": [NOTICE]}
    answer = device.post(ROUTES["confirm"], device.statement("confirm", **members),
                         headers={"Accept-Language": language})
    assert answer.json()["receipt"]["terms"][0]["title"] == title


def test_the_portal_gets_the_same_signed(house, scanned):
    login, device = scanned()
    receipt = device.confirm(terms=[NOTICE]).json()["receipt"]
    tokens = login.redeem().json()
    _, claims = verified(house.broker, tokens["id_token"])
    assert claims["terms"] == [NOTICE]
    assert claims["terms_accepted_at"] == int(seconds(receipt["accepted_at"]))
    told = userinfo(house.broker, tokens["access_token"]).json()
    assert not {"terms", "terms_accepted_at"} & told.keys()


def test_a_lost_answer_brings_the_same_receipt_again(scanned):
    _, device = scanned()
    first = device.confirm(terms=[NOTICE]).json()["receipt"]
    assert device.confirm(terms=[NOTICE]).json()["receipt"] == first


def test_it_comes_with_the_decision_though_a_face_check_follows(scanned):
    login, device = scanned("face")
    answer = device.confirm(terms=[NOTICE]).json()
    assert answer["status"] == "face_checking" and answer["receipt"]["terms"]
    device.face("pass")
    claims = unverified(login.redeem().json()["id_token"])
    assert claims["terms_accepted_at"] == int(seconds(answer["receipt"]["accepted_at"]))


def test_all_of_several_are_in_it_and_all_are_needed(scanned):
    login, device = scanned("both")
    for accepted in ([], [NOTICE], [CHARTER], [NOTICE, {**CHARTER, "version": "6"}]):
        refused = device.confirm(terms=accepted)
        assert_problem(refused, 422, "missing_ask", ask="terms")
        assert "receipt" not in refused.json()
    receipt = device.confirm(terms=[NOTICE, CHARTER]).json()["receipt"]
    assert [entry["id"] for entry in receipt["terms"]] == ["charter", "face-notice"]
    assert unverified(login.redeem().json()["id_token"])["terms"] == [CHARTER, NOTICE]


def test_nothing_is_in_it_that_was_not_asked(scanned):
    login, device = scanned()
    receipt = device.confirm(
        terms=[NOTICE, CHARTER, {"id": "sell-my-soul", "version": "1"}]).json()["receipt"]
    assert [entry["id"] for entry in receipt["terms"]] == ["face-notice"]
    assert unverified(login.redeem().json()["id_token"])["terms"] == [NOTICE]


def test_where_nothing_was_asked_there_is_none(scanned):
    login, device = scanned("plain")
    assert "receipt" not in device.confirm(terms=[NOTICE]).json()
    claims = unverified(login.redeem().json()["id_token"])
    assert not {"terms", "terms_accepted_at"} & claims.keys()


def test_who_says_no_accepts_nothing(scanned):
    _, device = scanned()
    assert "receipt" not in device.deny(terms=[NOTICE], reason="changed_mind").json()


def test_tokens_that_are_renewed_name_the_time_it_really_was(house, scanned):
    login, device = scanned("lasting", scope="openid offline_access")
    device.confirm(terms=[NOTICE, CHARTER], scopes=["offline_access"])
    first = login.redeem().json()
    renewed = refresh(house.broker, "lasting", first["refresh_token"]).json()
    before, after = unverified(first["id_token"]), unverified(renewed["id_token"])
    assert after["terms"] == before["terms"] == [CHARTER, NOTICE]
    assert after["terms_accepted_at"] == before["terms_accepted_at"]


def test_a_browser_that_is_signed_in_need_not_accept_them_twice(house):
    browser, device = Browser(house.broker), Phone(house.broker, house.wallet)
    portal = Portal(house.broker, "sso-terms")
    visit = browser.visit(portal)
    first = unverified(visit.redeem(
        visit.approve(device, terms=[NOTICE])["code"]).json()["id_token"])
    silent = browser.visit(portal, prompt="none")
    later = unverified(silent.redeem(silent.back["code"]).json()["id_token"])
    assert later["terms"] == [NOTICE]
    assert later["terms_accepted_at"] == first["terms_accepted_at"]
    browser.close()


def test_the_receipt_outlives_a_power_cut(own_house):
    house = own_house({"plain": {}, "terms": {"asks": [{"terms": ["face-notice"]}]}})
    house.broker.start()
    login, device = Portal(house.broker, "terms").start(), Phone(house.broker, house.wallet)
    device.scan(login.payload)
    receipt = device.confirm(terms=[NOTICE]).json()["receipt"]
    house.broker.restart()
    assert device.confirm(terms=[NOTICE]).json()["receipt"] == receipt
    assert unverified(login.redeem().json()["id_token"])["terms"] == [NOTICE]
