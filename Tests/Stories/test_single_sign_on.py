"""A browser that is signed in answers further portals without a scan, where policy allows it."""

from http.cookies import SimpleCookie

import pytest
from clock import Clock
from portal import Portal, query_of
from problems import assert_problem
from tokens import unverified
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

COOKIE = "qr_sign_in"


@pytest.fixture
def signed_in(browser, portal, phone):
    """A browser that is signed in to the portal `sso`, with what the portal got."""
    one = browser()
    one.first = one.sign_in(portal("sso"), phone())
    one.claims = unverified(one.first.tokens["id_token"])
    return one


def code_of(answer) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "approved"
    return query_of(answer.json()["result"]["redirect_to"])["code"]


def test_the_cookie_is_the_browsers_alone(browser, portal, phone):
    visit, device = browser().visit(portal("sso")), phone()
    device.scan(visit.payload())
    device.confirm()
    cookie = SimpleCookie(visit.browser.get(visit.path).headers["set-cookie"])[COOKIE]
    assert cookie["httponly"] and cookie["samesite"].lower() == "lax" and cookie["path"] == "/"
    assert not (cookie["domain"] or cookie["max-age"] or cookie["expires"] or cookie["secure"])
    assert cookie.value not in visit.broker.log_text()


def test_another_portal_needs_no_scan(signed_in, portal):
    visit = signed_in.visit(portal("sso-consent"), scope="openid email")
    names = {scope["name"]: scope["required"] for scope in visit.page()["sign_on"]["scopes"]}
    assert names == {"email": False, "profile": True} or names == {"email": False}
    claims = unverified(visit.redeem(code_of(visit.sign_on(["email"]))).json()["id_token"])
    before = signed_in.claims
    assert claims["sub"] == before["sub"] and claims["auth_time"] == before["auth_time"]
    assert claims["acr"] == before["acr"] and claims["amr"] == before["amr"]
    assert claims["nonce"] == visit.nonce and claims["aud"] != before["aud"]


def test_the_same_portal_is_answered_in_silence(signed_in, portal):
    visit = signed_in.visit(portal("sso"), prompt="none")
    assert (visit.back["state"], visit.back["iss"]) == (visit.state, visit.broker.issuer)
    claims = unverified(visit.redeem(visit.back["code"]).json()["id_token"])
    assert claims["sub"] == signed_in.claims["sub"]
    assert claims["sid"] == signed_in.claims["sid"]


def test_silence_is_no_consent(signed_in, portal):
    visit = signed_in.visit(portal("sso-consent"), scope="openid email", prompt="none")
    assert visit.back["error"] == "consent_required" and visit.back["state"] == visit.state


def test_new_scopes_are_shown_even_where_policy_asks_for_no_consent(signed_in, portal):
    silent = signed_in.visit(portal("sso"), scope="openid email", prompt="none")
    assert silent.back["error"] == "consent_required"
    shown = signed_in.visit(portal("sso"), scope="openid email").page()["sign_on"]["scopes"]
    assert [scope["name"] for scope in shown] == ["email"]


def test_what_was_granted_once_is_not_asked_again(signed_in, portal):
    first = signed_in.visit(portal("sso-consent"), scope="openid email")
    first.redeem(code_of(first.sign_on(["email"])))
    again = signed_in.visit(portal("sso-consent"), scope="openid email", prompt="none")
    assert "code" in again.back


def test_a_person_may_be_asked_again(signed_in, portal):
    consent = signed_in.visit(portal("sso"), prompt="consent")
    assert "sign_on" in consent.page()
    login = signed_in.visit(portal("sso"), prompt="login")
    assert "sign_on" not in login.page()
    assert_problem(login.sign_on(), 404, "not_found")


def test_a_login_asked_for_again_is_a_new_one(signed_in, portal, phone):
    again = signed_in.sign_in(portal("sso"), phone(), prompt="login")
    claims = unverified(again.tokens["id_token"])
    assert claims["sub"] != signed_in.claims["sub"] and claims["sid"] != signed_in.claims["sid"]


@pytest.mark.parametrize("identifier", ["plain", "consent", "sso-face"])
def test_a_policy_without_it_or_with_more_wants_a_scan(signed_in, portal, identifier):
    visit = signed_in.visit(portal(identifier))
    assert "sign_on" not in visit.page()
    assert_problem(visit.sign_on(), 404, "not_found")
    assert visit.read()["status"] == "waiting"
    assert signed_in.visit(portal(identifier), prompt="none").back["error"] == "login_required"


def test_a_face_shown_once_is_enough(browser, portal, phone):
    one = browser()
    one.sign_in(portal("sso-face"), phone())
    visit = one.visit(portal("sso-face"))
    claims = unverified(visit.redeem(visit.back["code"]).json()["id_token"])
    assert "face" in claims["amr"] and claims["acr"] == "urn:qrbroker:acr:3"


def test_another_browser_is_not_signed_in(signed_in, browser, portal):
    visit = browser().visit(portal("sso"))
    assert "sign_on" not in visit.page()
    assert browser().visit(portal("sso"), prompt="none").back["error"] == "login_required"


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "https://sso.example"}, {"Origin": "null"},
    {"Origin": "", "Sec-Fetch-Site": "cross-site"}])
def test_only_the_page_itself_may_go_on(signed_in, portal, headers):
    visit = signed_in.visit(portal("sso"), prompt="consent")
    assert visit.sign_on(**headers).status_code == 403
    assert visit.read()["status"] == "waiting"


def test_a_sign_in_says_nothing_about_somebody_elses_page(signed_in, browser, portal):
    other = browser().visit(portal("sso"), prompt="consent")
    answer = signed_in.client.post(
        other.path + "/sign-on", json={"scopes": []}, headers={"Origin": other.broker.issuer})
    assert_problem(answer, 404, "not_found")
    assert other.read()["status"] == "waiting"


def test_the_grants_are_as_the_portal_asked(signed_in, portal):
    visit = signed_in.visit(portal("sso-consent"), scope="openid profile email")
    assert_problem(visit.sign_on(["credential"]), 400, "invalid_request", parameter="scopes")
    assert_problem(visit.sign_on(["email"]), 422, "missing_ask", ask="consent")
    given = visit.redeem(code_of(visit.sign_on(["profile"]))).json()
    assert set(given["scope"].split()) == {"openid", "profile"}


def test_the_phone_may_be_used_all_the_same(signed_in, portal, phone):
    visit = signed_in.visit(portal("sso"), prompt="consent")
    assert "code" in visit.approve(phone())
    assert_problem(visit.sign_on(), 400, "login_required")


def test_a_sign_in_grows_too_old(own_house, tmp_path):
    house, clock = own_house({"plain": {}, "sso": {"single_sign_on": 3600}}), Clock(
        tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    browser, portal = Browser(house.broker), Portal(house.broker, "sso")
    browser.sign_in(portal, Phone(house.broker, house.wallet))
    clock.set(1800)
    assert "code" in browser.visit(portal, prompt="none").back
    assert "code" in browser.visit(portal, prompt="none", max_age="1900").back
    assert browser.visit(portal, prompt="none", max_age="1700").back["error"] == "login_required"
    clock.set(3700)
    assert browser.visit(portal, prompt="none").back["error"] == "login_required"
    assert "sign_on" not in browser.visit(portal).page()
