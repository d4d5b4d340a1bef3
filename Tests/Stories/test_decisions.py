"""Confirming and denying: what must be answered, what ends the login, what may be repeated."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from problems import assert_problem

pytestmark = pytest.mark.quick


@pytest.fixture
def scanned(portal, phone):
    """A login scanned already: `scanned("pin")` → login, phone."""
    def make(identifier="plain", **changes):
        login, device = portal(identifier).start(**changes), phone()
        answer = device.scan(login.payload)
        assert answer.status_code == 200, answer.text
        return login, device
    return make


def unchanged(login, version=2):
    return login.read().json()["version"] == version


def test_a_decision_with_another_challenge_is_refused(scanned):
    login, device = scanned()
    other_login, other = scanned()
    for challenge in ("x", "", other.challenge, device.challenge + "x"):
        assert_problem(device.confirm(challenge=challenge), 409, "wrong_challenge")
        assert_problem(device.deny(challenge=challenge), 409, "wrong_challenge")
    assert unchanged(login)
    assert device.confirm().status_code == 200


def test_a_decision_is_made_once(scanned):
    login, device = scanned("face")
    assert device.confirm().status_code == 200
    again = device.confirm()
    assert again.status_code == 200 and again.json()["version"] == 4
    assert again.json()["face"]["check_id"] == device.check["check_id"]
    assert unchanged(login, 4)


def test_confirming_what_was_denied_is_refused(scanned):
    login, device = scanned()
    device.deny(reason="not_me")
    assert_problem(device.confirm(), 409, "already_decided")
    assert login.status() == "denied"


def test_repeating_a_decision_answers_with_the_current_state(scanned):
    login, device = scanned()
    device.confirm()
    again = device.confirm()
    assert again.status_code == 200 and again.json()["status"] == "approved"
    assert unchanged(login, 4)


def test_denying_what_is_approved_is_already_decided(scanned):
    login, device = scanned()
    device.confirm()
    assert_problem(device.deny(), 409, "already_decided")
    assert login.status() == "approved"


def test_a_login_the_page_cancelled_is_over_for_the_phone(scanned):
    login, device = scanned()
    login.cancel()
    assert_problem(device.confirm(), 410, "session_over")
    assert_problem(device.deny(), 410, "session_over")
    assert login.status() == "cancelled"


def test_cancel_is_refused_from_approved_on(scanned):
    login, device = scanned()
    device.confirm()
    assert_problem(login.cancel(), 409, "session_over")
    login.redeem()
    assert_problem(login.cancel(), 409, "session_over")


def test_cancel_is_refused_once_denied(scanned):
    login, device = scanned()
    device.deny()
    assert_problem(login.cancel(), 409, "session_over")


@pytest.mark.parametrize("asked, members", [
    ("number", {}), ("credential", {}), ("pin", {}), ("pin", {"amr": []}),
    ("pin", {"amr": ["face"]}), ("terms", {}), ("terms", {"terms": []}),
    ("terms", {"terms": [{"id": "face-notice", "version": "2025-01"}]}),
    ("terms", {"terms": [{"id": "other", "version": "2026-01"}]})])
def test_what_was_asked_and_not_answered_is_named(scanned, asked, members):
    login, device = scanned(asked)
    assert_problem(device.confirm(**members), 422, "missing_ask", ask=asked)
    assert unchanged(login)


def test_a_required_scope_that_was_not_granted_is_a_missing_consent(scanned):
    login, device = scanned("consent", scope="openid profile email")
    for granted in ({}, {"scopes": []}, {"scopes": ["email"]}, {"scopes": ["openid"]}):
        assert_problem(device.confirm(**granted), 422, "missing_ask", ask="consent")
    assert unchanged(login)
    assert device.confirm(scopes=["profile"]).status_code == 200


def test_an_optional_scope_may_be_refused_by_the_person(scanned):
    login, device = scanned("consent", scope="openid profile email")
    claims = {"name": "Ana", "email": "ana@example.com"}
    assert device.confirm(scopes=["profile"], claims=claims).status_code == 200
    tokens = login.redeem().json()
    userinfo = login.broker.client.get(
        "/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json()
    assert userinfo["name"] == "Ana" and "email" not in userinfo


def test_a_scope_that_was_never_offered_is_refused(scanned):
    login, device = scanned("consent", scope="openid profile")
    for scopes in (["profile", "email"], ["profile", "admin"], ["profile", ""]):
        assert_problem(
            device.confirm(scopes=scopes), 400, "invalid_request", parameter="scopes")
    assert unchanged(login)


@pytest.mark.parametrize("member, value", [
    ("number", 47), ("number", ["47"]), ("scopes", "profile"), ("scopes", [1]), ("terms", "x"),
    ("terms", [1]), ("amr", "pin"), ("amr", [1]), ("credential", 1), ("credential", "x" * 129),
    ("claims", "x"), ("claims", []), ("acting_for", 1)])
def test_an_answer_of_the_wrong_type_is_refused(scanned, member, value):
    login, device = scanned("everything", scope="openid profile")
    assert_problem(device.confirm(**{member: value}), 400, "invalid_request", parameter=member)
    assert unchanged(login)


@pytest.mark.parametrize("reason", ["because", 1, ["not_me"]])
def test_a_reason_that_is_none_is_refused(scanned, reason):
    login, device = scanned()
    assert_problem(device.deny(reason=reason), 400, "invalid_request", parameter="reason")
    assert unchanged(login)


def test_a_wrong_number_ends_the_login_at_the_first_try(scanned):
    login, device = scanned("number")
    right = login.read().json()["match_number"]
    wrong = f"{(int(right) + 1) % 100:02d}"
    assert_problem(device.confirm(number=wrong), 422, "wrong_number")
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("failed", "wrong_number")
    assert page["problem"]["code"] == "failed" and page["problem"]["reason"] == "wrong_number"
    assert page["match_number"] is None
    assert_problem(device.confirm(number=right), 410, "session_over")


@pytest.mark.parametrize("number", ["", "7", "007", "4 7", "xx", "４７"])
def test_a_number_that_is_none_is_a_wrong_number_or_refused(scanned, number):
    login, device = scanned("number")
    answer = device.confirm(number=number)
    assert answer.status_code in (400, 422), answer.text
    assert login.status() in ("failed", "scanned")
    assert login.status() != "approved"


def test_the_number_is_shown_from_the_scan_until_the_decision_only(portal, phone):
    login, device = portal("number").start(), phone()
    assert login.read().json()["match_number"] is None
    scan = device.scan(login.payload)
    number = login.read().json()["match_number"]
    assert len(number) == 2 and number.isdigit()
    assert "match_number" not in scan.json(), "the phone must not be told the number"
    assert device.confirm(number=number).status_code == 200
    assert login.read().json()["match_number"] is None


def test_denying_needs_no_number(scanned):
    login, device = scanned("number")
    assert device.deny(reason="not_me").status_code == 200
    assert login.read().json()["match_number"] is None


def test_a_pin_of_a_wallet_that_may_not_attest_it_does_not_count(portal, phone):
    login, device = portal("pin").start(), phone(wallet="modest-wallet")
    assert device.scan(login.payload).status_code == 200
    assert_problem(device.confirm(amr=["pin"]), 403, "not_attested")
    assert unchanged(login)


def person_at(login) -> dict:
    """What the portal learns of who has logged in."""
    tokens = login.redeem(sub="admin", subject="admin").json()
    return login.broker.client.get(
        "/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json()


def test_the_person_is_the_one_of_the_statement_not_of_its_members(portal, phone):
    """No identity field of a request is believed: in its body, its query or the statement's own
    members. The portal knows the person by the name it knew before."""
    device, known = phone(), None
    for lies in ({}, {"sub": "admin", "subject": "admin", "user": "admin", "person": "admin"}):
        login = portal().start(scope="openid profile", **lies)
        scan = {"assertion": device.statement("scan", qr=login.payload), **lies}
        scanned = device.broker.client.post("/v1/wallet/scan", json=scan, params=lies).json()
        word = device.statement(
            "confirm", sid=scanned["session_id"], challenge=scanned["challenge"],
            scopes=["profile"], claims={**lies, "name": "Ana"},
            **{name: lie for name, lie in lies.items() if name != "sub"})
        device.broker.client.post(
            "/v1/wallet/confirm", json={"assertion": word, **lies}, params=lies)
        person = person_at(login)
        known = known or person["sub"]
        assert (person["sub"], person["name"]) == (known, "Ana")
        assert device.sub not in str(person)


def test_confirm_and_cancel_at_once_end_in_one_of_both(scanned):
    for _ in range(20):
        login, device = scanned()
        with ThreadPoolExecutor(2) as pool:
            confirmed, cancelled = pool.submit(device.confirm), pool.submit(login.cancel)
        pair = (confirmed.result().status_code, cancelled.result().status_code)
        assert pair in {(200, 409), (410, 200)}, pair
        assert login.status() == ("approved" if pair[0] == 200 else "cancelled")
