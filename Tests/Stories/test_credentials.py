"""Credentials as the wallet describes them: which one was chosen, and which can be used."""

import time

import pytest
from problems import assert_problem
from tokens import unverified, userinfo
from wallet import Key

pytestmark = pytest.mark.quick

OWN = {"kind": "own", "type": "resident_id", "status": "valid"}


@pytest.fixture
def scanned(portal, phone):
    """A login that asks a credential, and the phone that has scanned it."""
    def make(identifier="credential", **changes):
        login, device = portal(identifier).start(**changes), phone()
        assert device.scan(login.payload).status_code == 200
        return login, device
    return make


def ends(seconds_from_now: int, hours_east=0) -> str:
    """A time from now on, as clocks that many hours east of Greenwich show it."""
    local = time.gmtime(time.time() + seconds_from_now + hours_east * 3600)
    zone = f"+{hours_east:02}:00" if hours_east else "Z"
    return time.strftime("%Y-%m-%dT%H:%M:%S", local) + zone


def told(login) -> tuple[dict, dict]:
    tokens = login.redeem().json()
    return unverified(tokens["id_token"]), userinfo(login.broker, tokens["access_token"]).json()


@pytest.mark.parametrize("kind", ["own", "delegated"])
def test_the_portal_hears_which_credential_and_how_it_was_had(scanned, kind):
    login, device = scanned(scope="openid credential")
    answer = device.confirm(
        credential="c-7", scopes=["credential"],
        credential_details={"kind": kind, "type": "residence_permit", "status": "valid"})
    assert answer.json()["status"] == "approved"
    _, claims = told(login)
    assert claims["credential"] == "c-7"
    assert claims["credential_details"] == {"kind": kind, "type": "residence_permit"}


def test_without_the_scope_it_hears_nothing_of_it(scanned):
    login, device = scanned()
    device.confirm(credential="c-7", credential_details=OWN)
    for claims in told(login):
        assert not {"credential", "credential_details"} & claims.keys()


def test_a_wallet_that_describes_nothing_is_believed(scanned):
    login, device = scanned(scope="openid credential")
    assert device.confirm(credential="c-7", scopes=["credential"]).status_code == 200
    _, claims = told(login)
    assert claims["credential"] == "c-7" and "kind" not in claims.get("credential_details", {})


@pytest.mark.parametrize("status, end, reason", [
    ("revoked", None, "revoked"), ("expired", None, "expired"), ("revoked", (3600,), "revoked"),
    ("valid", (-2,), "expired"), ("valid", (-2, 8), "expired"), (None, (-2,), "expired"),
    ("expired", (3600,), "expired")])
def test_one_that_cannot_be_used_decides_nothing_and_another_may_be_chosen(
        scanned, status, end, reason):
    login, device = scanned()
    described = {**OWN, "status": status, "expires_at": end and ends(*end)}
    details = {name: value for name, value in described.items() if value is not None}
    before = login.read().json()
    for _ in range(3):
        refused = device.confirm(credential="c-7", credential_details=details)
        assert_problem(refused, 422, "credential_unusable", reason=reason)
    after = login.read().json()
    assert (after["status"], after["version"]) == ("scanned", before["version"])
    answer = device.confirm(credential="c-8", credential_details=OWN)
    assert answer.json()["status"] == "approved"


@pytest.mark.parametrize("end", [(600,), (600, 8), (10 ** 9,)])
def test_one_that_has_time_left_is_good(scanned, end):
    _, device = scanned()
    details = {**OWN, "expires_at": ends(*end)}
    assert device.confirm(credential="c-7", credential_details=details).status_code == 200


def test_one_that_cannot_be_used_is_not_taken_where_none_is_asked(scanned):
    login, device = scanned("plain")
    refused = device.confirm(credential="c-7", credential_details={**OWN, "status": "revoked"})
    assert_problem(refused, 422, "credential_unusable", reason="revoked")
    assert login.status() == "scanned"


def test_details_of_no_credential_meet_no_ask(scanned):
    _, device = scanned()
    assert_problem(
        device.confirm(credential_details=OWN), 422, "missing_ask", ask="credential")


def test_a_credential_without_a_name_is_none(scanned):
    login, device = scanned()
    assert_problem(device.confirm(credential="", credential_details=OWN), 400, "invalid_request",
                   parameter="credential")
    assert login.status() == "scanned"


def test_to_name_one_needs_nobodys_word(portal, phone):
    """The portal is told what the person chose; only a level needs the wallet's word."""
    login, device = portal("credential").start(scope="openid credential"), phone()
    device.key = Key()
    assert device.enrol(device.key, attests=[]).status_code == 201
    device.scan(login.payload)
    assert device.confirm(credential="c-7", scopes=["credential"]).json()["status"] == "approved"
    assert told(login)[1]["credential"] == "c-7"


@pytest.mark.parametrize("details", [
    "own", [], 1, {"kind": "stolen"}, {"kind": 1}, {"type": "x" * 65}, {"type": 7},
    {"type": "a\u202eb"}, {"status": "good"}, {"status": True}, {"expires_at": "tomorrow"},
    {"expires_at": 1}, {"expires_at": "2030-01-01"}, {"expires_at": ""}])
def test_details_that_are_none_are_refused(scanned, details):
    login, device = scanned()
    refused = device.confirm(credential="c-7", credential_details=details)
    assert_problem(refused, 400, "invalid_request", parameter="credential_details")
    assert login.status() == "scanned"


def test_saying_no_needs_no_good_credential(scanned):
    login, device = scanned()
    device.confirm(credential="c-7", credential_details={**OWN, "status": "revoked"})
    assert device.deny(reason="changed_mind").status_code == 200
    assert login.status() == "denied"


def test_the_wrong_number_still_ends_it(portal, phone):
    """A revoked credential is no way to try numbers one after the other."""
    login, device = portal("everything").start(), phone()
    device.scan(login.payload)
    right = login.read().json()["match_number"]
    wrong = "01" if right != "01" else "02"
    refused = device.confirm(
        number=wrong, credential="c-7", credential_details={**OWN, "status": "revoked"})
    assert_problem(refused, 422, "wrong_number")
    assert login.read().json()["hint"] == "wrong_number"
