"""A whole login by scan, as page, phone and portal live through it."""

import pytest
from portal import query_of
from wallet import Key

pytestmark = pytest.mark.quick


def test_a_login_that_asks_nothing_but_a_confirmation(portal, phone):
    login, device = portal("plain").start(), phone()
    assert login.created["status"] == "waiting" and login.created["hint"] == "scan_code"
    assert login.read().json()["version"] == 1

    scanned = device.scan(login.payload)
    assert scanned.status_code == 200, scanned.text
    assert scanned.json()["status"] == "scanned" and scanned.json()["version"] == 2
    page = login.read(after=1, wait=5).json()
    assert (page["status"], page["hint"], page["version"]) == ("scanned", "confirm_on_phone", 2)
    assert page["wallet"] == "demo-wallet"

    confirmed = device.confirm()
    assert confirmed.status_code == 200, confirmed.text
    assert confirmed.json()["status"] == "approved" and confirmed.json()["version"] == 4
    assert "face" not in confirmed.json() or confirmed.json()["face"] is None

    page = login.read(after=2, wait=5).json()
    assert (page["status"], page["hint"], page["version"]) == ("approved", "done", 4)
    result = page["result"]
    assert result["state"] == login.state and result["iss"] == login.broker.issuer
    assert query_of(result["redirect_to"]) == {
        "code": result["code"], "state": login.state, "iss": login.broker.issuer}

    tokens = login.redeem(result["code"])
    assert tokens.status_code == 200, tokens.text
    over = login.read().json()
    assert (over["status"], over["hint"], over["version"]) == ("redeemed", "done", 5)
    assert "result" not in over and "expires_in" not in over
    assert device.status().json()["status"] == "redeemed"


def test_a_login_with_a_face_check(portal, phone):
    login, device = portal("face").start(), phone()
    asks = device.scan(login.payload).json()["asks"]
    assert asks["face"] is True and asks["number"] is False and asks["pin"] is False
    confirmed = device.confirm().json()
    assert (confirmed["status"], confirmed["hint"]) == ("face_checking", "face_on_phone")
    assert confirmed["face"]["tries_left"] == 3
    assert login.wait_for("face_checking", after=2)["version"] == 4
    judged = device.face("pass", liveness=True, score=0.97, provider="p", reference="r-1")
    assert judged.status_code == 200, judged.text
    assert judged.json()["status"] == "approved"
    assert login.read(after=4, wait=5).json()["version"] == 5
    assert login.redeem().status_code == 200


def test_a_login_that_asks_everything(portal, phone):
    login, device = portal("everything").start(scope="openid profile email"), phone()
    scanned = device.scan(login.payload).json()
    assert scanned["asks"]["credential"] and scanned["asks"]["pin"] and scanned["asks"]["number"]
    assert scanned["asks"]["consent"] and scanned["asks"]["face"]
    assert [(term["id"], term["version"]) for term in scanned["asks"]["terms"]] == [
        ("face-notice", "2026-01")]
    page = login.read().json()
    assert page["hint"] == "enter_number"
    confirmed = device.confirm(
        number=page["match_number"], credential="card-1", scopes=["profile"], amr=["pin"],
        terms=[{"id": "face-notice", "version": "2026-01"}], claims={"name": "张伟"})
    assert confirmed.status_code == 200, confirmed.text
    assert login.read().json()["match_number"] is None
    assert device.face("pass").json()["status"] == "approved"
    assert login.redeem().status_code == 200


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA", "RS256"])
def test_a_wallet_may_sign_with_any_of_three_algorithms(portal, phone, house, algorithm):
    login = portal("plain").start()
    device = phone(key=house.wallet.keys[algorithm])
    assert device.scan(login.payload).status_code == 200
    assert device.confirm().json()["status"] == "approved"


def test_a_login_decided_by_a_device_key(portal, phone):
    login, device = portal("face").start(), phone(wallet="strict-wallet")
    device.key = Key()
    assert device.enrol(device.key).status_code == 201
    assert device.scan(login.payload).status_code == 200
    assert device.confirm().json()["status"] == "face_checking"
    assert device.face("pass").json()["status"] == "approved"


def test_the_person_says_this_was_not_me(portal, phone):
    login, device = portal("plain").start(), phone()
    device.scan(login.payload)
    denied = device.deny(reason="not_me")
    assert denied.status_code == 200 and denied.json()["status"] == "denied"
    page = login.read(after=2, wait=5).json()
    assert (page["status"], page["hint"]) == ("denied", "not_me")
    assert page["problem"]["code"] == "denied" and page["problem"]["reason"] == "not_me"
    back = query_of(page["problem"]["redirect_to"])
    assert back["error"] == "access_denied"
    assert back["state"] == login.state and back["iss"] == login.broker.issuer
    assert "code" not in back


def test_the_person_changes_their_mind(portal, phone):
    login, device = portal("plain").start(), phone()
    device.scan(login.payload)
    assert device.deny(reason="changed_mind").json()["hint"] == "denied"
    page = login.read().json()
    assert (page["hint"], page["problem"]["reason"]) == ("denied", "changed_mind")


def test_the_person_denies_during_the_face_check(portal, phone):
    login, device = portal("face").start(), phone()
    device.scan(login.payload)
    device.confirm()
    assert device.deny(reason="not_me").json()["status"] == "denied"
    assert login.status() == "denied"


def test_the_page_cancels_and_may_say_so_twice(portal, phone):
    login, device = portal("plain").start(), phone()
    device.scan(login.payload)
    first, second = login.cancel(), login.cancel()
    assert first.status_code == second.status_code == 200
    assert first.json()["status"] == "cancelled" and first.json()["hint"] == "cancelled_by_page"
    assert first.json()["version"] == second.json()["version"] == 3
    assert first.json()["problem"]["code"] == "cancelled"
    assert device.status().json()["status"] == "cancelled"


def test_a_login_typed_instead_of_scanned_asks_for_the_number(portal, phone):
    login, device = portal("plain").start(), phone()
    typed = login.created["user_code"].replace("-", " ").lower()
    scanned = device.scan(user_code=typed)
    assert scanned.status_code == 200, scanned.text
    assert scanned.json()["asks"]["number"] is True
    number = login.read().json()["match_number"]
    assert len(number) == 2 and number.isdigit()
    assert device.confirm(number=number).json()["status"] == "approved"
