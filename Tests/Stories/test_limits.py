"""Too much of something: what is counted, for whom, and what the refusal says."""

import socket
from contextlib import ExitStack, contextmanager, suppress

import httpx
import pytest
from broker import LIMIT, eventually
from house import portal as portal_settings
from portal import Portal
from problems import assert_problem
from tokens import refresh
from wallet import Key, Phone

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture" * 40

HARMLESS = {name: "off" for name in (
    "create_per_address", "create_per_client", "wallet_calls_per_wallet",
    "wallet_calls_per_subject", "unknown_code_per_subject", "token_per_client",
    "invalid_statement_per_address")}


@pytest.fixture
def limited(own_house):
    """A house with these limits: `limited(create_per_address="3/60")`."""
    def build(trusted_proxies=(), **limits):
        def edit(settings):
            settings["relying_parties"].append(portal_settings(
                "gallery", "plain", scopes=["openid", "offline_access", "portrait"]))
        house = own_house({"plain": {}, "face": {"asks": ["face"]}}, edit=edit,
                          limits={**HARMLESS, **limits}, trusted_proxies=list(trusted_proxies))
        house.broker.start()
        return house
    return build


def assert_limited(answer):
    assert_problem(answer, 429, "rate_limited")
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.headers["ratelimit"] and answer.headers["ratelimit-policy"]


def test_creations_from_one_address(limited):
    portal = Portal(limited(create_per_address="3/600").broker, "plain")
    answers = [portal.create() for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert_limited(answers[3])


def test_refused_creations_count_too(limited):
    portal = Portal(limited(create_per_address="3/600").broker, "plain")
    assert [portal.create(scope="openid admin").status_code for _ in range(4)] == [
        403, 403, 403, 429]
    assert_limited(portal.create())


def test_creations_of_one_client(limited):
    broker = limited(create_per_client="2/600").broker
    answers = [Portal(broker, "plain").create() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert_limited(answers[2])
    assert Portal(broker, "other").create().status_code == 201


def test_a_forwarded_address_counts_only_from_a_trusted_proxy(limited):
    untrusted = Portal(limited(create_per_address="1/600").broker, "plain")
    codes = [untrusted.create(headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
             for n in range(3)]
    assert codes == [201, 429, 429]
    trusted = Portal(limited(["127.0.0.1"], create_per_address="1/600").broker, "plain")
    codes = [trusted.create(headers={"X-Forwarded-For": value}).status_code for value in (
        "203.0.113.1", "203.0.113.2", "198.51.100.9, 203.0.113.1", "203.0.113.3, 127.0.0.1",
        "203.0.113.3")]
    assert codes == [201, 201, 429, 201, 429]


def test_the_phone_is_shown_the_forwarded_address_of_the_page(limited):
    house = limited(["127.0.0.0/8"])
    created = Portal(house.broker, "plain").create(
        headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Real-IP": "6.6.6.6",
                 "Forwarded": "for=6.6.6.6"}).json()
    shown = Phone(house.broker, house.wallet).scan(created["qr"]["payload"]).json()
    assert shown["context"]["ip"] == "203.0.113.7"


def test_calls_of_one_person_and_the_refusal_uses_no_statement_up(limited):
    house = limited(wallet_calls_per_subject="2/20")
    device = Phone(house.broker, house.wallet)
    login = Portal(house.broker, "plain").start()
    for _ in range(2):
        device.status()
        device.call("status", sid="A" * 22)
    statement = device.statement("scan", qr=login.payload)
    answer = device.post("/v1/wallet/scan", statement)
    assert_limited(answer)
    other = Phone(house.broker, house.wallet)
    assert other.call("status", sid="A" * 22).status_code == 404
    answers = [answer]

    def is_let_in() -> bool:
        answers.append(device.post("/v1/wallet/scan", statement))
        return answers[-1].status_code != 429
    eventually(is_let_in, "room for the call")
    assert answers[-1].status_code == 200, answers[-1].text


def test_calls_of_one_wallet(limited):
    """Its people share what it may, however many it makes up; those of others go on."""
    house = limited(wallet_calls_per_wallet="3/86400")
    answers = [Phone(house.broker, house.wallet).call("status", sid="A" * 22) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert_limited(answers[3])
    other = Phone(house.broker, house.wallets["modest-wallet"])
    assert other.call("status", sid="A" * 22).status_code == 404


def test_who_only_names_a_wallet_uses_up_none_of_its_room(limited):
    house = limited(wallet_calls_per_wallet="2/86400")
    forger = Phone(house.broker, house.wallet, key=Key())
    assert [forger.call("status", sid="A" * 22).status_code for _ in range(5)] == [401] * 5
    device = Phone(house.broker, house.wallet)
    answers = [device.call("status", sid="A" * 22).status_code for _ in range(3)]
    assert answers == [404, 404, 429]


def test_what_one_person_is_refused_their_wallet_keeps(limited):
    house = limited(wallet_calls_per_wallet="3/86400", wallet_calls_per_subject="1/86400")
    eager, other = Phone(house.broker, house.wallet), Phone(house.broker, house.wallet)
    answers = [eager.call("status", sid="A" * 22).status_code for _ in range(5)]
    assert answers == [404] + [429] * 4
    assert other.call("status", sid="A" * 22).status_code == 404
    third, fourth = (Phone(house.broker, house.wallet) for _ in range(2))
    assert third.call("status", sid="A" * 22).status_code == 404
    assert_limited(fourth.call("status", sid="A" * 22))


def test_only_verified_statements_count_against_a_person(limited):
    house = limited(wallet_calls_per_subject="2/600")
    device = Phone(house.broker, house.wallet, key=Key())
    for _ in range(5):
        device.call("status", sid="A" * 22)
    device.key = None
    assert device.call("status", sid="A" * 22).status_code == 404


def test_guessing_codes(limited):
    house = limited(unknown_code_per_subject="3/600")
    device = Phone(house.broker, house.wallet)
    answers = [device.scan(user_code="BBBB-BBBB") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert_limited(answers[3])
    assert Phone(house.broker, house.wallet).scan(user_code="BBBB-BBBB").status_code == 404


def test_statements_that_do_not_verify(limited):
    house = limited(invalid_statement_per_address="3/600")
    forger = Phone(house.broker, house.wallet, key=Key())
    answers = [forger.call("status", sid="A" * 22) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert_limited(answers[3])


def test_token_requests_of_one_client(limited):
    house = limited(token_per_client="3/600")
    login = Portal(house.broker, "plain").start()
    answers = [login.redeem("A" * 43) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 429]
    assert int(answers[3].headers["retry-after"]) >= 1 and "error" in answers[3].json()


# What takes a machine long

def test_captures_of_one_person(limited):
    house = limited(captures_per_subject="2/600")
    device, other = Phone(house.broker, house.wallet), Phone(house.broker, house.wallet)
    logins = [Portal(house.broker, "face").start() for _ in range(2)]
    for login, one in zip(logins, (device, other)):
        one.scan(login.payload)
        one.confirm()
    # The wallet's word is asked here: a picture is refused, and counts.
    answers = [device.send_pictures(PNG) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert_limited(answers[2])
    assert logins[0].read().json()["version"] == 4, "no try is gone"
    assert other.send_pictures(PNG).status_code == 400
    # A word is no picture, and another device of theirs is no other person.
    assert device.face("pass").json()["status"] == "approved"
    second = Phone(house.broker, house.wallet, sub=device.sub)
    second.scan(Portal(house.broker, "face").start().payload)
    second.confirm()
    assert_limited(second.send_pictures(PNG))


def compare(house, token, picture=PNG):
    return house.broker.client.post("/v1/portrait", content=picture, headers={
        "Authorization": f"Bearer {token}", "Content-Type": "image/png"})


def test_portraits_of_one_login(limited):
    """Else whoever has an archive of pictures could search it for the person."""
    house = limited(portraits_per_login="2/600", token_per_client="6000/60")

    def granted():
        login, device = Portal(house.broker, "gallery").start(
            scope="openid offline_access portrait"), Phone(house.broker, house.wallet)
        device.scan(login.payload)
        device.confirm(scopes=["offline_access", "portrait"])
        return login.redeem().json()
    tokens, other = granted(), granted()
    assert [compare(house, tokens["access_token"]).status_code for _ in range(2)] == [409, 409]
    assert_limited(compare(house, tokens["access_token"]))
    renewed = refresh(house.broker, "gallery", tokens["refresh_token"]).json()
    assert_limited(compare(house, renewed["access_token"]))
    assert compare(house, other["access_token"]).status_code == 409
    assert granted()["access_token"], "nor does it stop the portal's logins"


def test_as_delivered_twenty_captures_and_twenty_portraits(own_house):
    """Written in no configuration."""
    house = own_house({"plain": {}, "face": {"asks": ["face"]}}, edit=lambda settings: settings[
        "relying_parties"].append(portal_settings(
            "gallery", "face", scopes=["openid", "portrait"])), limits=dict(HARMLESS))
    house.broker.start()
    login, device = Portal(house.broker, "gallery").start(
        scope="openid portrait"), Phone(house.broker, house.wallet)
    device.scan(login.payload)
    device.confirm(scopes=["portrait"])
    assert [device.send_pictures(PNG).status_code for _ in range(21)] == [400] * 20 + [429]
    device.face("pass")
    token = login.redeem().json()["access_token"]
    assert [compare(house, token).status_code for _ in range(21)] == [409] * 20 + [429]


# Connections

@contextmanager
def connected_from(address, broker):
    url = httpx.URL(broker.issuer)
    with socket.create_connection((url.host, url.port), timeout=LIMIT,
                                  source_address=(address, 0)) as connection:
        yield connection


def is_answered(connection) -> bool:
    """Whether somebody listens there, instead of closing it at once."""
    with suppress(ConnectionError):
        connection.sendall(b"GET /v1/wallets HTTP/1.1\r\nHost: broker\r\n\r\n")
        return connection.recv(4096).startswith(b"HTTP/1.1 200 ")
    return False


def test_connections_of_one_address(own_house):
    house = own_house({"plain": {}}, limits={**HARMLESS, "connections_per_address": 3})
    house.broker.start()

    def of_four_and_one_elsewhere() -> list[bool]:
        with ExitStack() as opened:
            addresses = ["127.0.0.2"] * 4 + ["127.0.0.3"]
            return [is_answered(opened.enter_context(connected_from(address, house.broker)))
                    for address in addresses]
    # Those of a try before are let go of first.
    eventually(lambda: of_four_and_one_elsewhere() == [True, True, True, False, True],
               "three connections of one address, and one of another")
    eventually(lambda: of_four_and_one_elsewhere() == [True, True, True, False, True],
               "the same once more: what was closed does not count")
    assert house.broker.measured('qrbroker_refused_connections_total{reason="address"}') >= 2


def test_a_trusted_proxy_has_as_many_connections_as_there_are(own_house):
    house = own_house({"plain": {}}, limits={**HARMLESS, "connections_per_address": 3},
                      trusted_proxies=["127.0.0.2"])
    house.broker.start()
    with ExitStack() as opened:
        assert all(is_answered(opened.enter_context(connected_from("127.0.0.2", house.broker)))
                   for _ in range(10))
