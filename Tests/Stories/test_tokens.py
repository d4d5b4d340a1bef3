"""Redeeming a code: who may, once only, and what the portal gets."""

import base64
import hashlib
import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from house import CONFIDENTIAL_SECRET
from joserfc import jwk, jwt
from problems import assert_oauth_error, assert_problem
from wallet import base64url, compact

pytestmark = pytest.mark.quick


@pytest.fixture
def approved(portal, phone):
    """A login ready to be redeemed: `approved("shop", scope=…, claims={…})` → login."""
    def make(identifier="plain", claims=None, device=None, **changes):
        login, device = portal(identifier).start(**changes), device or phone()
        assert device.scan(login.payload).status_code == 200
        granted = changes.get("scope", "openid").split()[1:]
        answer = device.confirm(scopes=granted or None, claims=claims)
        assert answer.json()["status"] == "approved", answer.text
        return login
    return make


def verified(login, id_token: str) -> tuple[dict, dict]:
    """Header and claims, the signature checked by another library with the published keys."""
    keys = jwk.KeySet.import_key_set(login.broker.client.get("/jwks").json())
    token = jwt.decode(id_token, keys, algorithms=["ES256", "RS256"])
    return token.header, token.claims


def half_hash(text: str) -> str:
    return base64url(hashlib.sha256(text.encode()).digest()[:16])


def userinfo(login, token: str):
    return login.broker.client.get("/userinfo", headers={"Authorization": f"Bearer {token}"})


def test_the_portal_gets_an_id_token_that_another_library_verifies(approved):
    login = approved()
    code, before = login.code(), time.time()
    answer = login.redeem(code)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert tokens["token_type"] == "Bearer" and tokens["expires_in"] > 0
    header, claims = verified(login, tokens["id_token"])
    assert header["alg"] == "ES256" and header["kid"]
    assert claims["iss"] == login.broker.issuer
    assert claims["aud"] in ("plain", ["plain"]) and claims.get("azp", "plain") == "plain"
    assert claims["nonce"] == login.nonce
    assert before - 2 <= claims["iat"] <= time.time() + 2 < claims["exp"]
    assert claims["auth_time"] <= claims["iat"]
    assert claims["at_hash"] == half_hash(tokens["access_token"])
    assert claims.get("c_hash", half_hash(code)) == half_hash(code)
    assert claims["sid"] and claims["sid"] != login.id
    assert claims["acr"].startswith("urn:qrbroker:acr:")


def test_the_id_token_may_be_signed_with_rsa(approved):
    login = approved("rsa")
    header, claims = verified(login, login.redeem().json()["id_token"])
    assert header["alg"] == "RS256" and claims["aud"] in ("rsa", ["rsa"])


def test_the_id_token_says_what_was_really_done(portal, phone):
    login, device = portal("face").start(), phone()
    device.scan(login.payload)
    device.confirm()
    device.face("pass")
    _, claims = verified(login, login.redeem().json()["id_token"])
    assert "face" in claims["amr"] and "pin" not in claims["amr"]


def test_the_subject_is_steady_and_never_the_wallets_own(approved, phone):
    first, second = phone(), phone()
    subjects = [
        verified(login, login.redeem().json()["id_token"])[1]["sub"]
        for login in (approved(device=first), approved("other", device=first),
                      approved(device=second), approved("pairwise", device=first))]
    assert subjects[0] == subjects[1] != subjects[2]
    assert subjects[3] not in subjects[:3]
    assert not any(first.sub in subject for subject in subjects)


def test_the_portal_gets_the_claims_of_the_granted_scopes_only(approved):
    claims = {"name": "张伟", "birthdate": "1990-01-01", "email": "z@example.com",
              "email_verified": True, "phone_number": "+8613800000000", "secret": "x",
              "sub": "other", "iss": "https://evil.example"}
    login = approved("consent", scope="openid profile", claims=claims)
    info = userinfo(login, login.redeem().json()["access_token"]).json()
    assert info["name"] == "张伟" and info["birthdate"] == "1990-01-01"
    assert not {"email", "phone_number", "secret", "iss"} & set(info)
    assert info["sub"] != "other"


def test_userinfo_without_a_good_token_is_refused_as_rfc_6750_says(broker):
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer " + "A" * 43},
                    {"Authorization": "Basic eDp4"}):
        answer = broker.client.get("/userinfo", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("changes", [
    {"code_verifier": "w" * 43}, {"code_verifier": None}, {"code_verifier": ""},
    {"client_id": "other"}, {"redirect_uri": "https://other.example/callback"},
    {"redirect_uri": None}, {"redirect_uri": "https://plain.example/callback/"}])
def test_a_wrong_verifier_client_or_redirect_uri_does_not_use_the_code_up(approved, changes):
    login = approved()
    code = login.code()
    answer = login.redeem(code, **changes)
    assert answer.status_code == 400
    assert answer.json()["error"] in ("invalid_grant", "invalid_request")
    assert login.status() == "approved"
    assert login.redeem(code).status_code == 200


def test_five_wrong_tries_end_the_code(approved):
    login = approved()
    code = login.code()
    for number in range(5):
        answer = login.redeem(code, code_verifier=f"{number}" * 43)
        assert_oauth_error(answer, 400, "invalid_grant")
    assert_oauth_error(login.redeem(code), 400, "invalid_grant")
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("expired", "expired_unredeemed")
    assert page["problem"]["reason"] == "unredeemed"


def test_four_wrong_tries_by_anyone_do_not(approved):
    login = approved()
    code = login.code()
    for _ in range(2):
        login.redeem(code, code_verifier="w" * 43)
        login.redeem(code, client_id="other")
    assert login.redeem(code).status_code == 200


def test_a_code_is_redeemed_once_and_a_second_use_takes_everything_back(approved):
    login = approved()
    code = login.code()
    tokens = login.redeem(code).json()
    assert userinfo(login, tokens["access_token"]).status_code == 200
    assert_oauth_error(login.redeem(code), 400, "invalid_grant")
    assert userinfo(login, tokens["access_token"]).status_code == 401
    assert login.status() == "redeemed"


def test_of_fifty_redeemers_at_once_one_gets_tokens(approved):
    login = approved()
    code = login.code()
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: login.redeem(code), range(50)))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 49


@pytest.mark.parametrize("code", ["x", "A" * 43, "../x", "A" * 5000])
def test_a_code_nobody_has_is_refused(portal, code):
    login = portal().start()
    assert_oauth_error(login.redeem(code), 400, "invalid_grant")


def test_a_poll_token_or_scan_token_is_no_code(approved):
    login = approved()
    for wrong in (login.poll_token, login.payload.split("/q/")[1].split(".")[0], login.id):
        assert_oauth_error(login.redeem(wrong), 400, "invalid_grant")
    assert login.status() == "approved"


@pytest.mark.parametrize("grant", [None, "", "password", "client_credentials", "implicit"])
def test_another_grant_is_not_supported(approved, grant):
    answer = approved().redeem(grant_type=grant)
    assert answer.status_code == 400
    assert answer.json()["error"] in ("unsupported_grant_type", "invalid_request")


# Confidential clients

def basic(name: str, secret: str) -> dict:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def test_a_confidential_client_shows_its_secret_in_either_way(approved):
    for way in ("basic", "post"):
        login = approved("shop")
        form = {"grant_type": "authorization_code", "code": login.code(),
                "redirect_uri": login.portal.redirect_uri, "code_verifier": login.verifier}
        headers = basic("shop", CONFIDENTIAL_SECRET) if way == "basic" else {}
        if way == "post":
            form |= {"client_id": "shop", "client_secret": CONFIDENTIAL_SECRET}
        answer = login.broker.client.post("/token", data=form, headers=headers)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("secret", ["wrong", "", CONFIDENTIAL_SECRET + "x", None])
def test_a_confidential_client_without_its_secret_is_refused(approved, secret):
    login = approved("shop")
    headers = {} if secret is None else basic("shop", secret)
    form = {"grant_type": "authorization_code", "code": login.code(), "client_id": "shop",
            "redirect_uri": login.portal.redirect_uri, "code_verifier": login.verifier}
    answer = login.broker.client.post("/token", data=form, headers=headers)
    assert_oauth_error(answer, 401, "invalid_client")
    assert login.status() == "approved"


def client_assertion(house, **changes):
    now, key = int(time.time()), house.bank.key
    claims = {"iss": "bank", "sub": "bank", "aud": house.issuer, "iat": now, "exp": now + 60,
              "jti": secrets.token_urlsafe(16), **changes}
    return compact({"alg": "ES256", "kid": key.kid, "typ": "JWT"}, claims, key.sign)


def test_a_confidential_client_may_sign_instead(approved, house):
    def redeem(login, assertion):
        return login.redeem(
            login.code(), client_assertion=assertion, client_assertion_type=(
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
    for changes in ({"aud": "https://other.example"}, {"iss": "shop"}, {"exp": 1}, {"sub": "x"}):
        login = approved("bank")
        answer = redeem(login, client_assertion(house, **changes))
        assert_oauth_error(answer, 401, "invalid_client")
    good = client_assertion(house)
    assert redeem(login, good).status_code == 200
    assert_oauth_error(redeem(approved("bank"), good), 401, "invalid_client")


def test_a_confidential_client_that_signs_in_at_the_creation_needs_no_challenge(portal, broker):
    shop = portal("shop")
    members = shop.request(code_challenge=None, code_challenge_method=None)
    assert_problem(broker.client.post("/v1/sessions", json=members), 400, "invalid_request",
                   parameter="code_challenge")
    good = broker.client.post(
        "/v1/sessions", json=members, headers=basic("shop", CONFIDENTIAL_SECRET))
    assert good.status_code == 201, good.text
    wrong = broker.client.post("/v1/sessions", json=members, headers=basic("shop", "wrong"))
    assert_problem(wrong, 401, "invalid_client")


def test_only_a_client_that_used_the_header_is_asked_for_it_again(broker):
    form = {"grant_type": "authorization_code", "code": "x"}
    asked = broker.client.post("/token", data=form, auth=("nobody", "nothing"))
    silent = broker.client.post("/token", data=form | {"client_id": "nobody"})
    page = broker.client.post("/v1/sessions", json={"client_id": "nobody", "redirect_uri": "x:y"})
    assert [answer.status_code for answer in (asked, silent, page)] == [401, 401, 401]
    assert asked.headers["www-authenticate"].startswith("Basic ")
    assert "www-authenticate" not in silent.headers and "www-authenticate" not in page.headers
