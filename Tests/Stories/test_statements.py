"""What makes a statement of a wallet count, and everything that makes it count for nothing."""

import base64
import hashlib
import hmac
import json
import secrets
import time

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from problems import assert_problem
from wallet import Key, ROUTES, Wallet, base64url, compact

pytestmark = pytest.mark.quick


@pytest.fixture
def login(portal):
    return portal("plain").start()


def scan_claims(phone, login, /, **changes):
    """The claims of a scan; a claim changed to None is left out."""
    claims = phone.wallet.claims("scan", phone.sub, phone.device, qr=login.payload)
    claims.update(changes)
    return {name: value for name, value in claims.items() if value is not None}


def assert_refused(device, login, assertion):
    answer = device.post(ROUTES["scan"], assertion)
    problem = assert_problem(answer, 401, "invalid_assertion")
    assert login.read().json()["version"] == 1, "a refused statement changed the login"
    return problem


# Header

def test_an_algorithm_other_than_the_keys_own_is_refused(login, phone, house):
    device = phone()
    claims = scan_claims(device, login)
    rsa, edwards = house.wallet.keys["RS256"], house.wallet.keys["EdDSA"]
    for key, header in [
            (rsa, {"alg": "PS256"}), (rsa, {"alg": "RS384"}), (rsa, {"alg": "ES256"}),
            (device.wallet.key, {"alg": "RS256"}), (device.wallet.key, {"alg": "ES384"}),
            (edwards, {"alg": "ES256"}), (device.wallet.key, {"alg": "es256"}),
            (device.wallet.key, {"alg": None}), (device.wallet.key, {"alg": 256})]:
        assert_refused(device, login, device.wallet.statement(claims, key, header))


@pytest.mark.parametrize("name", ["none", "None", "NONE", ""])
def test_an_unsigned_statement_is_refused(login, phone, name):
    device = phone()
    header = {"alg": name, "kid": device.wallet.key.kid, "typ": "qrlogin+jwt"}
    assert_refused(device, login, compact(header, scan_claims(device, login), lambda _: b""))


def test_an_hmac_made_with_the_public_key_is_refused(login, phone):
    device = phone()
    public = device.wallet.key.private.public_key()
    pem, der = (public.public_bytes(form, serialization.PublicFormat.SubjectPublicKeyInfo)
                for form in (serialization.Encoding.PEM, serialization.Encoding.DER))
    jwk = json.dumps(device.wallet.key.jwk()).encode()
    header = {"alg": "HS256", "kid": device.wallet.key.kid, "typ": "qrlogin+jwt"}
    for secret in (pem, der, jwk, device.wallet.key.kid.encode(), b""):
        assertion = compact(
            header, scan_claims(device, login),
            lambda data, secret=secret: hmac.digest(secret, data, hashlib.sha256))
        assert_refused(device, login, assertion)


@pytest.mark.parametrize("header", [
    {"kid": None}, {"kid": "unknown"}, {"kid": ""}, {"kid": "../../etc/passwd"}, {"kid": 1},
    {"kid": "' OR 1=1 --"}, {"typ": None}, {"typ": "JWT"}, {"typ": "application/jwt"}, {"typ": 1},
    {"crit": ["exp"]}, {"crit": []}, {"crit": ["b64"], "b64": False}])
def test_a_header_that_is_not_as_agreed_is_refused(login, phone, header):
    device = phone()
    claims = scan_claims(device, login)
    assert_refused(device, login, device.wallet.statement(claims, header=header))


def test_a_key_in_the_header_is_not_believed(login, phone, house):
    device, own = phone(), Key()
    for header in ({"jwk": own.jwk()}, {"jwk": own.jwk(), "kid": None},
                   {"jku": "http://127.0.0.1:9/keys"}, {"x5u": "http://127.0.0.1:9/cert"}):
        assert_refused(
            device, login, device.wallet.statement(scan_claims(device, login), own, header))


def test_a_kid_is_looked_up_within_the_issuer_only(login, phone, house):
    """The key of one wallet signs nothing for another."""
    device, foreign = phone(), house.wallets["foreign-wallet"]
    claims = scan_claims(device, login)
    assert_refused(device, login, device.wallet.statement(claims, foreign.key))
    claims = scan_claims(device, login, iss="foreign-wallet")
    assert_refused(device, login, device.wallet.statement(claims, device.wallet.key))


# Signature and form

def test_a_bit_changed_anywhere_is_refused(login, phone):
    device = phone()
    good = device.wallet.statement(scan_claims(device, login))
    header, claims, signature = good.split(".")
    raw = bytearray(base64.urlsafe_b64decode(signature + "=="))
    raw[10] ^= 1
    longer = scan_claims(device, login, sub="somebody-else")
    for assertion in (
            f"{header}.{claims}.{base64url(bytes(raw))}",
            f"{header}.{base64url(json.dumps(longer).encode())}.{signature}",
            f"{header}.{claims}.", f"{header}.{claims}", f"{header}..{signature}",
            f"{good}.", f"{good}=", f".{good}", f"{header}.{claims}.{signature}.{signature}",
            f"{header}.{claims}.{base64url(bytes(64))}", f"{header}.{claims}.{signature[:-4]}",
            "", "x", "..", "a.b.c", good + "\n", " " + good):
        assert_refused(device, login, assertion)


def test_a_signature_in_der_is_refused(login, phone):
    device = phone()
    key = device.wallet.key
    header = {"alg": "ES256", "kid": key.kid, "typ": "qrlogin+jwt"}
    assert_refused(device, login, compact(
        header, scan_claims(device, login),
        lambda data: key.private.sign(data, ec.ECDSA(hashes.SHA256()))))


# Claims

@pytest.mark.parametrize("changes", [
    {"iss": None}, {"iss": "unknown-wallet"}, {"iss": 1}, {"iss": ["demo-wallet"]},
    {"sub": None}, {"sub": ""}, {"sub": 7}, {"sub": "x" * 256}, {"sub": "人" * 86},
    {"aud": None}, {"aud": "https://login.example"}, {"aud": []}, {"aud": 1},
    {"aud": ["https://a.example", "https://b.example"]},
    {"act": None}, {"act": "confirm"}, {"act": "SCAN"}, {"act": 1},
    {"jti": None}, {"jti": "x" * 7}, {"jti": "x" * 129}, {"jti": 12345678},
    {"device": None}, {"device": "device-1"}, {"device": {}}, {"device": {"id": 1}},
    {"device": {"id": ""}}, {"device": {"model": "Pixel", "os": "Android"}},
    {"iat": None}, {"exp": None}, {"iat": "now"}, {"exp": "later"}, {"nbf": 99999999999}],
    ids=lambda changes: json.dumps(changes)[:40])
def test_a_claim_that_is_missing_or_wrong_is_refused(login, phone, changes):
    device = phone()
    assert_refused(device, login, device.wallet.statement(scan_claims(device, login, **changes)))


def test_every_refusal_of_a_statement_has_one_text(login, phone):
    device = phone()
    texts = set()
    for changes in ({"aud": "x"}, {"exp": 1}, {"jti": "x"}, {"device": None}, {"iss": "nobody"}):
        assertion = device.wallet.statement(scan_claims(device, login, **changes))
        texts.add(device.post(ROUTES["scan"], assertion).text)
    texts.add(device.post(ROUTES["scan"], "x").text)
    assert len(texts) == 1


@pytest.mark.parametrize("issued, expires, accepted", [
    (25, 60, True), (60, 110, False),           # at most 30 s ahead
    (0, 120, True), (0, 121, False),            # at most two minutes long
    (-40, 75, True), (-200, -81, False),        # over already, beyond any skew
    (-60, -61, False), (0, 0, False), (0, -1, False)])
def test_the_times_of_a_statement_are_bounded(login, phone, issued, expires, accepted):
    device, now = phone(), int(time.time())
    assertion = device.wallet.statement(
        scan_claims(device, login, iat=now + issued, exp=now + expires))
    if accepted:
        assert device.post(ROUTES["scan"], assertion).status_code == 200
    else:
        assert_refused(device, login, assertion)


@pytest.mark.parametrize("changes", [
    {"jti": secrets.token_hex(4)}, {"jti": secrets.token_hex(64)}, {"sub": "x" * 255},
    {"aud_list": True}, {"unknown": {"deep": [1, 2, 3]}}, {"extra": None}])
def test_what_is_just_within_the_bounds_is_accepted(login, phone, changes):
    device = phone()
    claims = scan_claims(device, login, **changes)
    if claims.pop("aud_list", None):
        claims["aud"] = ["https://other.example", login.broker.issuer]
    answer = device.post(ROUTES["scan"], device.wallet.statement(claims))
    assert answer.status_code == 200, answer.text


# Acts

@pytest.mark.parametrize("act, missing", [
    ("scan", "qr"), ("confirm", "sid"), ("confirm", "challenge"), ("deny", "sid"),
    ("face", "check_id"), ("face", "challenge"), ("status", "sid"), ("revoke", "kid")])
def test_a_member_the_act_needs_is_named_when_it_lacks(login, phone, act, missing):
    device = phone()
    device.scan(login.payload)
    members = {
        "scan": {}, "confirm": {"sid": device.sid, "challenge": device.challenge},
        "deny": {"sid": device.sid, "challenge": device.challenge},
        "face": {"sid": device.sid, "check_id": "x", "challenge": "x", "result": "pass"},
        "status": {"sid": device.sid}, "revoke": {"kid": "x"}}[act]
    members = {name: value for name, value in members.items() if name != missing}
    assert_problem(device.call(act, **members), 400, "invalid_request", parameter=missing)
    assert login.read().json()["version"] == 2


def test_an_act_fits_its_route_only(login, phone):
    device = phone()
    device.scan(login.payload)
    members = {"sid": device.sid, "challenge": device.challenge, "qr": login.payload}
    for act in ROUTES:
        for other, route in ROUTES.items():
            if route != ROUTES[act]:
                answer = device.post(route, device.statement(act, **members))
                assert_problem(answer, 401, "invalid_assertion")
    assert login.read().json()["version"] == 2


def test_the_wallet_a_statement_names_must_be_one_of_the_house(login, phone):
    device = phone()
    device.wallet = Wallet("newcomer", login.broker.issuer)
    assert_refused(device, login, device.statement("scan", qr=login.payload))
