"""Somebody sends too much on purpose: who must not suffer from it, and who must."""

import socket
from contextlib import suppress

import pytest
from broker import LIMIT
from house import CONFIDENTIAL_SECRET as SECRET, portal as portal_settings
from portal import Portal
from problems import assert_oauth_error
from proofs import Holder
from tokens import post, refresh, tokens_for, unverified
from wallet import Phone

pytestmark = pytest.mark.quick

SHOP = {"client_id": "shop", "client_secret": SECRET}
MAIL = {"client_id": "mail", "client_secret": SECRET}


# Garbage at a callback

@pytest.fixture
def limited(own_house):
    """A house with the limits that hold where nobody has written any."""
    house = own_house({"plain": {}}, limits={})
    house.broker.start()
    return house


def garbage(broker, **client):
    """Codes and refresh tokens that nobody has, as visitors bring them to a portal."""
    for number in range(50):
        yield post(broker, "/token", **client, grant_type="authorization_code",
                   code=f"{number:043}", code_verifier="v" * 43,
                   redirect_uri=f"https://{client['client_id']}.example/callback")
        yield refresh(broker, client["client_id"], f"{number:043}",
                      client_secret=client.get("client_secret"))


def test_garbage_at_its_callback_locks_no_portals_server_out(limited):
    for answer in garbage(limited.broker, **SHOP):
        assert_oauth_error(answer, 400, "invalid_grant")
    shop = Portal(limited.broker, "shop")
    given = tokens_for(shop, Phone(limited.broker, limited.wallet), secret=SECRET)
    assert given["access_token"]


def test_who_guesses_as_a_public_client_is_stopped(limited):
    answers = list(garbage(limited.broker, client_id="notes"))
    assert_oauth_error(answers[0], 400, "invalid_grant")
    assert_stopped(answers)


def assert_stopped(answers):
    """Sixty are let in at once, and another one in each second that this takes."""
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused and answers.index(refused[0]) >= 60
    for answer in refused:
        assert_oauth_error(answer, 429, "slow_down")
        assert int(answer.headers["retry-after"]) >= 1


def test_guessing_a_secret_is_stopped_as_well(limited):
    answers = list(garbage(limited.broker, client_id="shop", client_secret="wrong"))
    assert_oauth_error(answers[0], 401, "invalid_client")
    assert_stopped(answers)


# Everybody's requests from one server

def push(broker, client: dict):
    asked = Portal(broker, client["client_id"]).request(response_type="code", scope="openid")
    return post(broker, "/par", **{**asked, **client})


@pytest.mark.parametrize("ask", [
    lambda broker, client: push(broker, client),
    lambda broker, client: post(broker, "/device_authorization", **client, scope="openid")])
def test_a_portals_server_asks_for_everybody(limited, ask):
    for _ in range(70):
        assert ask(limited.broker, SHOP).status_code < 300, "one address, many people"


def test_who_pushes_without_a_proof_is_counted_by_address(limited):
    answers = [push(limited.broker, {"client_id": "plain"}) for _ in range(100)]
    assert [answer.status_code for answer in answers[:60]] == [201] * 60
    assert_stopped(answers)


def test_proofs_of_possession_cost_the_broker_nothing_beyond_the_limit(own_house):
    house = own_house({"plain": {}}, limits={"token_per_client": "5/6000"})
    house.broker.start()
    holder = Holder()
    for number in range(8):
        proof = holder.proof("POST", house.issuer + "/token")
        answer = house.broker.client.post("/token", headers={"DPoP": proof}, data={
            "grant_type": "refresh_token", "client_id": "notes", "refresh_token": "A" * 43})
        assert answer.status_code == (400 if number < 5 else 429), answer.text
    assert house.broker.rows("SELECT count(*) FROM statements") == [(5,)]


# Sign-ins without end, at a portal that hears nothing

@pytest.fixture
def deaf():
    """The address of a portal that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        server.settimeout(LIMIT)
        yield server


@pytest.fixture
def crowd(own_house, listener, deaf):
    def edit(settings):
        for name, address in (("deaf", f"http://127.0.0.1:{deaf.getsockname()[1]}/"),
                              ("left", listener.address + "/left")):
            settings["relying_parties"].append(
                portal_settings(name, "plain", backchannel_logout_uri=address))
    house = own_house({"plain": {}}, edit)
    house.broker.start()
    return house


def end_all(device) -> int:
    answer = device.call("end_sign_in", sign_in="all")
    assert answer.status_code == 200, answer.text
    return answer.json()["ended"]


def calls_under_way(deaf, *calls) -> int:
    """How many connections wait for its answer now, these and those it has not yet looked at."""
    calls = list(calls)
    deaf.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            calls.append(deaf.accept()[0])
    return sum(is_open(call) for call in calls)


def is_open(call) -> bool:
    with call:
        call.setblocking(False)
        try:
            while call.recv(65536):
                pass
        except BlockingIOError:
            return True
        except ConnectionError:
            pass
        return False


@pytest.mark.slow
def test_a_lost_phone_ends_everything_and_delays_nobody(crowd, deaf, listener):
    """A hundred and thirty logouts that nobody takes in are under way before another portal's."""
    loser, other = (Phone(crowd.broker, crowd.wallet) for _ in range(2))
    tokens_for(Portal(crowd.broker, "left"), other)
    for _ in range(130):
        tokens_for(Portal(crowd.broker, "deaf"), loser)
    assert len(loser.call("sign_ins").json()["sign_ins"]) == 100, "as many as a phone can show"
    assert end_all(loser) == 130
    assert loser.call("sign_ins").json()["sign_ins"] == []
    first, _ = deaf.accept()
    assert end_all(other) == 1
    assert listener.next().path == "/left"
    # However many wait for it: two at once, and all others keep their turn.
    assert 1 <= calls_under_way(deaf, first) <= 2


# Requests to a phone

@pytest.fixture
def person(phone, portal):
    """Somebody whom shops know: `person.sub`."""
    device = phone()
    device.known = unverified(tokens_for(portal("plain"), device)["id_token"])["sub"]
    return device


def asked(person, client, **changes):
    return post(person.broker, "/bc-authorize", **{
        **client, "scope": "openid", "login_hint": person.known, **changes})


def pending(person) -> list[dict]:
    return person.call("requests").json()["requests"]


def test_a_flood_of_requests_hides_nobody_elses(person):
    assert asked(person, SHOP, binding_message="Shop").status_code == 200
    for _ in range(3):
        assert asked(person, MAIL).status_code == 200
        person.scan(request=pending(person)[-1]["session_id"])
        person.deny(reason="not_me")
    assert [one["binding_message"] for one in pending(person)] == ["Shop"]


def test_who_says_no_is_left_alone(person):
    """A portal that asks again after every no would have a yes in the end."""
    for _ in range(3):
        assert asked(person, MAIL).status_code == 200
        person.scan(request=pending(person)[0]["session_id"])
        person.deny(reason="not_me")
    for _ in range(12):
        assert_oauth_error(asked(person, MAIL), 429, "slow_down")
    assert pending(person) == []
    assert asked(person, SHOP).status_code == 200, "another portal has done nothing"


def test_a_portal_that_may_ask_no_more_keeps_nobody_else_from_asking(person):
    while asked(person, MAIL).status_code == 200:
        assert len(pending(person)) <= 3
    assert_oauth_error(asked(person, MAIL), 429, "slow_down")
    assert asked(person, SHOP).status_code == 200
    assert [one["relying_party"]["id"] for one in pending(person)] == ["mail"] * 3 + ["shop"]


@pytest.mark.parametrize("message", [
    "A\u0301\u0301\u0301", "\u202eKasse", "Ka\u2028sse", "Ka\asse", "é" * 65, "e\u0301" * 33])
def test_a_message_cannot_draw_over_its_neighbours(person, message):
    answer = asked(person, SHOP, binding_message=message)
    assert_oauth_error(answer, 400, "invalid_binding_message")
    assert pending(person) == []


def test_a_message_in_any_language_is_shown_as_it_is(person):
    message = "Tie\u0302\u0301ng Vie\u0323\u0302t 请核对"
    assert asked(person, SHOP, binding_message=message).status_code == 200
    assert pending(person)[0]["binding_message"] == message
