"""What somebody tries who has an address, a code, or a token, and wants more than it gives."""

import base64
import secrets
import time

import pytest
from forgery import forgeries
from house import CONFIDENTIAL_SECRET, House
from portal import Portal
from problems import assert_oauth_error, assert_problem
from wallet import Phone, compact

pytestmark = pytest.mark.quick

CALLBACK = "https://plain.example/callback"
BASIC = "Basic " + base64.b64encode(f"shop:{CONFIDENTIAL_SECRET}".encode()).decode()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Its plain portal may name somebody by an ID token, to check a face or to log out."""
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] == "plain":
                party["policies"]["face_check"] = "plain"
                party["post_logout_redirect_uris"] = [CALLBACK]
    house = House(tmp_path_factory.mktemp("attacks"), {"plain": {}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def broker(house):
    return house.broker


@pytest.fixture
def approved(house):
    """A login ready to be redeemed: `approved("shop")`."""
    def make(identifier="plain", **options):
        login = Portal(house.broker, identifier).start(**options)
        device = Phone(house.broker, house.wallet)
        device.scan(login.payload)
        assert device.confirm().json()["status"] == "approved"
        return login
    return make


@pytest.fixture(scope="module")
def tokens(house):
    """What one good login gave; nothing below may change it."""
    login, device = Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)
    device.scan(login.payload)
    device.confirm()
    return login.redeem().json()


def signing_key(broker) -> dict:
    """The public key of ID tokens and access tokens."""
    keys = broker.client.get("/jwks").json()["keys"]
    return next(key for key in keys if key["alg"] == "ES256")


# Redirect URIs: compared letter by letter (RFC 9700, 4.1.3)

VARIANTS = {
    "path in capitals": "https://plain.example/Callback",
    "host in capitals": "https://PLAIN.example/callback",
    "scheme in capitals": "HTTPS://plain.example/callback",
    "other scheme": "http://plain.example/callback",
    "trailing slash": CALLBACK + "/",
    "trailing blank": CALLBACK + " ",
    "trailing line": CALLBACK + "\n",
    "trailing zero byte": CALLBACK + "\0",
    "query": CALLBACK + "?next=https://evil.example",
    "empty query": CALLBACK + "?",
    "fragment": CALLBACK + "#x",
    "parameter": CALLBACK + ";x",
    "default port": "https://plain.example:443/callback",
    "other port": "https://plain.example:8443/callback",
    "encoded letter": "https://plain.example/%63allback",
    "encoded twice": "https%3A%2F%2Fplain.example%2Fcallback",
    "dot segment": "https://plain.example/x/../callback",
    "double slash": "https://plain.example//callback",
    "back slash": "https://plain.example\\callback",
    "user part": "https://plain.example@evil.example/callback",
    "longer host": "https://plain.example.evil.example/callback",
    "final dot": "https://plain.example./callback",
    "another's": "https://other.example/callback",
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_nobody_is_sent_to_a_variant_of_the_redirect_uri(broker, variant):
    query = Portal(broker, "plain").request(
        redirect_uri=VARIANTS[variant], response_type="code", scope="openid", state="s")
    answer = broker.client.get("/authorize", params=query)
    assert 400 <= answer.status_code < 500, answer.text
    assert "location" not in answer.headers and "set-cookie" not in answer.headers


@pytest.mark.parametrize("name, second", [
    ("redirect_uri", CALLBACK), ("redirect_uri", "https://evil.example/"), ("client_id", "other"),
    ("client_id", "plain")])
def test_two_of_what_must_be_one_go_nowhere(broker, name, second):
    """RFC 6749, 3.1: what checks one and uses the other would be fooled."""
    query = Portal(broker, "plain").request(response_type="code", scope="openid", state="s")
    for pairs in ([*query.items(), (name, second)], [(name, second), *query.items()]):
        answer = broker.client.get("/authorize", params=pairs)
        assert 400 <= answer.status_code < 500, answer.text
        assert "location" not in answer.headers and "set-cookie" not in answer.headers


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_code_is_not_given_out_for_a_variant_of_its_redirect_uri(approved, variant):
    login = approved()
    code = login.code()
    answer = login.redeem(code, redirect_uri=VARIANTS[variant])
    assert answer.status_code == 400
    assert answer.json()["error"] in ("invalid_grant", "invalid_request")
    assert login.redeem(code).status_code == 200


# Codes

def test_a_code_is_of_no_use_to_another_client_that_proves_itself(approved):
    login = approved()
    form = {"grant_type": "authorization_code", "code": login.code(), "redirect_uri": CALLBACK,
            "code_verifier": login.verifier}
    answer = login.broker.client.post("/token", data=form, headers={"Authorization": BASIC})
    assert_oauth_error(answer, 400, "invalid_grant")
    assert login.redeem().status_code == 200


def test_a_verifier_where_no_challenge_was_is_refused(approved):
    """RFC 9700, 2.1.1: whoever took the challenge out of a request would not be noticed."""
    login = approved("shop", headers={"Authorization": BASIC}, code_challenge=None,
                     code_challenge_method=None)
    form = {"grant_type": "authorization_code", "code": login.code(),
            "redirect_uri": login.portal.redirect_uri}
    headers = {"Authorization": BASIC}
    answer = login.broker.client.post(
        "/token", data=form | {"code_verifier": login.verifier}, headers=headers)
    assert_oauth_error(answer, 400, "invalid_grant")
    assert login.broker.client.post("/token", data=form, headers=headers).status_code == 200


def test_a_code_that_was_used_is_no_token_of_any_other_kind(approved, tokens):
    login = approved()
    code = login.code()
    assert login.redeem(code).status_code == 200
    for headers in ({"Authorization": f"Bearer {code}"},
                    {"Authorization": f"Bearer {tokens['id_token']}"}):
        answer = login.broker.client.get("/userinfo", headers=headers)
        assert answer.status_code == 401


# Tokens

def test_no_forged_id_token_says_who_somebody_is(broker, tokens):
    portal, good = Portal(broker, "plain"), tokens["id_token"]
    made = forgeries(good, signing_key(broker), sub="A" * 43)
    for name, hint in made.items():
        answer = portal.create(purpose="face_check", id_token_hint=hint)
        problem = assert_problem(answer, 400, "invalid_request", parameter="id_token_hint")
        assert hint not in str(problem), name
    assert portal.create(purpose="face_check", id_token_hint=good).status_code == 201


def ended(broker, **query):
    return broker.client.get("/end_session", params={"post_logout_redirect_uri": CALLBACK, **query})


def test_no_forged_id_token_sends_anybody_away_from_the_signed_out_page(broker, approved):
    good = approved().redeem().json()["id_token"]
    for name, hint in forgeries(good, signing_key(broker), aud="other").items():
        assert "location" not in ended(broker, id_token_hint=hint).headers, name
    assert ended(broker, id_token_hint=good).headers["location"] == CALLBACK


@pytest.mark.parametrize("variant", VARIANTS)
def test_nobody_is_sent_to_a_variant_of_where_a_logout_leads(broker, approved, variant):
    hint = approved().redeem().json()["id_token"]
    answer = ended(broker, id_token_hint=hint, post_logout_redirect_uri=VARIANTS[variant])
    assert answer.status_code < 500 and "location" not in answer.headers, answer.headers


def test_no_forged_access_token_reads_what_the_person_released(broker, tokens):
    good = tokens["access_token"]
    made = forgeries(good, signing_key(broker), scope="openid profile email")
    for name, token in {**made, "ID token": tokens["id_token"]}.items():
        answer = broker.client.get("/userinfo", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, name
    answer = broker.client.get("/userinfo", headers={"Authorization": f"Bearer {good}"})
    assert answer.status_code == 200


def test_no_forged_assertion_proves_a_client(house, approved):
    """The public key of a client is no secret of it."""
    login, now, key = approved("bank"), int(time.time()), house.bank.key
    claims = {"iss": "bank", "sub": "bank", "aud": house.issuer, "iat": now, "exp": now + 60,
              "jti": secrets.token_urlsafe(16)}
    good = compact({"alg": "ES256", "kid": key.kid, "typ": "JWT"}, claims, key.sign)

    def redeem(assertion):
        return login.redeem(client_assertion=assertion, client_assertion_type=(
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
    for name, assertion in forgeries(good, key.jwk(), jti=secrets.token_urlsafe(16)).items():
        assert redeem(assertion).status_code == 401, name
    assert redeem(good).status_code == 200
