"""Device keys: enrolment, what they may vouch for, and their end."""

import pytest
from problems import assert_problem
from wallet import Key, ROUTES

pytestmark = pytest.mark.quick


def test_a_device_key_is_enrolled_once_and_known_after(phone):
    device, key = phone(), Key()
    first, second = device.enrol(key), device.enrol(key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["kid"] == key.kid and first.json()["device_id"] == device.device


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_a_device_key_may_scan_and_decide(portal, phone, algorithm):
    login, device = portal().start(), phone()
    device.key = Key(algorithm)
    assert device.enrol(device.key).status_code == 201
    assert device.scan(login.payload).status_code == 200
    assert device.confirm().json()["status"] == "approved"


def test_a_key_nobody_enrolled_signs_nothing(portal, phone):
    login, device = portal().start(), phone(key=Key())
    assert_problem(device.scan(login.payload), 401, "invalid_assertion")


def test_a_device_key_belongs_to_one_person_of_one_wallet(portal, phone):
    login, owner, key = portal().start(), phone(), Key()
    assert owner.enrol(key).status_code == 201
    for thief in (phone(key=key), phone(key=key, wallet="modest-wallet", sub=owner.sub)):
        assert_problem(thief.scan(login.payload), 401, "invalid_assertion")
    assert login.status() == "waiting"


def test_one_key_may_be_enrolled_for_two_persons_of_a_phone(portal, phone):
    key = Key()
    first, second = phone(device="shared-phone"), phone(device="shared-phone")
    assert first.enrol(key).status_code == 201
    assert second.enrol(key).status_code == 201
    for device in (first, second):
        device.key = key
        login = portal().start()
        assert device.scan(login.payload).status_code == 200
        assert device.confirm().status_code == 200


def test_a_device_key_cannot_enrol_another(phone):
    device, first = phone(), Key()
    assert device.enrol(first).status_code == 201
    assert device.enrol(Key(), signed_by=first).status_code in (401, 403)


def test_a_device_key_vouches_only_for_what_it_was_enrolled_for(portal, phone):
    login, device = portal("pin").start(), phone()
    device.key = Key()
    assert device.enrol(device.key, attests=["face"]).status_code == 201
    device.scan(login.payload)
    assert_problem(device.confirm(amr=["pin"]), 403, "not_attested")
    assert login.status() == "scanned"


def attestation(device, **changes):
    members = {"sid": device.sid, "challenge": device.challenge, "amr": ["pin"], **changes}
    return device.statement("attest", key=device.wallet.key, **members)


def test_the_word_of_the_wallet_may_travel_beside_the_decision(portal, phone):
    login, device = portal("pin").start(), phone()
    device.key = Key()
    assert device.enrol(device.key, attests=[]).status_code == 201
    device.scan(login.payload)
    confirmed = device.confirm(amr=["pin"], attestation=attestation(device))
    assert confirmed.status_code == 200, confirmed.text
    assert confirmed.json()["status"] == "approved"


@pytest.mark.parametrize("flaw", ["sid", "challenge", "key", "act", "sub", "device", "amr"])
def test_a_flawed_word_of_the_wallet_does_not_count(portal, phone, flaw):
    login, device = portal("pin").start(), phone()
    device.key = Key()
    assert device.enrol(device.key, attests=[]).status_code == 201
    device.scan(login.payload)
    stranger = phone(sub=device.sub if flaw == "device" else None,
                     device=device.device if flaw == "sub" else None)
    stranger.sid, stranger.challenge = device.sid, device.challenge
    word = {
        "sid": lambda: attestation(device, sid="A" * 22),
        "challenge": lambda: attestation(device, challenge="x"),
        "key": lambda: device.statement(
            "attest", sid=device.sid, challenge=device.challenge, amr=["pin"]),
        "act": lambda: device.statement(
            "confirm", key=device.wallet.key, sid=device.sid, challenge=device.challenge,
            amr=["pin"]),
        "sub": lambda: attestation(stranger), "device": lambda: attestation(stranger),
        "amr": lambda: attestation(device, amr=["face"]),
    }[flaw]()
    answer = device.confirm(amr=["pin"], attestation=word)
    assert answer.status_code in (401, 403, 422), answer.text
    assert login.status() == "scanned"


@pytest.mark.parametrize("by", ["wallet", "itself"])
def test_a_revoked_key_signs_nothing_any_more(portal, phone, by):
    device = phone()
    device.key = Key()
    assert device.enrol(device.key).status_code == 201
    login = portal().start()
    assert device.scan(login.payload).status_code == 200
    signer = device.wallet.key if by == "wallet" else device.key
    assert device.call("revoke", key=signer, kid=device.key.kid).status_code == 204
    assert_problem(device.confirm(), 401, "invalid_assertion")
    assert login.status() == "scanned"


def test_somebody_elses_key_cannot_be_revoked(portal, phone):
    device, thief = phone(), phone()
    device.key, thief.key = Key(), Key()
    for owner in (device, thief):
        assert owner.enrol(owner.key).status_code == 201
    thief.call("revoke", kid=device.key.kid)
    phone(wallet="modest-wallet").call("revoke", kid=device.key.kid)
    assert device.scan(portal().start().payload).status_code == 200


@pytest.mark.parametrize("change", [
    {"kty": "oct", "k": "AAAA"}, {"crv": "P-521"}, {"x": "AA"}, {"y": None}, {"x": 1},
    {"d": "A" * 43}])
def test_a_key_that_is_no_usable_public_key_is_refused(phone, change):
    device = phone()
    jwk = {**Key().jwk(), **change}
    jwk = {name: value for name, value in jwk.items() if value is not None}
    answer = device.call("enrol", cnf={"jwk": jwk}, attests=[])
    assert_problem(answer, 400, "invalid_request", parameter="cnf")


def test_a_device_cannot_be_given_a_right_its_wallet_does_not_have(portal, phone):
    device = phone(wallet="modest-wallet")
    device.key = Key()
    answer = device.enrol(device.key, attests=["pin", "face"])
    if answer.status_code == 201:
        login = portal("face").start()
        if device.scan(login.payload).status_code == 200:
            device.confirm()
            assert_problem(device.face("pass"), 403, "not_attested")
    else:
        assert answer.status_code in (400, 403)


def test_enrolling_needs_a_key_and_rights(phone):
    device = phone()
    for members in ({}, {"cnf": {}}, {"cnf": "x"}, {"cnf": {"jwk": []}},
                    {"cnf": {"jwk": Key().jwk()}, "attests": "pin"},
                    {"cnf": {"jwk": Key().jwk()}, "attests": ["everything"]}):
        assert_problem(device.call("enrol", **members), 400, "invalid_request")


def test_a_kid_of_another_person_is_unknown_even_with_the_same_name(portal, phone):
    """A key called like the wallet's own must not take its place."""
    device = phone()
    own = Key()
    jwk = {**own.jwk(), "kid": device.wallet.key.kid}
    answer = device.call("enrol", cnf={"jwk": jwk}, attests=["pin", "face"])
    if answer.status_code == 201:
        assert answer.json()["kid"] == own.kid
    own.kid = device.wallet.key.kid
    login = portal().start()
    assert_problem(
        device.post(ROUTES["scan"], device.statement("scan", key=own, qr=login.payload)),
        401, "invalid_assertion")
