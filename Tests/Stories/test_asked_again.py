"""What a sign-in carries on and what it does not: whom it is for, what was agreed to, how old it
is."""

import json

import pytest
from clock import Clock
from forgery import other_signature
from portal import Portal
from problems import assert_problem
from tokens import refresh, tokens_for, unverified, userinfo
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture
def hint(portal, phone):
    """Alice, with the ID token and the subject that the portal `sso` has of her."""
    alice = phone()
    alice.token = tokens_for(portal("sso"), alice)["id_token"]
    alice.subject = unverified(alice.token)["sub"]
    return alice


# Whom it is for

@pytest.mark.parametrize("way", ["hint", "claim"])
def test_a_portal_that_names_somebody_gets_nobody_else(browser, portal, phone, hint, way):
    named = {"id_token_hint": hint.token} if way == "hint" else {
        "claims": json.dumps({"id_token": {"sub": {"value": hint.subject}}})}
    visit = browser().visit(portal("sso"), prompt="login", **named)
    assert_problem(phone().scan(visit.payload()), 403, "wrong_subject")
    assert visit.read()["status"] == "waiting"
    given = visit.redeem(visit.approve(hint)["code"]).json()
    assert unverified(given["id_token"])["sub"] == hint.subject


def test_an_embedded_page_that_names_somebody_gets_nobody_else(portal, phone, hint):
    login = portal("sso").start(id_token_hint=hint.token)
    assert_problem(phone().scan(login.payload), 403, "wrong_subject")
    assert hint.scan(login.payload).status_code == 200


def test_in_silence_only_the_one_who_is_named_is_answered(browser, portal, phone, hint):
    one = browser()
    own = one.sign_in(portal("sso"), phone()).tokens["id_token"]
    assert "code" in one.visit(portal("sso"), prompt="none", id_token_hint=own).back
    other = one.visit(portal("sso"), prompt="none", id_token_hint=hint.token)
    assert other.back["error"] == "login_required"
    assert "sign_on" not in one.visit(portal("sso"), id_token_hint=hint.token).page()


@pytest.mark.parametrize("prompt", [None, "none", "login"])
def test_a_hint_that_names_nobody_is_refused(browser, portal, phone, hint, prompt):
    one = browser()
    one.sign_in(portal("sso"), phone())
    foreign = tokens_for(portal("plain"), phone())["id_token"]
    for wrong in ("garbage", foreign, other_signature(hint.token)):
        visit = one.visit(portal("sso"), prompt=prompt, id_token_hint=wrong)
        assert visit.back["error"] == "invalid_request"
        answer = portal("sso").create(id_token_hint=wrong)
        assert_problem(answer, 400, "invalid_request", parameter="id_token_hint")


# What was agreed to

@pytest.mark.parametrize("way", ["page", "phone"])
def test_a_scope_can_be_taken_back(browser, portal, phone, way):
    one, device, scope = browser(), phone(), "openid profile email"
    one.sign_in(portal("sso"), device, scope=scope)
    assert "code" in one.visit(portal("sso"), prompt="none", scope=scope).back
    again = one.visit(portal("sso"), prompt="consent", scope=scope)
    if way == "page":
        code = again.sign_on(["profile"]).json()["result"]["code"]
    else:
        code = again.approve(device, scopes=["profile"])["code"]
    assert again.redeem(code).json()["scope"].split() == ["openid", "profile"]
    for asked in (scope, "openid email"):
        visit = one.visit(portal("sso"), prompt="none", scope=asked)
        assert visit.back["error"] == "consent_required"
    assert "code" in one.visit(portal("sso"), prompt="none", scope="openid profile").back


def test_what_was_not_asked_again_stays_agreed_to(browser, portal, phone):
    one, device = browser(), phone()
    one.sign_in(portal("sso"), device, scope="openid email")
    again = one.visit(portal("sso"), prompt="login")
    assert again.redeem(again.approve(device)["code"]).status_code == 200
    assert "code" in one.visit(portal("sso"), prompt="none", scope="openid email").back


def test_for_whom_somebody_acts_is_no_business_of_the_next_portal(browser, portal, phone, broker):
    one = browser()
    first = one.visit(portal("sso"))
    given = first.redeem(first.approve(phone(), acting_for="org-4711")["code"]).json()
    assert userinfo(broker, given["access_token"]).json()["acting_for"] == "org-4711"
    for visit in (one.visit(portal("sso-consent"), prompt="none"),
                  one.visit(portal("sso"), prompt="none")):
        next_one = visit.redeem(visit.back["code"]).json()
        assert "acting_for" not in userinfo(broker, next_one["access_token"]).json()


def test_an_id_token_with_fewer_scopes_says_less(broker, browser, portal, phone):
    visit = browser().visit(
        portal("notes"), scope="openid email offline_access",
        claims=json.dumps({"id_token": {"email": None}}))
    code = visit.approve(phone(), scopes=["email", "offline_access"], claims={
        "email": "li@example.com", "email_verified": True})["code"]
    given = visit.redeem(code).json()
    assert unverified(given["id_token"])["email"] == "li@example.com"
    fewer = refresh(broker, "notes", given["refresh_token"], scope="openid").json()
    assert "email" not in unverified(fewer["id_token"])
    same = refresh(broker, "notes", fewer["refresh_token"]).json()
    assert unverified(same["id_token"])["email"] == "li@example.com"


def test_discovery_lists_the_claims_that_scopes_release(broker):
    found = broker.client.get("/.well-known/openid-configuration").json()["claims_supported"]
    assert {"sub", "auth_time", "name", "email", "email_verified", "birthdate"} <= set(found)


# How old it is

def test_a_face_shown_later_makes_no_pin_younger(own_house, tmp_path):
    house = own_house({"plain": {}, "step-up": {
        "single_sign_on": 3600, "asks": ["pin"], "step_up": ["face"]}})
    clock, browser = Clock(tmp_path / "offset"), Browser(house.broker)
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    portal, device = Portal(house.broker, "step-up"), Phone(house.broker, house.wallet)
    first = browser.visit(portal)
    code = first.approve(device, amr=["pin"])["code"]
    shown_at = unverified(first.redeem(code).json()["id_token"])["auth_time"]
    clock.set(3000)
    house.wallet.clock_offset = 3000
    more = browser.visit(portal, acr_values="urn:qrbroker:acr:3")
    claims = unverified(more.redeem(more.approve(device)["code"]).json()["id_token"])
    assert {"pin", "face"} <= set(claims["amr"]) and claims["auth_time"] == shown_at
    assert "code" in browser.visit(portal, prompt="none").back
    young = browser.visit(portal, prompt="none", max_age="2000")
    assert young.back["error"] == "login_required"
    clock.set(3700)
    assert browser.visit(portal, prompt="none").back["error"] == "login_required"
