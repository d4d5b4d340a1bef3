"""Access tokens as RFC 9068 describes them, and what happens to those that are not ours."""

import base64
import hashlib
import hmac
import json
import time

import pytest
from tokens import assert_token_refused, signed_in, tokens_for, unverified, userinfo, verified
from wallet import Key, base64url, compact, from_base64url

pytestmark = pytest.mark.quick


@pytest.fixture
def tokens(portal, phone):
    return lambda identifier="plain", **changes: tokens_for(
        portal(identifier), phone(), {"name": "张伟"}, **changes)


def test_an_access_token_says_for_whom_it_is(broker, tokens):
    given = tokens(scope="openid profile")
    header, claims = verified(broker, given["access_token"], "at+jwt")
    _, identity = verified(broker, given["id_token"])
    assert header["alg"] in ("ES256", "RS256") and header["kid"]
    assert claims["iss"] == broker.issuer and claims["aud"] in (broker.issuer, [broker.issuer])
    assert claims["client_id"] == "plain" and claims["sub"] == identity["sub"]
    assert set(claims["scope"].split()) == {"openid", "profile"}
    assert claims["exp"] - claims["iat"] == given["expires_in"] == 600
    assert abs(claims["iat"] - time.time()) < 60 and len(claims["jti"]) >= 16
    for claim in ("auth_time", "acr", "amr"):
        assert claims[claim] == identity[claim], claim
    assert "name" not in claims and "cnf" not in claims


def test_its_hash_stands_in_the_id_token(broker, tokens):
    given = tokens()
    digest = hashlib.sha256(given["access_token"].encode()).digest()
    assert unverified(given["id_token"])["at_hash"] == base64url(digest[:16])


def test_two_of_them_are_never_the_same(tokens):
    first, second = (unverified(tokens()["access_token"]) for _ in range(2))
    assert first["jti"] != second["jti"]


def test_a_pairwise_portal_finds_its_own_subject_in_both(tokens):
    given = tokens("pairwise")
    access, identity = unverified(given["access_token"]), unverified(given["id_token"])
    assert access["sub"] == identity["sub"] != unverified(tokens()["access_token"])["sub"]


def changed(token: str, header=None, claims=None, sign=None) -> str:
    """The token with other members, under its old signature or one made by `sign`."""
    parts = token.split(".")
    for place, changes in enumerate((header, claims)):
        if changes:
            members = {**json.loads(from_base64url(parts[place])), **changes}
            parts[place] = base64url(json.dumps(members).encode())
    if sign:
        parts[2] = base64url(sign(".".join(parts[:2]).encode()))
    return ".".join(parts)


def test_an_altered_token_is_refused(broker, tokens):
    token = tokens()["access_token"]
    head, body, signature = token.split(".")
    forged = [
        changed(token, claims={"scope": "openid profile email"}),
        changed(token, claims={"exp": int(time.time()) + 86400}),
        changed(token, header={"alg": "none"}, sign=lambda data: b""),
        changed(token, header={"alg": "none"}), f"{head}.{body}.", f"{head}.{body}",
        f"{head}.{body}.{base64url(bytes(64))}", token + "A",
        changed(token, sign=Key().sign),
        f"{head}.{body}.{signature[:-2]}{'AA' if signature[-2:] != 'AA' else 'BB'}"]
    for wrong in forged:
        assert_token_refused(userinfo(broker, wrong))
    assert userinfo(broker, token).status_code == 200


def test_a_published_key_is_no_shared_secret(broker, tokens):
    """The confusion of RS256 or ES256 with HS256 (RFC 8725 section 2.1)."""
    token = tokens()["access_token"]
    for key in broker.client.get("/jwks").json()["keys"]:
        texts = [json.dumps(key), key.get("x", "") + key.get("n", "")]
        for secret in [*(text.encode() for text in texts),
                       from_base64url(key.get("x") or key["n"])]:
            wrong = changed(
                token, header={"alg": "HS256", "kid": key["kid"]},
                sign=lambda data, secret=secret: hmac.digest(secret, data, "sha256"))
            assert_token_refused(userinfo(broker, wrong))


def test_a_key_the_token_brings_along_is_not_believed(broker, tokens):
    token, own = tokens()["access_token"], Key()
    for header in ({"jwk": own.jwk()}, {"jwk": own.jwk(), "kid": own.kid}, {"kid": own.kid},
                   {"jku": "http://127.0.0.1:1/jwks"}):
        assert_token_refused(userinfo(broker, changed(token, header=header, sign=own.sign)))


def test_a_token_of_another_kind_is_no_access_token(broker, portal, phone):
    login = signed_in(portal(), phone())
    code = login.code()
    given = login.redeem(code).json()
    for wrong in (given["id_token"], code, login.poll_token):
        assert_token_refused(userinfo(broker, wrong))


def test_a_token_of_another_broker_is_refused(broker, house, own_house, tokens):
    given = tokens()["access_token"]
    other = own_house({"plain": {}})
    other.broker.start()
    assert_token_refused(userinfo(other.broker, given))


def test_a_wallets_statement_is_no_access_token(broker, house):
    key, now = house.wallet.key, int(time.time())
    claims = {"iss": broker.issuer, "aud": broker.issuer, "sub": "x", "client_id": "plain",
              "iat": now, "exp": now + 600, "jti": "x" * 22, "scope": "openid"}
    forged = compact({"alg": "ES256", "kid": key.kid, "typ": "at+jwt"}, claims, key.sign)
    assert_token_refused(userinfo(broker, forged))


def test_the_token_belongs_into_the_header_only(broker, tokens):
    token = tokens()["access_token"]
    assert broker.client.get("/userinfo", params={"access_token": token}).status_code == 401
    basic = base64.b64encode(f"x:{token}".encode()).decode()
    answer = broker.client.get("/userinfo", headers={"Authorization": f"Basic {basic}"})
    assert answer.status_code == 401


def test_a_signed_answer_comes_to_a_client_that_wants_it(broker, portal, phone):
    given = tokens_for(portal("signed"), phone(), {"name": "张伟"}, scope="openid profile")
    answer = userinfo(broker, given["access_token"])
    assert answer.headers["content-type"].split(";")[0] == "application/jwt"
    _, claims = verified(broker, answer.text)
    assert claims["iss"] == broker.issuer and claims["aud"] in ("signed", ["signed"])
    assert claims["name"] == "张伟"
    assert claims["sub"] == unverified(given["id_token"])["sub"]
