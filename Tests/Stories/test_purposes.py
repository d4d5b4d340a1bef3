"""What a login is for: each purpose with its own policy, and a check of somebody already known."""

import pytest
from forgery import other_signature
from house import House
from portal import Portal
from problems import assert_oauth_error, assert_problem
from tokens import assert_token_refused, unverified, userinfo
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] in ("plain", "other"):
                party["policies"] = {
                    "login": "sso", "face_check": "face",
                    "register": {"default": "credential", "modest-wallet": "consent"}}
                party["scopes"].append("offline_access")
            if party["id"] == "strict":
                party["policies"] = {"login": "strict", "face_check": "face"}
    house = House(
        tmp_path_factory.mktemp("purposes"),
        {"plain": {}, "face": {"asks": ["face"]}, "credential": {"asks": ["credential"]},
         "consent": {"asks": ["consent"]}, "sso": {"single_sign_on": 3600},
         "strict": {"single_sign_on": 3600, "asks": ["pin", {"terms": ["face-notice"]}]},
         "careful": {"single_sign_on": 3600, "asks": ["face"]}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def portal(house):
    return lambda identifier="plain": Portal(house.broker, identifier)


@pytest.fixture
def phone(house):
    return lambda wallet="demo-wallet", **options: Phone(
        house.broker, house.wallets[wallet], **options)


def signed_in(portal, device) -> str:
    """Signs in and returns the ID token."""
    login = portal.start()
    device.scan(login.payload)
    device.confirm()
    return login.redeem().json()["id_token"]


def test_the_phone_is_told_the_purpose_and_asked_by_its_policy(portal, phone):
    for purpose, ask in (("register", "credential"), ("login", None)):
        shown = phone().scan(portal().start(purpose=purpose).payload).json()
        assert shown["purpose"] == purpose
        assert shown["asks"]["credential"] == (ask == "credential")


def test_a_policy_may_depend_on_the_wallet(portal, phone):
    shown = phone(wallet="modest-wallet").scan(portal().start(purpose="register").payload).json()
    assert shown["asks"]["consent"] is True and shown["asks"]["credential"] is False


def test_a_purpose_without_a_policy_is_refused(portal):
    answer = portal("shop").create(purpose="register", code_challenge=None,
                                   code_challenge_method=None)
    assert answer.status_code == 400
    assert_problem(portal("rsa").create(purpose="register"), 400, "invalid_request",
                   parameter="purpose")


def test_a_person_who_is_known_checks_their_face(portal, phone):
    device = phone()
    hint = signed_in(portal(), device)
    login = portal().start(purpose="face_check", id_token_hint=hint)
    shown = device.scan(login.payload).json()
    assert shown["purpose"] == "face_check" and shown["asks"]["face"] is True
    device.confirm()
    assert device.face("pass").json()["status"] == "approved"
    assert login.redeem().status_code == 200


def test_somebody_else_is_refused_at_the_scan(portal, phone):
    hint = signed_in(portal(), phone())
    login = portal().start(purpose="face_check", id_token_hint=hint)
    assert_problem(phone().scan(login.payload), 403, "wrong_subject")
    assert login.status() == "waiting"


def test_a_hint_that_is_unusable_is_refused(portal, phone):
    device = phone()
    good = signed_in(portal(), device)
    for_another = signed_in(portal("other"), device)
    header, claims, _ = good.split(".")
    for hint in (None, "", "x", f"{header}.{claims}.", for_another,
                 other_signature(good), device.statement("scan", qr="x")):
        answer = portal().create(purpose="face_check", id_token_hint=hint)
        assert_problem(answer, 400, "invalid_request", parameter="id_token_hint")


# What is no login

@pytest.fixture
def browser(house):
    browser = Browser(house.broker)
    yield browser
    browser.close()


@pytest.fixture
def finished(browser, portal, phone):
    """Brings a purpose to its end at the broker's page; what the portal gets is in `tokens`."""
    def make(purpose, device=None, **changes):
        visit = browser.visit(portal(), purpose=purpose, **changes)
        visit.device = device or phone()
        answers = {"credential": "c-1"} if purpose == "register" else {}
        if "offline_access" in changes.get("scope", ""):
            answers["scopes"] = ["offline_access"]
        visit.code = visit.approve(visit.device, **answers)["code"]
        visit.tokens = visit.redeem(visit.code).json()
        return visit
    return make


def is_signed_in(browser, portal) -> bool:
    return "code" in browser.visit(portal, prompt="none").back


def test_a_login_says_no_purpose_and_the_others_say_theirs(finished):
    assert "purpose" not in unverified(finished("login").tokens["id_token"])
    visit = finished("register")
    assert unverified(visit.tokens["id_token"])["purpose"] == "register"
    hint = visit.tokens["id_token"]
    checked = finished("face_check", visit.device, id_token_hint=hint)
    claims = unverified(checked.tokens["id_token"])
    assert claims["purpose"] == "face_check" and "face" in claims["amr"]


def test_the_page_waits_for_a_button_after_anything_but_a_login(portal, browser, finished):
    hint = finished("login").tokens["id_token"]
    for purpose, finish in (("login", "auto"), ("register", "button"), ("face_check", "button")):
        known = {"id_token_hint": hint} if purpose == "face_check" else {}
        created = portal().start(purpose=purpose, **known).created
        assert (created["purpose"], created["finish"]) == (purpose, finish)
        if purpose != "login":
            page = browser.visit(portal(), purpose=purpose, **known).page()
            assert (page["purpose"], page["finish"]) == (purpose, finish)


def test_a_login_signs_the_browser_in(browser, portal, finished):
    finished("login")
    assert is_signed_in(browser, portal())


def test_a_registration_signs_nobody_in(browser, portal, finished):
    before = dict(browser.client.cookies)
    visit = finished("register")
    own = {name for name in browser.client.cookies if name not in before}
    assert all(visit.id[:4] in name for name in own), own
    assert not is_signed_in(browser, portal())
    assert visit.device.call("sign_ins").json()["sign_ins"] == []


def test_a_face_check_of_somebody_who_is_not_signed_in_here_signs_nobody_in(
        browser, portal, finished, phone):
    device = phone()
    hint = signed_in(portal(), device)
    known = device.call("sign_ins").json()["sign_ins"]
    finished("face_check", device, id_token_hint=hint)
    assert not is_signed_in(browser, portal())
    assert device.call("sign_ins").json()["sign_ins"] == known


NOTICE = {"id": "face-notice", "version": "2026-01"}

CLAIMS = {"name": "李娜", "email": "li@example.com", "email_verified": True}

RICH = "openid profile email"


@pytest.fixture
def checked(browser, portal, phone):
    """Signs in with name and PIN, then checks the face in the same browser; the phone."""
    def make(**members):
        device = phone()
        visit = browser.visit(portal("strict"), scope=RICH)
        code = visit.approve(
            device, amr=["pin"], scopes=["profile", "email"], claims=CLAIMS,
            terms=[NOTICE])["code"]
        hint = visit.redeem(code).json()["id_token"]
        visit = browser.visit(portal("strict"), purpose="face_check", id_token_hint=hint)
        visit.redeem(visit.approve(device, **members)["code"])
        return device
    return make


@pytest.mark.parametrize("members", [
    {}, {"claims": {}}, {"claims": {"name": "Somebody else"}, "amr": []}])
def test_a_face_check_adds_to_a_sign_in_and_takes_nothing_from_it(
        house, browser, portal, checked, members):
    checked(**members)
    silent = browser.visit(portal("strict"), prompt="none", scope=RICH)
    tokens = silent.redeem(silent.back["code"]).json()
    assert set(unverified(tokens["id_token"])["amr"]) >= {"pin", "face"}
    known = userinfo(house.broker, tokens["access_token"]).json()
    assert (known["name"], known["email"]) == (CLAIMS["name"], CLAIMS["email"])


def test_after_a_face_check_a_portal_that_asks_the_face_is_answered_in_silence(
        browser, portal, checked):
    refused = browser.visit(portal("careful"), prompt="none")
    assert "code" not in refused.back
    checked()
    answered = browser.visit(portal("careful"), prompt="none")
    assert "face" in unverified(answered.redeem(answered.back["code"]).json()["id_token"])["amr"]


def test_a_registration_leaves_the_browsers_sign_in_as_it_is(browser, portal, finished):
    login = finished("login")
    finished("register")
    visit = browser.visit(portal(), prompt="none")
    claims = unverified(visit.redeem(visit.back["code"]).json()["id_token"])
    assert claims["sub"] == unverified(login.tokens["id_token"])["sub"]


def test_what_is_no_login_cannot_be_renewed(house, finished):
    scope = "openid offline_access"
    assert "refresh_token" in finished("login", scope=scope).tokens
    visit = finished("register", scope=scope)
    assert "refresh_token" not in visit.tokens
    # What it gave is good as long as any access token.
    assert userinfo(house.broker, visit.tokens["access_token"]).status_code == 200


def test_its_code_works_once_and_robs_its_tokens_when_used_again(house, finished):
    visit = finished("register")
    assert_oauth_error(visit.redeem(visit.code), 400, "invalid_grant")
    assert_token_refused(userinfo(house.broker, visit.tokens["access_token"]))
