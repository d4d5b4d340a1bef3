"""Relying parties that join a running broker: by the operator's command, or by themselves."""

import functools
import json

import pytest
from broker import eventually, run
from house import House, INITIAL_ACCESS_TOKEN as TOKEN
from portal import Portal
from problems import assert_oauth_error
from tokens import assert_token_refused, tokens_for, unverified, userinfo
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture
def house(own_house):
    house = own_house({"plain": {}})
    house.broker.start()
    return house


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A house that nobody ever joins, for all stories of refusals."""
    house = House(tmp_path_factory.mktemp("closed"), {"plain": {}})
    house.broker.start()
    yield house
    house.broker.stop()


def client_command(house, verb, *arguments, fails=False) -> str:
    """Runs `qrbroker client …` beside the broker."""
    policy = ("--policy", "plain") if verb == "add" else ()
    result = run("client", verb, "--config", "qrbroker.yaml", *policy, *arguments,
                 cwd=house.broker.folder)
    assert bool(result.returncode) == fails, result
    assert "Fatal error" not in result.stderr and bool(result.stderr) >= fails
    return result.stdout


@pytest.fixture
def command(house):
    """Runs it in the house of the story: `command("add", "--name", …)`."""
    return functools.partial(client_command, house)


@pytest.fixture
def add(house, command):
    """Adds a portal and waits until the running broker knows it."""
    def make(*arguments) -> dict:
        client = json.loads(command("add", *arguments))
        eventually(lambda: knows(house, client["client_id"]), "the broker knowing the portal")
        return client
    return make


def knows(house, identifier: str) -> bool:
    """Whether the broker knows a portal of this id, judged by what it says of a redirect URI."""
    answer = house.broker.client.post("/v1/sessions", json={
        "client_id": identifier, "redirect_uri": "https://nowhere.example/"})
    return answer.status_code != 401


def signs_in(house, identifier, origin, secret=None) -> dict:
    portal = Portal(house.broker, identifier)
    portal.origin, portal.redirect_uri = origin, origin + "/callback"
    return tokens_for(portal, Phone(house.broker, house.wallet), secret=secret)


def test_an_operator_adds_a_portal_to_the_running_broker(house, command, add):
    client = add("--name", "Library", "--id", "library",
                 "--redirect-uri", "https://lib.example/callback")
    assert client["client_id"] == "library" and len(client["client_secret"]) >= 43
    given = signs_in(house, "library", "https://lib.example", client["client_secret"])
    assert unverified(given["id_token"])["aud"] in ("library", ["library"])
    listed = command("list")
    assert "library" in listed and client["client_secret"] not in listed
    assert client["client_secret"] not in house.broker.log_text()
    stored = house.broker.database.read_bytes() + b"".join(
        file.read_bytes() for file in house.broker.folder.glob("qrbroker.sqlite-*"))
    assert client["client_secret"].encode() not in stored


def test_a_public_portal_has_no_secret(house, add):
    client = add("--name", "Kiosk", "--public",
                 "--redirect-uri", "https://kiosk.example/callback")
    assert "client_secret" not in client
    assert signs_in(house, client["client_id"], "https://kiosk.example")["access_token"]


def test_a_portal_taken_away_is_unknown_again(house, command, add):
    add("--name", "Kiosk", "--public", "--id", "kiosk",
        "--redirect-uri", "https://kiosk.example/callback")
    assert Portal(house.broker, "kiosk").create().status_code == 201
    token = signs_in(house, "kiosk", "https://kiosk.example")["access_token"]
    command("remove", "kiosk")
    assert_token_refused(userinfo(house.broker, token))
    eventually(lambda: not knows(house, "kiosk"), "the broker forgetting the portal")
    assert "kiosk" not in command("list")
    command("remove", "kiosk", fails=True)


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [
    ("--name", "x"), ("--redirect-uri", "https://x.example/"),
    ("--name", "x", "--redirect-uri", "/callback"),
    ("--name", "x", "--redirect-uri", "javascript:alert(1)"),
    ("--name", "x", "--redirect-uri", "https://x.example/#f"),
    ("--name", "x", "--redirect-uri", "https://x.example/", "--id", "plain")])
def test_a_portal_that_cannot_be_is_not_added(closed, arguments):
    client_command(closed, "add", *arguments, fails=True)
    assert client_command(closed, "list") == ""


# By itself (RFC 7591)

METADATA = {"redirect_uris": ["https://self.example/callback"], "client_name": "Self service"}


def register(broker, token=TOKEN, **changes):
    metadata = {name: value for name, value in {**METADATA, **changes}.items()
                if value is not None}
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return broker.client.post("/register", json=metadata, headers=headers)


def test_a_portal_registers_itself_and_is_known_at_once(house):
    answer = register(house.broker)
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    client = answer.json()
    assert client["redirect_uris"] == METADATA["redirect_uris"]
    assert client["client_id_issued_at"] > 0 and client["client_secret_expires_at"] == 0
    assert client["token_endpoint_auth_method"] == "client_secret_basic"
    given = signs_in(house, client["client_id"], "https://self.example", client["client_secret"])
    assert unverified(given["id_token"])["aud"] in (client["client_id"], [client["client_id"]])
    assert house.broker.restart().client.get("/jwks").status_code == 200
    assert signs_in(
        house, client["client_id"], "https://self.example", client["client_secret"])


def test_a_public_portal_registers_without_a_secret(house):
    client = register(house.broker, token_endpoint_auth_method="none").json()
    assert "client_secret" not in client
    assert signs_in(house, client["client_id"], "https://self.example")["id_token"]


def test_discovery_says_where(closed):
    found = closed.broker.client.get("/.well-known/openid-configuration").json()
    assert found["registration_endpoint"] == closed.issuer + "/register"


@pytest.mark.parametrize("token", [None, "wrong", TOKEN + "x", TOKEN[:-1]])
def test_nobody_registers_without_the_token(closed, token):
    answer = register(closed.broker, token)
    assert_oauth_error(answer, 401, "invalid_token")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("changes, error", [
    ({"redirect_uris": None}, "invalid_redirect_uri"),
    ({"redirect_uris": []}, "invalid_redirect_uri"),
    ({"redirect_uris": ["/callback"]}, "invalid_redirect_uri"),
    ({"redirect_uris": ["javascript:alert(1)"]}, "invalid_redirect_uri"),
    ({"redirect_uris": ["https://self.example/#f"]}, "invalid_redirect_uri"),
    ({"redirect_uris": "https://self.example/"}, "invalid_client_metadata"),
    ({"token_endpoint_auth_method": "tls_client_auth"}, "invalid_client_metadata"),
    ({"grant_types": ["password"]}, "invalid_client_metadata"),
    ({"response_types": ["token"]}, "invalid_client_metadata"),
    ({"id_token_signed_response_alg": "none"}, "invalid_client_metadata"),
    ({"subject_type": "secret"}, "invalid_client_metadata"),
    ({"scope": "openid admin"}, "invalid_client_metadata"),
    ({"token_endpoint_auth_method": "private_key_jwt"}, "invalid_client_metadata"),
    ({"client_name": 7}, "invalid_client_metadata")])
def test_metadata_that_cannot_be_is_refused(closed, changes, error):
    (name,) = changes
    if changes[name] == "private_key_jwt":
        name = "jwks"
    assert_oauth_error(register(closed.broker, **changes), 400, error, names=name)


@pytest.mark.parametrize("changes, error", [
    ({"redirect_uris": ["https://self.example/callback", "https://evil.example/callback"]},
     "invalid_redirect_uri"),
    ({"backchannel_logout_uri": "http://127.0.0.1:9080/"}, "invalid_client_metadata"),
    ({"policy": "plain"}, "invalid_client_metadata"),
    ({"id_token_signed_response_alg": "HS256"}, "invalid_client_metadata"),
    ({"jwks_uri": "https://self.example/jwks"}, "invalid_client_metadata")])
def test_a_portal_cannot_register_for_more_than_itself(closed, changes, error):
    assert_oauth_error(register(closed.broker, **changes), 400, error)


def test_what_is_no_json_is_refused(closed):
    answer = closed.broker.client.post(
        "/register", content="{", headers={
            "Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
    assert_oauth_error(answer, 400, "invalid_request")
    form = closed.broker.client.post(
        "/register", data=METADATA, headers={"Authorization": f"Bearer {TOKEN}"})
    assert_oauth_error(form, 415, "invalid_request")


def test_where_it_is_not_turned_on_nobody_registers(own_house):
    broker = own_house({"plain": {}}, lambda settings: settings.pop("registration")).broker.start()
    assert_oauth_error(register(broker), 404, "invalid_request")
    found = broker.client.get("/.well-known/openid-configuration").json()
    assert "registration_endpoint" not in found
