"""A portal's other ways in keep what its policy and its registration promise."""

import secrets
import time

import pytest
from clock import Clock
from house import CONFIDENTIAL, House, portal as portal_settings
from portal import Portal
from problems import assert_oauth_error, assert_problem
from tokens import SECRET, post, refresh, tokens_for, unverified, userinfo
from wallet import Phone, compact

pytestmark = pytest.mark.quick

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
CIBA = "urn:openid:params:grant-type:ciba"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    def edit(settings):
        settings["relying_parties"] += [
            portal_settings("later", "plain", policies={"login": "plain", "register": "number"}),
            portal_settings("partly", "plain", policies={
                "login": {"default": "plain", "strict-wallet": "untyped"}}),
            portal_settings("written", "number", grants=["device_code"]),
            portal_settings("server", "plain", **CONFIDENTIAL,
                            require_pushed_authorization_requests=True)]
    house = House(tmp_path_factory.mktemp("ways"), {
        "plain": {}, "number": {"number_match": "always"}, "untyped": {"user_code": "off"}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def broker(house):
    return house.broker


@pytest.fixture
def person(house):
    return Phone(house.broker, house.wallet)


# The device grant

@pytest.mark.parametrize("client", ["number", "untyped", "later", "partly"])
def test_a_strict_policy_has_no_device_grant_by_itself(broker, client):
    answer = post(broker, "/device_authorization", client_id=client)
    assert_oauth_error(answer, 400, "unauthorized_client")
    assert Portal(broker, client).create().status_code == 201


def test_an_operator_may_write_it_down(broker, person):
    shown = post(broker, "/device_authorization", client_id="written").json()
    assert person.scan(shown["verification_uri_complete"]).json()["asks"]["number"] is False
    person.confirm()
    given = post(broker, "/token", grant_type=DEVICE, client_id="written",
                 device_code=shown["device_code"])
    assert given.status_code == 200, given.text


def test_whoever_has_no_page_gets_no_code_for_one(broker):
    """People would scan for something that can never be redeemed."""
    portal = Portal(broker, "written")
    assert_problem(portal.create(), 400, "unauthorized_client")
    answer = broker.client.get("/authorize", params=portal.request(
        response_type="code", scope="openid", state="s"))
    assert "error=unauthorized_client" in answer.headers["location"]


@pytest.fixture
def clocked(own_house, tmp_path):
    house, clock = own_house({"plain": {}}), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)

    def jump(seconds):
        clock.set(seconds)
        house.wallet.clock_offset = seconds
    house.jump = jump
    return house


def test_a_device_waits_as_long_as_somebody_may_still_decide(clocked):
    """Programs give up after `expires_in` (RFC 8628, 3.2), so it is more than the time to scan."""
    broker, person = clocked.broker, Phone(clocked.broker, clocked.wallet)
    seen, unseen = (
        post(broker, "/device_authorization", client_id="plain").json() for _ in range(2))
    assert seen["expires_in"] == 600
    clocked.jump(80)
    assert person.scan(seen["verification_uri_complete"]).status_code == 200
    clocked.jump(160)
    assert person.confirm().json()["status"] == "approved"
    given, expired = (post(
        broker, "/token", grant_type=DEVICE, client_id="plain", device_code=shown["device_code"])
        for shown in (seen, unseen))
    assert given.status_code == 200, given.text
    assert_oauth_error(expired, 400, "expired_token")


# Requests without a code

def test_asking_twice_for_what_was_given_takes_nothing_back(broker, person):
    """As after a ping whose poll was on its way already."""
    mail = {"client_id": "mail", "client_secret": SECRET}
    known = tokens_for(Portal(broker, "mail"), person, secret=SECRET)
    answer = post(broker, "/bc-authorize", **mail, scope="openid offline_access",
                  login_hint=unverified(known["id_token"])["sub"])
    assert answer.json()["expires_in"] == 600
    (request,) = person.call("requests").json()["requests"]
    person.scan(request=request["session_id"])
    person.confirm(scopes=["offline_access"])
    first, second = (post(broker, "/token", **mail, grant_type=CIBA,
                          auth_req_id=answer.json()["auth_req_id"]) for _ in range(2))
    assert_oauth_error(second, 400, "invalid_grant")
    assert userinfo(broker, first.json()["access_token"]).status_code == 200
    kept = refresh(broker, "mail", first.json()["refresh_token"], client_secret=SECRET)
    assert kept.status_code == 200


# Clients that prove themselves

def assertion(house, audience) -> dict:
    now, key = int(time.time()), house.bank.key
    claims = {"iss": "bank", "sub": "bank", "aud": audience, "iat": now, "exp": now + 60,
              "jti": secrets.token_urlsafe(16)}
    return {"client_assertion_type": ASSERTION, "client_assertion": compact(
        {"alg": "ES256", "kid": key.kid, "typ": "JWT"}, claims, key.sign)}


@pytest.mark.parametrize("route, form, status", [
    ("/par", {"scope": "openid", "response_type": "code", "code_challenge": "c" * 43,
              "code_challenge_method": "S256",
              "redirect_uri": "https://bank.example/callback"}, 201),
    ("/bc-authorize", {"scope": "openid"}, 400),
    ("/device_authorization", {"scope": "openid"}, 200),
    ("/introspect", {"token": "x"}, 200), ("/revoke", {"token": "x"}, 200)])
def test_an_assertion_may_be_for_the_endpoint_it_is_shown_to(house, broker, route, form, status):
    for audience in (route, "/token", ""):
        for made in (house.issuer + audience, [house.issuer + audience]):
            answer = post(broker, route, **form, **assertion(house, made))
            assert answer.status_code == status, answer.text
            assert "invalid_client" not in answer.text
    for wrong in ("/userinfo", route + "/", route + "?x", "/authorize"):
        answer = post(broker, route, **form, **assertion(house, house.issuer + wrong))
        assert_oauth_error(answer, 401, "invalid_client")


# Requests that must be pushed

@pytest.mark.parametrize("identifier", ["pushed", "server"])
def test_a_request_that_must_be_pushed_cannot_be_made_by_anybody_in_another_way(
        broker, identifier):
    answer = Portal(broker, identifier).create()
    assert_problem(answer, 400, "invalid_request", parameter="request_uri")


def test_its_server_may_begin_a_login_itself(broker):
    answer = broker.client.post("/v1/sessions", json=Portal(broker, "server").request(),
                                auth=("server", SECRET))
    assert answer.status_code == 201, answer.text
