"""A person sees on the phone where they are signed in and ends it; portals hear of every end."""

import time
from datetime import datetime, timedelta

import pytest
from broker import eventually
from house import portal as portal_settings
from portal import Portal
from problems import assert_oauth_error, assert_problem
from tokens import assert_token_refused, refresh, tokens_for, unverified, userinfo, verified
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

EVENT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.fixture
def house(own_house, listener):
    def edit(settings):
        settings["relying_parties"] += [portal_settings(
            name, "sso", scopes=["openid", "offline_access"],
            backchannel_logout_uri=f"{listener.address}/{name}") for name in ("left", "right")]
        settings["relying_parties"].append(portal_settings("deaf", "sso"))
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}}, edit)
    house.broker.start()
    return house


@pytest.fixture
def phone(house):
    return lambda **options: Phone(house.broker, house.wallet, **options)


@pytest.fixture
def sign_in(house):
    """Signs a new browser in at `left`; what the portal got is in `first.tokens`."""
    def make(device, **changes):
        browser = Browser(house.broker)
        browser.first = browser.sign_in(Portal(house.broker, "left"), device, **changes)
        return browser
    return make


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def sign_ins(device) -> list[dict]:
    answer = device.call("sign_ins")
    assert answer.status_code == 200, answer.text
    return answer.json()["sign_ins"]


def end(device, identifier, expected=1):
    answer = device.call("end_sign_in", sign_in=identifier)
    assert answer.status_code == 200 and answer.json() == {"ended": expected}, answer.text


def logout_token(house, received, client: str) -> dict:
    """The claims of a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4)."""
    assert received.path == f"/{client}"
    assert received.headers["content-type"].split(";")[0] == "application/x-www-form-urlencoded"
    _, claims = verified(house.broker, received.form["logout_token"], "logout+jwt")
    assert claims["iss"] == house.issuer and claims["aud"] in (client, [client])
    assert claims["events"] == {EVENT: {}} and "nonce" not in claims
    assert abs(claims["iat"] - time.time()) < 60 and claims["iat"] < claims["exp"]
    assert claims["jti"]
    return claims


def test_a_person_sees_where_they_are_signed_in(phone, sign_in):
    device = phone()
    assert sign_ins(device) == []
    sign_in(device)
    (found,) = sign_ins(device)
    assert found["id"] and found["ip"] == "127.0.0.1"
    assert {"browser", "os"} <= set(found)
    assert found["started_at"] <= found["last_at"] < found["expires_at"]
    (party,) = found["relying_parties"]
    assert (party["id"], party["domain"]) == ("left", "left.example") and party["name"]
    assert sign_ins(phone()) == [], "somebody else's phone"


@pytest.mark.slow
@pytest.mark.parametrize("portal, days", [("narrow", 1), ("notes", 30)])
def test_a_sign_in_lasts_longer_only_for_a_portal_that_can_renew(house, phone, portal, days):
    """`narrow` may ask for offline access and has no grant to make use of it."""
    device = phone()
    tokens_for(Portal(house.broker, portal), device, scope="openid offline_access")
    (found,) = sign_ins(device)
    assert moment(found["expires_at"]) - moment(found["started_at"]) <= timedelta(days=days)


def test_another_portal_joins_the_same_sign_in(house, phone, sign_in):
    device = phone()
    browser = sign_in(device)
    visit = browser.visit(Portal(house.broker, "right"), prompt="none")
    visit.redeem(visit.back["code"])
    (found,) = sign_ins(device)
    assert {party["id"] for party in found["relying_parties"]} == {"left", "right"}


def test_what_the_phone_ends_every_portal_hears_of(house, phone, sign_in, listener):
    device = phone()
    browser = sign_in(device)
    sids = {"left": unverified(browser.first.tokens["id_token"])["sid"]}
    for name in ("right", "deaf"):
        visit = browser.visit(Portal(house.broker, name), prompt="none")
        claims = unverified(visit.redeem(visit.back["code"]).json()["id_token"])
        sids[name] = claims["sid"]
    end(device, sign_ins(device)[0]["id"])
    received = {one.path.strip("/"): one for one in (listener.next(), listener.next())}
    assert set(received) == {"left", "right"}
    for name, one in received.items():
        claims = logout_token(house, one, name)
        assert claims["sid"] == sids[name]
        assert claims["sub"] == unverified(browser.first.tokens["id_token"])["sub"]
    assert sign_ins(device) == []
    back = browser.visit(Portal(house.broker, "left"), prompt="none").back
    assert back["error"] == "login_required"


def test_portals_hear_of_it_within_a_second(phone, sign_in, listener):
    """The quickest of some: the others may have waited for this machine."""
    device, delays = phone(), []
    while len(delays) < 10 and min(delays, default=1) >= 1:
        sign_in(device)
        identifier = sign_ins(device)[0]["id"]
        before = time.monotonic()
        end(device, identifier)
        delays.append(listener.next().at - before)
    assert min(delays) < 1, delays


@pytest.mark.slow
def test_a_portal_that_is_down_hears_of_it_later(house, phone, sign_in, listener):
    device = phone()
    sign_in(device)
    listener.answers = [503, 503]
    end(device, sign_ins(device)[0]["id"])
    tries = [logout_token(house, listener.next(), "left") for _ in range(3)]
    assert len({claims["sid"] for claims in tries}) == 1
    assert tries[0]["iat"] <= tries[2]["iat"] < tries[2]["exp"]


@pytest.mark.slow
def test_what_a_portal_refuses_is_not_told_again(house, phone, sign_in, listener):
    device = phone()
    sign_in(device)
    listener.answers = [400]
    end(device, "all")
    refused = logout_token(house, listener.next(), "left")
    eventually(lambda: not house.broker.rows("SELECT 1 FROM deliveries"), what="an end to it")
    sign_in(device)
    end(device, "all")
    assert logout_token(house, listener.next(), "left")["sid"] != refused["sid"]


@pytest.mark.slow
def test_a_restart_forgets_no_portal(house, phone, sign_in, listener):
    device = phone()
    sign_in(device)
    listener.answers = [503]
    end(device, sign_ins(device)[0]["id"])
    listener.next()
    house.broker.restart()
    logout_token(house, listener.next(), "left")


def test_a_logout_in_the_browser_is_told_as_well(house, phone, sign_in, listener):
    browser = sign_in(phone())
    hint = browser.first.tokens["id_token"]
    assert browser.get("/end_session", params={"id_token_hint": hint}).status_code == 200
    claims = logout_token(house, listener.next(), "left")
    assert claims["sid"] == unverified(hint)["sid"]


def test_all_of_them_end_at_once_with_every_token(house, phone, sign_in, listener):
    device = phone()
    browsers = [sign_in(device, scope="openid offline_access") for _ in range(2)]
    stranger = sign_in(phone(), scope="openid offline_access")
    end(device, "all", 2)
    for browser in browsers:
        tokens = browser.first.tokens
        assert_token_refused(userinfo(house.broker, tokens["access_token"]))
        assert_oauth_error(
            refresh(house.broker, "left", tokens["refresh_token"]), 400, "invalid_grant")
    assert {listener.next().path for _ in browsers} == {"/left"}
    assert userinfo(house.broker, stranger.first.tokens["access_token"]).status_code == 200
    end(device, "all", 0)


def test_a_code_from_a_sign_in_that_has_ended_is_worth_nothing(house, phone, sign_in):
    device = phone()
    visit = sign_in(device).visit(Portal(house.broker, "right"), prompt="none")
    end(device, "all")
    assert_oauth_error(visit.redeem(visit.back["code"]), 400, "invalid_grant")


def test_offline_access_outlives_the_browser_and_ends_on_the_phone(house, phone, sign_in):
    device = phone()
    browser = sign_in(device, scope="openid offline_access")
    visit = browser.visit(Portal(house.broker, "right"), prompt="none")
    visit.redeem(visit.back["code"])
    tokens = browser.first.tokens
    browser.get("/end_session", params={"id_token_hint": tokens["id_token"]})
    (left,) = sign_ins(device)
    assert [party["id"] for party in left["relying_parties"]] == ["left"]
    renewed = refresh(house.broker, "left", tokens["refresh_token"]).json()
    end(device, left["id"])
    assert_oauth_error(
        refresh(house.broker, "left", renewed["refresh_token"]), 400, "invalid_grant")
    assert sign_ins(device) == []


def test_nobody_ends_what_is_somebody_elses(phone, sign_in, listener):
    device = phone()
    sign_in(device)
    (found,) = sign_ins(device)
    for identifier in (found["id"], "A" * 22, "x"):
        answer = phone().call("end_sign_in", sign_in=identifier)
        assert_problem(answer, 404, "not_found")
    assert sign_ins(device) == [found] and listener.is_quiet()
    answer = device.call("end_sign_in")
    assert_problem(answer, 400, "invalid_request", parameter="sign_in")
