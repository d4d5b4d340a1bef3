"""A portal wants to be surer of somebody who is signed in: only what is missing is asked for."""

import pytest
from clock import Clock
from house import portal as portal_settings
from portal import Portal
from problems import assert_problem
from tokens import assert_token_refused, unverified, userinfo
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

LEVEL = "urn:qrbroker:acr:"
POLICIES = {
    "plain": {}, "bare": {"single_sign_on": 3600},
    "step-up": {"single_sign_on": 3600, "asks": ["pin"], "step_up": ["face"]}}


@pytest.fixture
def house(own_house, tmp_path):
    def edit(settings):
        settings["relying_parties"] += [
            portal_settings("careful", "step-up", userinfo={"level": 3}),
            portal_settings("impatient", "plain", userinfo={"max_age": 60})]
    house = own_house(POLICIES, edit)
    house.clock = Clock(tmp_path / "offset")
    house.broker.start(wrapper=house.clock.wrapper, environment=house.clock.environment)
    return house


@pytest.fixture
def portal(house):
    return lambda identifier="step-up": Portal(house.broker, identifier)


@pytest.fixture
def phone(house):
    return lambda: Phone(house.broker, house.wallet)


@pytest.fixture
def browser(house):
    return Browser(house.broker)


def sign_in(browser, portal, device, **changes) -> dict:
    """Signs in with a PIN and returns the tokens."""
    visit = browser.visit(portal, **changes)
    code = visit.approve(device, amr=["pin"])["code"]
    return visit.redeem(code).json()


def test_at_first_everything_is_asked_for(browser, portal, phone):
    visit, device = browser.visit(portal(), acr_values=LEVEL + "3"), phone()
    asks = device.scan(visit.payload()).json()["asks"]
    assert asks["pin"] is True and asks["face"] is True


def test_later_only_what_is_missing(browser, portal, phone):
    device = phone()
    first = unverified(sign_in(browser, portal(), device)["id_token"])
    assert first["acr"] == LEVEL + "2" and first["amr"] == ["pin"]
    visit = browser.visit(portal(), acr_values=LEVEL + "3")
    assert "sign_on" not in visit.page()
    asks = device.scan(visit.payload()).json()["asks"]
    assert asks["pin"] is False and asks["face"] is True
    device.confirm()
    assert device.face("pass").json()["status"] == "approved"
    code = visit.read()["result"]["code"]
    tokens = visit.redeem(code).json()
    for token in (tokens["id_token"], tokens["access_token"]):
        claims = unverified(token)
        assert claims["acr"] == LEVEL + "3" and {"pin", "face", "mfa"} <= set(claims["amr"])
        assert claims["sub"] == first["sub"]
    again = browser.visit(portal(), acr_values=LEVEL + "3", prompt="none")
    assert "code" in again.back, "and the next time nothing is"


@pytest.mark.slow
def test_what_is_added_makes_the_login_no_younger(browser, portal, phone, house):
    device = phone()
    first = unverified(sign_in(browser, portal(), device)["id_token"])
    house.clock.set(600)
    house.wallet.clock_offset = 600
    visit = browser.visit(portal(), acr_values=LEVEL + "3")
    tokens = visit.redeem(visit.approve(device)["code"]).json()
    later = unverified(tokens["id_token"])
    assert later["acr"] == LEVEL + "3" and later["auth_time"] == first["auth_time"]


def test_somebody_else_cannot_add_to_it(browser, portal, phone):
    sign_in(browser, portal(), phone())
    visit = browser.visit(portal(), acr_values=LEVEL + "3")
    assert_problem(phone().scan(visit.payload()), 403, "wrong_subject")
    assert visit.read()["status"] == "waiting"


@pytest.mark.slow
def test_in_silence_there_is_no_more_than_there_is(browser, portal, phone):
    sign_in(browser, portal(), phone())
    assert "code" in browser.visit(portal(), acr_values=LEVEL + "2", prompt="none").back
    more = browser.visit(portal(), acr_values=LEVEL + "3", prompt="none")
    assert more.back["error"] == "login_required"


def test_a_portal_adds_only_what_policy_lets_it(browser, portal):
    refused = browser.visit(portal("bare"), acr_values=LEVEL + "3")
    assert refused.back["error"] == "unmet_authentication_requirements"


def test_without_the_wish_nothing_is_added(browser, portal, phone):
    visit, device = browser.visit(portal()), phone()
    assert device.scan(visit.payload()).json()["asks"]["face"] is False


def test_userinfo_may_want_a_higher_level(browser, portal, phone, house):
    device = phone()
    weak = sign_in(browser, portal("careful"), device)["access_token"]
    challenge = assert_token_refused(
        userinfo(house.broker, weak), "insufficient_user_authentication")
    assert f'acr_values="{LEVEL}3"' in challenge
    visit = browser.visit(portal("careful"), acr_values=LEVEL + "3")
    strong = visit.redeem(visit.approve(device)["code"]).json()["access_token"]
    assert userinfo(house.broker, strong).status_code == 200


def test_userinfo_may_want_a_fresh_login(browser, portal, phone, house):
    token = sign_in(browser, portal("impatient"), phone())["access_token"]
    assert userinfo(house.broker, token).status_code == 200
    house.clock.set(90)
    challenge = assert_token_refused(
        userinfo(house.broker, token), "insufficient_user_authentication")
    assert 'max_age="60"' in challenge or "max_age=60" in challenge
