"""Tokens bound to a key of the client (RFC 9449)."""

import json
import time

import pytest
from problems import assert_oauth_error
from proofs import Holder
from tokens import assert_token_refused, post, signed_in, unverified
from wallet import base64url, from_base64url

pytestmark = pytest.mark.quick

SCOPE = "openid offline_access"


@pytest.fixture
def holder():
    return Holder()


@pytest.fixture
def redeem(broker, portal, phone):
    """Redeems a new login with this proof: `redeem(proof, "vault", dpop_jkt=…)`."""
    def make(proof, identifier="notes", login=None):
        login = login or signed_in(portal(identifier), phone(), scope=(
            SCOPE if identifier == "notes" else "openid"))
        headers = {} if proof is None else {"DPoP": proof}
        return post(broker, "/token", headers, grant_type="authorization_code", code=login.code(),
                    client_id=identifier, redirect_uri=login.portal.redirect_uri,
                    code_verifier=login.verifier)
    return make


def at_token(broker, holder, **changes) -> str:
    return holder.proof("POST", broker.issuer + "/token", **changes)


def userinfo(broker, token, proof, scheme="DPoP"):
    headers = {"Authorization": f"{scheme} {token}"}
    return broker.client.get("/userinfo", headers=headers | ({"DPoP": proof} if proof else {}))


def test_a_proof_binds_the_tokens_to_its_key(broker, holder, redeem):
    answer = redeem(at_token(broker, holder))
    assert answer.status_code == 200, answer.text
    given = answer.json()
    assert given["token_type"] == "DPoP"
    assert unverified(given["access_token"])["cnf"] == {"jkt": holder.thumbprint}
    proof = holder.proof("GET", broker.issuer + "/userinfo", given["access_token"])
    assert userinfo(broker, given["access_token"], proof).status_code == 200


def _swapped(proof: str, header=None, signature=None) -> str:
    head, body, old = proof.split(".")
    if header:
        members = {**json.loads(from_base64url(head)), **header}
        head = base64url(json.dumps(members).encode())
    return ".".join([head, body, old if signature is None else signature])


WRONG = {
    "method": lambda holder, url: holder.proof("GET", url),
    "address": lambda holder, url: holder.proof("POST", url.replace("/token", "/par")),
    "foreign address": lambda holder, url: holder.proof("POST", "https://evil.example/token"),
    "no method": lambda holder, url: holder.proof("POST", url, htm=None),
    "no address": lambda holder, url: holder.proof("POST", url, htu=None),
    "no id": lambda holder, url: holder.proof("POST", url, jti=None),
    "no time": lambda holder, url: holder.proof("POST", url, iat=None),
    "old": lambda holder, url: holder.proof("POST", url, iat=int(time.time()) - 3600),
    "future": lambda holder, url: holder.proof("POST", url, iat=int(time.time()) + 3600),
    "type": lambda holder, url: holder.proof("POST", url, header={"typ": "JWT"}),
    "no type": lambda holder, url: holder.proof("POST", url, header={"typ": None}),
    "no key": lambda holder, url: holder.proof("POST", url, header={"jwk": None}),
    "private key": lambda holder, url: holder.proof(
        "POST", url, header={"jwk": holder.key.as_dict(private=True)}),
    "another key": lambda holder, url: holder.proof(
        "POST", url, header={"jwk": Holder().public}),
    "alg none": lambda holder, url: _swapped(
        holder.proof("POST", url), {"alg": "none"}, signature=""),
    "alg HS256": lambda holder, url: _swapped(holder.proof("POST", url), {"alg": "HS256"}),
    "crit": lambda holder, url: _swapped(holder.proof("POST", url), {"crit": ["x"], "x": 1}),
    "unsigned": lambda holder, url: _swapped(holder.proof("POST", url), signature=""),
    "garbage": lambda holder, url: "x",
    "two": lambda holder, url: f"{holder.proof('POST', url)}, {holder.proof('POST', url)}",
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_proof_is_refused_and_the_code_stays_good(
        broker, holder, redeem, portal, phone, fault):
    login = signed_in(portal("notes"), phone(), scope=SCOPE)
    wrong = WRONG[fault](holder, broker.issuer + "/token")
    assert_oauth_error(redeem(wrong, login=login), 400, "invalid_dpop_proof")
    assert redeem(at_token(broker, holder), login=login).status_code == 200


def test_a_query_in_the_address_is_not_compared(broker, holder, redeem):
    proof = holder.proof("POST", broker.issuer + "/token?x=1#y")
    assert redeem(proof).status_code == 200


def test_a_proof_is_used_once(broker, holder, redeem):
    proof = at_token(broker, holder)
    assert redeem(proof).status_code == 200
    assert_oauth_error(redeem(proof), 400, "invalid_dpop_proof")


def test_a_bound_token_is_worth_nothing_without_its_key(broker, holder, redeem):
    token = redeem(at_token(broker, holder)).json()["access_token"]
    address = broker.issuer + "/userinfo"
    for proof, error in (
            (None, "invalid_dpop_proof"),
            (holder.proof("GET", address), "invalid_dpop_proof"),
            (holder.proof("GET", address, token, ath=base64url(bytes(32))), "invalid_dpop_proof"),
            (holder.proof("POST", address, token), "invalid_dpop_proof"),
            (Holder().proof("GET", address, token), "invalid_token")):
        assert_token_refused(userinfo(broker, token, proof), error, "DPoP")
    good = holder.proof("GET", address, token)
    assert userinfo(broker, token, good).status_code == 200
    assert_token_refused(userinfo(broker, token, good), "invalid_dpop_proof", "DPoP")


def test_a_bound_token_cannot_be_shown_as_a_bearers(broker, holder, redeem):
    token = redeem(at_token(broker, holder)).json()["access_token"]
    proof = holder.proof("GET", broker.issuer + "/userinfo", token)
    for shown in (None, proof):
        answer = userinfo(broker, token, shown, "Bearer")
        assert answer.status_code == 401 and answer.json()["error"] == "invalid_token"


def test_a_bearer_token_is_not_bound_afterwards(broker, holder, redeem):
    token = redeem(None).json()["access_token"]
    proof = holder.proof("GET", broker.issuer + "/userinfo", token)
    assert_token_refused(userinfo(broker, token, proof), "invalid_token", "DPoP")


def test_a_public_client_refreshes_with_the_same_key_only(broker, holder, redeem):
    token = redeem(at_token(broker, holder)).json()["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": token, "client_id": "notes"}
    for proof in (None, at_token(broker, Holder())):
        answer = post(broker, "/token", {"DPoP": proof} if proof else None, **form)
        assert_oauth_error(answer, 400, "invalid_dpop_proof")
    answer = post(broker, "/token", {"DPoP": at_token(broker, holder)}, **form)
    assert answer.status_code == 200 and answer.json()["token_type"] == "DPoP"
    assert unverified(answer.json()["access_token"])["cnf"] == {"jkt": holder.thumbprint}


def test_a_client_may_be_bound_to_prove_itself(broker, holder, redeem, portal, phone):
    login = signed_in(portal("vault"), phone())
    assert_oauth_error(redeem(None, "vault", login), 400, "invalid_dpop_proof")
    assert redeem(at_token(broker, holder), "vault", login).json()["token_type"] == "DPoP"


def test_a_code_may_be_bound_to_a_key_beforehand(broker, holder, browser, portal, phone):
    visit = browser().visit(portal(), dpop_jkt=holder.thumbprint)
    code = visit.approve(phone())["code"]
    form = {"grant_type": "authorization_code", "code": code, "client_id": "plain",
            "redirect_uri": visit.portal.redirect_uri, "code_verifier": visit.verifier}
    for proof in (None, at_token(broker, Holder())):
        answer = post(broker, "/token", {"DPoP": proof} if proof else None, **form)
        assert_oauth_error(answer, 400, "invalid_grant")
    assert post(broker, "/token", {"DPoP": at_token(broker, holder)}, **form).status_code == 200
