"""Pages and cookies that are older than what has happened since: nobody is signed on by them."""

import httpx
import pytest
from broker import HTTP
from clock import Clock
from house import portal as portal_settings
from portal import Portal, query_of
from problems import assert_oauth_error, assert_problem
from tokens import refresh
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

POLICIES = {
    "plain": {}, "sso": {"single_sign_on": 3600},
    "step-up": {"single_sign_on": 3600, "asks": ["pin"], "step_up": ["face"]}}


@pytest.fixture
def house(own_house, listener, tmp_path):
    def edit(settings):
        settings["relying_parties"] += [portal_settings(
            name, "sso", scopes=["openid", "offline_access"],
            backchannel_logout_uri=listener.address if name == "left" else None)
            for name in ("left", "right")]
    house, clock = own_house(POLICIES, edit, sign_in_lifetime=300), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)

    def jump(seconds):
        clock.set(seconds)
        house.wallet.clock_offset = seconds
    house.jump = jump
    return house


@pytest.fixture
def portal(house):
    return lambda identifier="right": Portal(house.broker, identifier)


@pytest.fixture
def phone(house):
    return lambda: Phone(house.broker, house.wallet)


@pytest.fixture
def sign_in(house, portal, phone):
    """A browser that is signed in at `left`, which may go on without it when asked to."""
    def make(scope="openid offline_access"):
        browser = Browser(house.broker)
        browser.phone = phone()
        browser.first = browser.sign_in(portal("left"), browser.phone, scope=scope)
        return browser
    return make


def open_page(browser, portal):
    """A tab in which the person would only have to press a button."""
    page = browser.visit(portal, prompt="consent")
    assert "sign_on" in page.page()
    return page


def sign_out(browser):
    hint = browser.first.tokens["id_token"]
    assert browser.get("/end_session", params={"id_token_hint": hint}).status_code == 200


def is_signed_in(browser, portal) -> bool:
    return "code" in browser.visit(portal, prompt="none").back


def sign_ins(device) -> list[dict]:
    return device.call("sign_ins").json()["sign_ins"]


def assert_signs_nobody_on(page):
    assert_problem(page.sign_on(), 400, "login_required")
    assert page.read()["status"] == "waiting"


def test_a_tab_from_before_the_logout(sign_in, portal):
    browser = sign_in()
    page = open_page(browser, portal())
    sign_out(browser)
    assert len(sign_ins(browser.phone)) == 1, "kept for offline access"
    assert_signs_nobody_on(page)


def test_a_tab_from_before_the_next_person(sign_in, portal, phone):
    browser = sign_in()
    page = open_page(browser, portal())
    sign_out(browser)
    browser.sign_in(portal("left"), phone())
    assert_signs_nobody_on(page)
    assert is_signed_in(browser, portal("left"))


def test_a_tab_that_outlives_the_browsers_sign_in(sign_in, portal):
    browser = sign_in()
    page = open_page(browser, portal())
    browser.client.cookies.delete("qr_sign_in")
    assert_signs_nobody_on(page)


@pytest.mark.slow
@pytest.mark.parametrize("scope", ["openid", "openid offline_access"])
def test_a_tab_that_outlives_the_time_of_a_sign_in(sign_in, portal, house, scope):
    browser = sign_in(scope)
    house.jump(250)
    page = open_page(browser, portal())
    house.jump(305)
    assert_signs_nobody_on(page)


def test_somebody_else_scans_in_an_old_tab(sign_in, portal, phone, house):
    browser = sign_in()
    page = open_page(browser, portal())
    sign_out(browser)
    assert page.redeem(page.approve(phone())["code"]).status_code == 200
    kept = refresh(house.broker, "left", browser.first.tokens["refresh_token"])
    assert kept.status_code == 200, "another person ends nothing of the first"


@pytest.mark.slow
def test_the_same_person_scans_in_an_old_tab(sign_in, portal):
    browser = sign_in()
    page = open_page(browser, portal())
    sign_out(browser)
    assert page.redeem(page.approve(browser.phone)["code"]).status_code == 200
    parties = [{party["id"] for party in one["relying_parties"]} for one in sign_ins(browser.phone)]
    assert sorted(parties, key=min) == [{"left"}, {"right"}], "a new one beside the old one"


def test_a_portal_that_never_redeems_costs_nobody_the_sign_in(sign_in, portal):
    browser = sign_in("openid")
    assert "code" in browser.visit(portal(), prompt="login").approve(browser.phone)
    assert is_signed_in(browser, portal("left"))
    sign_out(browser)
    assert sign_ins(browser.phone) == []


@pytest.mark.slow
def test_two_tabs_may_be_redeemed_in_any_order(sign_in, portal):
    browser = sign_in("openid")
    tabs = [browser.visit(portal(), prompt="login") for _ in range(2)]
    codes = [tab.approve(browser.phone)["code"] for tab in tabs]
    for tab, code in reversed([*zip(tabs, codes)]):
        assert tab.redeem(code).status_code == 200
    assert is_signed_in(browser, portal())
    assert len(sign_ins(browser.phone)) == 1


def test_a_step_up_ends_with_what_it_builds_on(house, portal, phone):
    browser, device = Browser(house.broker), phone()
    first = browser.visit(portal("step-up"))
    assert first.redeem(first.approve(device, amr=["pin"])["code"]).status_code == 200
    more = browser.visit(portal("step-up"), acr_values="urn:qrbroker:acr:3")
    assert device.call("end_sign_in", sign_in="all").json() == {"ended": 1}
    assert device.scan(more.payload()).json()["asks"]["pin"] is False
    device.confirm()
    device.face("pass")
    assert_oauth_error(more.redeem(more.read()["result"]["code"]), 400, "invalid_grant")
    assert sign_ins(device) == []


def test_a_form_of_another_site_signs_nobody_out(sign_in, portal, house):
    """Browsers send it without the cookie, which is SameSite=Lax."""
    browser = sign_in("openid")
    answer = httpx.post(house.issuer + "/end_session", data={"state": "a&b=c é"},
                        **HTTP)
    assert answer.status_code == 303 and "set-cookie" not in answer.headers
    location = answer.headers["location"]
    assert location.startswith("/end_session?") and query_of(location) == {"state": "a&b=c é"}
    stranger = httpx.get(house.issuer + location, **HTTP)
    assert 'data-state="done"' in stranger.text and "set-cookie" not in stranger.headers
    assert 'data-state="ask"' in browser.get(location).text
    assert is_signed_in(browser, portal("left"))


def test_a_logout_is_told_once(sign_in, listener, house):
    browser = sign_in()
    listener.answers = [503] * 20
    for _ in range(3):
        sign_out(browser)
        assert house.broker.rows("SELECT client FROM deliveries") == [("left",)]
