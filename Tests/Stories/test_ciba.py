"""A portal asks a person it knows, on their phone, without any code (OpenID Connect CIBA)."""

import pytest
from clock import Clock
from house import CONFIDENTIAL, portal as portal_settings
from portal import Portal
from problems import assert_oauth_error, assert_problem
from tokens import SECRET, post, tokens_for, unverified, userinfo
from wallet import Phone

pytestmark = pytest.mark.quick

GRANT = "urn:openid:params:grant-type:ciba"


class Person:
    """Somebody who has signed in to the portal once, so that it knows a subject to ask for."""

    def __init__(self, broker, phone, client="mail"):
        self.broker, self.phone, self.client = broker, phone, client
        self.id_token = tokens_for(Portal(broker, client), phone, secret=SECRET)["id_token"]
        self.sub = unverified(self.id_token)["sub"]

    def asked(self, **changes):
        return post(self.broker, "/bc-authorize", **{
            "client_id": self.client, "client_secret": SECRET, "scope": "openid",
            "login_hint": self.sub, **changes})

    def request(self, **changes) -> str:
        answer = self.asked(**changes)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return answer.json()["auth_req_id"]

    def pending(self) -> list[dict]:
        answer = self.phone.call("requests")
        assert answer.status_code == 200, answer.text
        return answer.json()["requests"]

    def claim(self):
        (request,) = self.pending()
        return self.phone.scan(request=request["session_id"])

    def tokens(self, auth_req_id, **changes):
        return post(self.broker, "/token", **{
            "grant_type": GRANT, "auth_req_id": auth_req_id, "client_id": self.client,
            "client_secret": SECRET, **changes})


@pytest.fixture
def person(broker, phone):
    return Person(broker, phone())


def test_a_person_finds_the_request_on_the_phone_and_confirms(person):
    assert person.pending() == []
    answer = person.asked(binding_message="Kasse 4711", scope="openid profile")
    assert answer.json()["interval"] == 5 and 0 < answer.json()["expires_in"] <= 600
    request = answer.json()["auth_req_id"]
    assert_oauth_error(person.tokens(request), 400, "authorization_pending")
    (pending,) = person.pending()
    assert pending["binding_message"] == "Kasse 4711"
    assert pending["relying_party"]["id"] == "mail" and pending["expires_in"] > 0
    shown = person.claim().json()
    assert shown["binding_message"] == "Kasse 4711" and shown["asks"]["number"] is False
    person.phone.confirm(scopes=["profile"], claims={"name": "张伟"})
    given = person.tokens(request).json()
    claims = unverified(given["id_token"])
    assert claims["sub"] == person.sub and claims["aud"] in ("mail", ["mail"])
    assert userinfo(person.broker, given["access_token"]).json()["name"] == "张伟"
    assert person.pending() == []
    assert_oauth_error(person.tokens(request), 400, "invalid_grant")


def test_an_id_token_names_the_person_as_well(person):
    assert person.request(login_hint=None, id_token_hint=person.id_token)
    assert len(person.pending()) == 1


def test_a_denial_is_told(person):
    request = person.request()
    person.claim()
    person.phone.deny(reason="not_me")
    assert_oauth_error(person.tokens(request), 400, "access_denied")
    assert person.pending() == []


def test_nobody_else_sees_the_request_or_may_claim_it(person, broker, phone):
    person.request()
    (pending,) = person.pending()
    stranger = Person(broker, phone())
    assert stranger.pending() == []
    for identifier in (pending["session_id"], "A" * 22, "x"):
        answer = stranger.phone.scan(request=identifier)
        assert_problem(answer, 404, "unknown_code")
    assert person.claim().status_code == 200


def test_two_requests_are_told_apart(person):
    requests = {message: person.request(binding_message=message) for message in ("A1", "B2")}
    pending = {entry["binding_message"]: entry["session_id"] for entry in person.pending()}
    assert set(pending) == {"A1", "B2"}
    person.phone.scan(request=pending["B2"])
    person.phone.confirm()
    assert person.tokens(requests["B2"]).status_code == 200
    assert_oauth_error(person.tokens(requests["A1"]), 400, "authorization_pending")


@pytest.mark.parametrize("changes, status, error", [
    ({"login_hint": "nobody"}, 400, "unknown_user_id"),
    ({"login_hint": None}, 400, "invalid_request"),
    ({"login_hint": None, "id_token_hint": "x.y.z"}, 400, "unknown_user_id"),
    ({"id_token_hint": "x.y.z"}, 400, "invalid_request"),
    ({"scope": "email"}, 400, "invalid_request"),
    ({"scope": "openid nothing"}, 400, "invalid_scope"),
    ({"binding_message": "x" * 65}, 400, "invalid_binding_message"),
    ({"binding_message": "a\nb"}, 400, "invalid_binding_message"),
    ({"requested_expiry": "0"}, 400, "invalid_request"),
    ({"requested_expiry": "soon"}, 400, "invalid_request"),
    ({"client_secret": "wrong"}, 401, "invalid_client"),
    ({"client_secret": None}, 401, "invalid_client"),
    ({"client_id": "notes", "client_secret": None}, 400, "unauthorized_client")])
def test_a_wrong_request_is_refused(person, changes, status, error):
    assert_oauth_error(person.asked(**changes), status, error)
    assert person.pending() == []


def test_the_name_of_another_sector_leads_to_nobody(person, portal):
    other = unverified(tokens_for(portal("pairwise"), person.phone)["id_token"])["sub"]
    if person.asked(login_hint=other).status_code == 200:
        assert person.pending() == []


def test_a_portal_cannot_fill_a_phone(person):
    for _ in range(3):
        person.request()
    answer = person.asked()
    assert_oauth_error(answer, 429, "slow_down")
    assert int(answer.headers["retry-after"]) > 0 and len(person.pending()) == 3
    person.phone.scan(request=person.pending()[0]["session_id"])
    person.phone.deny()
    assert_oauth_error(person.asked(), 429, "slow_down")
    person.phone.scan(request=person.pending()[0]["session_id"])
    person.phone.confirm()
    assert person.asked().status_code == 200


def test_another_client_gets_nothing_and_spoils_nothing(person):
    request = person.request()
    person.claim()
    person.phone.confirm()
    for client in ("shop", "inspector"):
        assert_oauth_error(person.tokens(request, client_id=client), 400, "invalid_grant")
    assert person.tokens(request).status_code == 200


def test_a_request_nobody_made_is_refused(person):
    for wrong in ("x", "A" * 43):
        assert_oauth_error(person.tokens(wrong), 400, "invalid_grant")
    assert_oauth_error(person.tokens(None), 400, "invalid_request")


@pytest.fixture
def ringing(own_house, listener, tmp_path):
    """A person known to a portal that wants to be rung; its `clock` may be moved."""
    def edit(settings):
        settings["relying_parties"].append(portal_settings(
            "ringing", "plain", **CONFIDENTIAL,
            ciba_notification_endpoint=listener.address + "/ping"))
    house, clock = own_house({"plain": {}}, edit), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    person = Person(house.broker, Phone(house.broker, house.wallet), "ringing")
    person.clock, person.house = clock, house
    return person


@pytest.mark.parametrize("decision", ["confirm", "deny"])
def test_a_portal_is_rung_when_somebody_has_decided(ringing, listener, decision):
    assert_oauth_error(ringing.asked(), 400, "invalid_request")
    request = ringing.request(client_notification_token="bell-token-1234567890")
    ringing.claim()
    assert listener.is_quiet()
    listener.answers = [503] if decision == "confirm" else []
    getattr(ringing.phone, decision)()
    for _ in range(2 if decision == "confirm" else 1):
        ring = listener.next()
        assert ring.path == "/ping"
        assert ring.headers["authorization"] == "Bearer bell-token-1234567890"
        assert ring.headers["content-type"].split(";")[0] == "application/json"
        assert ring.body.replace(" ", "") == f'{{"auth_req_id":"{request}"}}'
    answer = ringing.tokens(request)
    if decision == "confirm":
        assert answer.status_code == 200
    else:
        assert_oauth_error(answer, 400, "access_denied")


def test_a_request_runs_out(ringing):
    answer = ringing.asked(client_notification_token="bell-token-1234567890",
                           requested_expiry="60")
    assert answer.json()["expires_in"] == 60
    ringing.clock.set(61)
    ringing.house.wallet.clock_offset = 61
    assert_oauth_error(ringing.tokens(answer.json()["auth_req_id"]), 400, "expired_token")
    assert ringing.pending() == []
