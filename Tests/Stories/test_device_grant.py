"""A device without a browser shows the code and asks until somebody has decided (RFC 8628)."""

import pytest
from broker import in_time
from clock import Clock
from portal import Portal
from problems import assert_oauth_error, assert_problem
from tokens import SECRET, post, unverified, userinfo
from wallet import Phone

pytestmark = pytest.mark.quick

GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class Device:
    """A television that asks for a login."""

    def __init__(self, broker, client="notes", **form):
        self.broker, self.client, self.secret = broker, client, form.get("client_secret")
        answer = post(broker, "/device_authorization", client_id=client, **form)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        self.shown = answer.json()
        self.code = self.shown["device_code"]

    @property
    def payload(self) -> str:
        return self.shown["verification_uri_complete"]

    def ask(self, **changes):
        return post(self.broker, "/token", **{
            "grant_type": GRANT, "device_code": self.code, "client_id": self.client,
            "client_secret": self.secret, **changes})


def test_the_device_shows_one_fixed_code(broker):
    device = Device(broker)
    assert device.payload.startswith(broker.issuer + "/q/")
    assert device.shown["verification_uri"] == broker.issuer + "/device"
    assert device.shown["interval"] == 5 and 0 < device.shown["expires_in"] <= 600
    assert broker.client.get("/device").status_code == 200
    assert broker.client.get(device.payload.removeprefix(broker.issuer)).status_code == 200


@pytest.mark.parametrize("way", ["scanned", "typed"])
def test_a_person_signs_the_device_in(broker, phone, way):
    device, person = Device(broker, scope="openid profile offline_access"), phone()
    answer = person.scan(device.payload) if way == "scanned" else person.scan(
        user_code=device.shown["user_code"])
    assert answer.status_code == 200, answer.text
    assert answer.json()["asks"]["number"] is False
    assert answer.json()["context"]["warnings"] == ["program"], "the phone can say what asks"
    assert answer.json()["relying_party"]["id"] == "notes"
    person.confirm(scopes=["profile", "offline_access"], claims={"name": "张伟"})
    given = device.ask().json()
    assert userinfo(broker, given["access_token"]).json()["name"] == "张伟"
    claims = unverified(given["id_token"])
    assert claims["aud"] in ("notes", ["notes"]) and "nonce" not in claims
    assert given["refresh_token"]


@pytest.mark.parametrize("client", ["number", "untyped"])
def test_where_policy_wants_the_number_or_no_typed_code_no_device_signs_in(broker, client):
    answer = post(broker, "/device_authorization", client_id=client)
    assert_oauth_error(answer, 400, "unauthorized_client")


def test_while_nobody_has_decided_it_is_pending(broker):
    device = Device(broker)
    assert_oauth_error(device.ask(), 400, "authorization_pending")


def test_a_denial_is_told(broker, phone):
    device, person = Device(broker), phone()
    person.scan(device.payload)
    person.deny(reason="not_me")
    for _ in range(2):
        assert_oauth_error(device.ask(), 400, "access_denied")


def test_the_tokens_are_given_once(broker, phone):
    device, person = Device(broker), phone()
    person.scan(device.payload)
    person.confirm()
    given = device.ask()
    assert given.status_code == 200
    for _ in range(2):
        assert_oauth_error(device.ask(), 400, "invalid_grant")
    assert userinfo(broker, given.json()["access_token"]).status_code == 200, (
        "a device that asks once too often robs nobody")


def test_another_client_gets_nothing_and_spoils_nothing(broker, phone):
    device, person = Device(broker), phone()
    person.scan(device.payload)
    person.confirm()
    assert_oauth_error(device.ask(client_id="plain"), 400, "invalid_grant")
    assert_oauth_error(device.ask(client_id="mail", client_secret=SECRET), 400, "invalid_grant")
    assert device.ask().status_code == 200


def test_a_code_nobody_has_is_refused(broker):
    device = Device(broker)
    for code in ("x", "A" * 43, device.shown["user_code"]):
        assert_oauth_error(device.ask(device_code=code), 400, "invalid_grant")
    assert_oauth_error(device.ask(device_code=None), 400, "invalid_request")


def test_a_second_phone_comes_too_late(broker, phone):
    device = Device(broker)
    phone().scan(device.payload)
    assert_problem(phone().scan(device.payload), 409, "already_scanned")


@pytest.mark.parametrize("form, status, error", [
    ({"client_id": "nobody"}, 401, "invalid_client"), ({"scope": "openid"}, 401, "invalid_client"),
    ({"client_id": "mail"}, 401, "invalid_client"),
    ({"client_id": "mail", "client_secret": "wrong"}, 401, "invalid_client"),
    ({"client_id": "narrow"}, 400, "unauthorized_client"),
    ({"client_id": "notes", "scope": "openid nothing"}, 400, "invalid_scope"),
    ({"client_id": "notes", "scope": "email"}, 400, "invalid_request"),
    ({"client_id": "notes", "acr_values": "urn:qrbroker:acr:4"}, 400,
     "unmet_authentication_requirements")])
def test_a_wrong_request_is_refused(broker, form, status, error):
    assert_oauth_error(post(broker, "/device_authorization", **form), status, error)


def test_a_confidential_device_proves_itself_each_time(broker, phone):
    device, person = Device(broker, "mail", client_secret=SECRET), phone()
    person.scan(device.payload)
    person.confirm()
    assert_oauth_error(device.ask(client_secret=None), 401, "invalid_client")
    assert device.ask().status_code == 200


@pytest.fixture
def clocked(own_house, tmp_path):
    house = own_house({"plain": {"qr_rotation": 2}})
    house.clock = Clock(tmp_path / "offset")
    house.broker.start(wrapper=house.clock.wrapper, environment=house.clock.environment)
    return house


def test_who_asks_too_often_is_slowed_down(broker, phone):
    """That each time adds five seconds is shown where time is an argument."""
    def asked() -> tuple:
        device = Device(broker)
        return device, [device.ask() for _ in range(4)]
    # Before five seconds are over.
    (device, answers), other, person = in_time(5, asked), Device(broker), phone()
    assert_oauth_error(answers[0], 400, "authorization_pending")
    for answer in answers[1:]:
        assert_oauth_error(answer, 400, "slow_down")
    assert_oauth_error(other.ask(), 400, "authorization_pending")
    person.scan(device.payload)
    person.confirm()
    assert device.ask().status_code == 200, "who has an answer waits for nothing"


def test_a_corrected_clock_slows_nobody_down(clocked):
    device = Device(clocked.broker)
    clocked.clock.set(-30)
    assert_oauth_error(device.ask(), 400, "authorization_pending")
    clocked.clock.set(30)
    assert_oauth_error(device.ask(), 400, "slow_down")


def test_what_nobody_decides_in_time_runs_out(clocked):
    device = Device(clocked.broker)
    clocked.clock.set(device.shown["expires_in"] + 1)
    for _ in range(2):
        assert_oauth_error(device.ask(), 400, "expired_token")
    person = Phone(clocked.broker, clocked.wallet)
    clocked.wallet.clock_offset = device.shown["expires_in"] + 1
    assert_problem(person.scan(device.payload), 410, "session_over")


def test_who_has_decided_is_not_kept_waiting(clocked):
    device, person = Device(clocked.broker), Phone(clocked.broker, clocked.wallet)
    person.scan(device.payload)
    clocked.clock.set(30)
    clocked.wallet.clock_offset = 30
    assert person.confirm().json()["status"] == "approved"
    assert device.ask().status_code == 200


def test_the_code_does_not_change_while_it_waits(clocked):
    device = Device(clocked.broker)
    clocked.clock.set(60)
    clocked.wallet.clock_offset = 60
    assert Phone(clocked.broker, clocked.wallet).scan(device.payload).status_code == 200
    assert Portal(clocked.broker, "plain").start().created["qr"]["valid_for"] in (1, 2)
