"""Portals that registered themselves are strangers: what they may not take, reach, or use up."""

import json
import socket

import pytest
from broker import eventually, run
from house import INITIAL_ACCESS_TOKEN as TOKEN, House, portal as portal_settings
from portal import Portal
from problems import assert_oauth_error, assert_problem
from tokens import refresh, tokens_for, unverified
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
SCOPE = "openid email offline_access"


def without_rsa(settings):
    """And with a pairwise portal whose domain somebody would like to share."""
    settings["relying_parties"] = [
        party for party in settings["relying_parties"] if party["id"] != "rsa"]
    settings["relying_parties"].append(
        portal_settings("known", "plain", subject_type="pairwise", domain="bank.example"))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("registered"), {"plain": {}}, without_rsa)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def phone(house):
    return Phone(house.broker, house.wallet)


def register(house, token=TOKEN, **changes):
    metadata = {"redirect_uris": ["https://bank.example/callback"], "client_name": "Bank",
                "token_endpoint_auth_method": "none", **changes}
    return house.broker.client.post(
        "/register", json=metadata, headers={"Authorization": f"Bearer {token}"})


def registered(house, **changes) -> Portal:
    answer = register(house, **changes)
    assert answer.status_code == 201, answer.text
    portal = Portal(house.broker, answer.json()["client_id"])
    portal.origin, portal.redirect_uri = "https://bank.example", "https://bank.example/callback"
    return portal


# Somebody else's name

def test_a_stranger_learns_no_subject_of_a_portal_with_the_same_domain(house, phone):
    names = {unverified(tokens_for(portal, phone)["id_token"])["sub"] for portal in (
        registered(house, subject_type="pairwise"), registered(house, subject_type="pairwise"),
        Portal(house.broker, "known"))}
    assert len(names) == 3


@pytest.mark.parametrize("name", [
    "Bank\nof Example", "\u202eknaB", "Ba\u2066nk", "x" * 65, "A\u0301\u0301\u0301", "Ba\u2028nk"])
def test_a_name_that_could_draw_over_others_is_refused(house, name):
    assert_oauth_error(register(house, client_name=name), 400, "invalid_client_metadata")


@pytest.mark.parametrize("uris", [
    ["https://bank.example/callback", "https://www.bank.example/callback"],
    ["https://bank.example/callback", "http://localhost/callback"],
    ["https://bank.example/callback", "com.evil.app:/callback"]])
def test_a_stranger_is_at_one_host_only(house, uris):
    assert_oauth_error(register(house, redirect_uris=uris), 400, "invalid_redirect_uri")


@pytest.mark.parametrize("grant", [DEVICE, "urn:openid:params:grant-type:ciba"])
def test_who_needs_no_page_shows_no_domain_of_others(house, phone, grant):
    portal = registered(house, grant_types=["authorization_code", grant])
    shown = phone.scan(portal.start().payload).json()["relying_party"]
    assert shown["domain"] == portal.id
    plain = registered(house).start()
    assert phone.scan(plain.payload).json()["relying_party"]["domain"] == "bank.example"


# Somebody else's network

@pytest.mark.parametrize("member", [
    "backchannel_logout_uri", "backchannel_client_notification_endpoint"])
@pytest.mark.parametrize("address", [
    "http://127.0.0.1:9080/", "http://localhost:9080/", "http://[::1]/", "http://10.0.0.5/",
    "http://bank.example/", "https://user@bank.example/", "file:///etc/passwd"])
def test_a_stranger_is_called_by_https_only(house, member, address):
    answer = register(house, **{member: address})
    assert_oauth_error(answer, 400, "invalid_client_metadata")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1"])
def test_the_broker_calls_nobody_on_its_own_machine_for_a_stranger(house, phone, host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"https://{host}:{server.getsockname()[1]}/logout"
        answer = register(house, backchannel_logout_uri=address)
        if answer.status_code == 400:
            return assert_oauth_error(answer, 400, "invalid_client_metadata")
        portal = Portal(house.broker, answer.json()["client_id"])
        portal.origin, portal.redirect_uri = "https://bank.example", "https://bank.example/callback"
        tokens_for(portal, phone)
        assert phone.call("end_sign_in", sign_in="all").json() == {"ended": 1}
        eventually(lambda: house.broker.rows(
            "SELECT 1 FROM deliveries WHERE client = ? AND attempts > 0", portal.id),
            what="a first try")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


# Everybody's broker

@pytest.mark.parametrize("member", [
    "id_token_signed_response_alg", "userinfo_signed_response_alg"])
def test_an_algorithm_without_a_key_is_refused_before_anybody_logs_in(house, member):
    assert_oauth_error(register(house, **{member: "RS256"}), 400, "invalid_client_metadata")
    assert registered(house, **{member: "ES256"})


def test_only_what_means_something_is_kept(house):
    portal = registered(house, software_statement="x" * 1000, contacts=["a@bank.example"])
    ((kept,),) = house.broker.rows("SELECT registration FROM clients WHERE id = ?", portal.id)
    assert set(json.loads(kept)) == {"redirect_uris", "client_name", "token_endpoint_auth_method"}


def test_there_is_an_end_to_registrations(own_house):
    def edit(settings):
        settings["registration"]["maximum"] = 2
    house = own_house({"plain": {}}, edit)
    house.broker.start()
    assert [register(house).status_code for _ in range(4)] == [201, 201, 503, 503]
    assert house.broker.rows("SELECT count(*) FROM clients") == [(2,)]


def test_registrations_of_one_address_are_counted(own_house):
    house = own_house({"plain": {}}, limits={"create_per_address": "3/600"})
    house.broker.start()
    assert [register(house).status_code for _ in range(4)] == [201, 201, 201, 429]


def test_guesses_at_the_initial_access_token_are_counted(own_house):
    """And whoever has guessed too often is not let in for having found it."""
    house = own_house({"plain": {}}, limits={
        "create_per_address": "off", "invalid_statement_per_address": "3/86400"})
    house.broker.start()
    assert [register(house, "x" * 43).status_code for _ in range(4)] == [401, 401, 401, 429]
    assert register(house).status_code == 429


# What comes after a portal

@pytest.fixture
def library(own_house):
    """A portal added by command before the broker started, and known right then."""
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}})

    def add():
        result = run("client", "add", "--config", "qrbroker.yaml", "--id", "library", "--public",
                     "--name", "Library", "--policy", "sso", "--scope", SCOPE,
                     "--redirect-uri", "https://library.example/callback",
                     cwd=house.broker.folder)
        assert result.returncode == 0, result.stderr
    add()
    house.broker.start()
    assert Portal(house.broker, "library").create().status_code == 201
    return house, add


def test_a_new_portal_under_an_old_name_inherits_nothing(library):
    house, add = library
    broker, portal = house.broker, Portal(house.broker, "library")
    browser, phone = Browser(broker), Phone(broker, house.wallet)
    first = browser.sign_in(portal, phone, scope=SCOPE)
    assert "code" in browser.visit(portal, prompt="none", scope=SCOPE).back
    result = run("client", "remove", "--config", "qrbroker.yaml", "library", cwd=broker.folder)
    assert result.returncode == 0, result.stderr
    eventually(lambda: portal.create().status_code == 401, what="the broker forgetting it")
    assert_problem(portal.create(), 401, "invalid_client")
    add()
    eventually(lambda: portal.create().status_code == 201, what="the broker knowing the new one")
    old = refresh(broker, "library", first.tokens["refresh_token"])
    assert_oauth_error(old, 400, "invalid_grant")
    assert "error" in browser.visit(portal, prompt="none", scope=SCOPE).back
