"""How long things are remembered: the clock is moved instead of waiting for it."""

import pytest
from broker import eventually
from clock import Clock
from portal import Portal
from problems import assert_problem
from tokens import SECRET, post, refresh, tokens_for, unverified
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture
def house(own_house, tmp_path):
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] == "plain":
                party["policies"] = {"login": "plain", "face_check": "plain"}
    house = own_house({"plain": {"qr_rotation": 0}}, edit)
    clock = Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)

    def jump(seconds):
        clock.set(seconds)
        house.wallet.clock_offset = seconds
    house.jump = jump
    return house


def begin(house):
    return Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)


@pytest.mark.slow
def test_an_ended_login_is_readable_for_five_minutes_and_unknown_in_the_end(house):
    login, _ = begin(house)
    login.cancel()
    house.jump(270)
    assert login.read().json()["status"] == "cancelled"
    house.jump(7200)
    eventually(lambda: login.read().status_code == 404, "the login being forgotten")
    assert_problem(login.read(), 404, "not_found")


def test_a_typed_code_of_a_login_that_is_over_is_known_for_five_minutes_only(house):
    login, device = begin(house)
    login.cancel()
    typed = login.created["user_code"]
    house.jump(270)
    assert_problem(device.scan(user_code=typed), 410, "session_over")
    house.jump(310)
    assert_problem(device.scan(user_code=typed), 404, "unknown_code")


def test_an_access_token_ends_when_it_said(house):
    login, device = begin(house)
    device.scan(login.payload)
    device.confirm()
    tokens = login.redeem().json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    house.jump(tokens["expires_in"] - 60)
    assert house.broker.client.get("/userinfo", headers=bearer).status_code == 200
    house.jump(tokens["expires_in"] + 1)
    assert house.broker.client.get("/userinfo", headers=bearer).status_code == 401


def test_an_id_token_that_ran_out_still_names_the_person_to_check(house):
    login, device = begin(house)
    device.scan(login.payload)
    device.confirm()
    hint = login.redeem().json()["id_token"]
    house.jump(86400)
    check = Portal(house.broker, "plain").start(purpose="face_check", id_token_hint=hint)
    assert device.scan(check.payload).status_code == 200


def test_a_statement_signed_before_a_long_sleep_is_refused(house):
    login, device = begin(house)
    statement = device.statement("scan", qr=login.payload)
    house.jump(61)
    assert_problem(device.post("/v1/wallet/scan", statement), 401, "invalid_assertion")
    assert device.scan(login.payload).status_code == 200


PERISHABLE = ("login_sessions", "statements", "refresh_tokens", "grants", "sign_ins",
              "participants", "pushed_requests", "addressed_requests")


@pytest.mark.slow
def test_in_the_end_nothing_is_left_of_anybody(house):
    """Everything that is kept for a while is there once, and gone after its time."""
    mail = {"client_id": "mail", "client_secret": SECRET}
    tokens = tokens_for(Portal(house.broker, "mail"), Phone(house.broker, house.wallet),
                        secret=SECRET, scope="openid offline_access")
    refresh(house.broker, "mail", tokens["refresh_token"], client_secret=SECRET)
    pushed = post(house.broker, "/par", **Portal(house.broker, "plain").request(
        response_type="code", scope="openid"))
    assert pushed.status_code == 201
    answer = post(house.broker, "/bc-authorize", **mail, scope="openid",
                  login_hint=unverified(tokens["id_token"])["sub"])
    assert answer.status_code == 200

    def counts():
        return {name: house.broker.rows(f"SELECT count(*) FROM {name}")[0][0]
                for name in PERISHABLE}
    before = counts()
    assert all(before.values()), before
    house.jump(39 * 86400)
    eventually(lambda: not house.broker.rows(
        "SELECT 1 FROM login_sessions WHERE deadline IS NOT NULL"), what="the end of each login")
    house.jump(40 * 86400)
    eventually(lambda: not any(counts().values()), "everything being forgotten")
