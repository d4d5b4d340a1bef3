"""A person sees which phones may decide for them, and removes one that is lost; so does an operator."""

import json
import sqlite3
from datetime import datetime

import pytest
from broker import run
from clock import Clock
from places import XINING, place_database
from portal import Portal
from problems import assert_problem
from tokens import SECRET, post, tokens_for, unverified
from wallet import Key, Phone

pytestmark = pytest.mark.quick

SAFARI = ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
          "Version/18.4 Safari/605.1.15")


def enrolled(device: Phone) -> Phone:
    device.key = Key()
    assert device.enrol(device.key).status_code == 201
    return device


@pytest.fixture
def phones(phone):
    """Two phones of one person."""
    first = enrolled(phone())
    return first, enrolled(phone(sub=first.sub))


def devices(device: Phone, **options) -> list[dict]:
    answer = device.call("devices", **options)
    assert answer.status_code == 200, answer.text
    return answer.json()["devices"]


def kids(device: Phone) -> set[str]:
    return {one["kid"] for one in devices(device)}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def decide(device: Phone, login, **members):
    assert device.scan(login.payload).status_code == 200
    decided = device.confirm(**members)
    assert decided.status_code == 200, decided.text


def test_a_person_sees_their_phones_and_nobody_elses(phone, phones):
    first, second = phones
    enrolled(phone())
    enrolled(phone(sub=first.sub, wallet="modest-wallet"))
    (one,) = [entry for entry in devices(first) if entry["kid"] == first.key.kid]
    assert (one["model"], one["os"], one["last_use"]) == ("Pixel 9", "Android 16", None)
    assert moment(one["enrolled_at"])
    assert kids(first) == kids(second) == {first.key.kid, second.key.kid}
    assert devices(phone()) == []


def test_the_list_is_the_signers_whatever_the_body_says(phone, phones):
    victim, _ = phones
    thief = enrolled(phone())
    lies = {"sub": victim.sub, "person": victim.sub, "wallet": "demo-wallet", "device": victim.device}
    body = {"assertion": thief.statement("devices"), **lies}
    answer = thief.broker.client.post("/v1/wallet/devices/list", json=body)
    assert [one["kid"] for one in answer.json()["devices"]] == [thief.key.kid]


def test_the_last_use_is_the_last_decision(house, phones, portal):
    first, second = phones
    login = Portal(house.broker, "plain").start()
    decide(first, login)
    used = {one["kid"]: one["last_use"] for one in devices(first)}
    assert used[second.key.kid] is None
    assert used[first.key.kid]["relying_party"]["domain"] == "plain.example"
    assert used[first.key.kid]["ip"] == "127.0.0.1"
    other = portal("number").start()
    first.scan(other.payload)
    assert first.deny(reason="not_me").status_code == 200
    (use,) = [one["last_use"] for one in devices(second) if one["kid"] == first.key.kid]
    assert use["relying_party"]["id"] == "number"


def test_it_says_when_and_on_which_browser(own_house, tmp_path):
    house = own_house({"plain": {}})
    clock = Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    device = enrolled(Phone(house.broker, house.wallet))
    moments = []
    for hours in (1, 2):
        clock.set(3600 * hours)
        house.wallet.clock_offset = 3600 * hours
        house.broker.client.headers["user-agent"] = SAFARI if hours == 1 else "curl/8"
        decide(device, Portal(house.broker, "plain").start())
        (entry,) = devices(device)
        moments.append(moment(entry["last_use"]["at"]))
        if hours == 1:
            use = entry["last_use"]
            assert use["browser"].startswith("Safari") and "mac" in use["os"].lower(), use
    assert moment(entry["enrolled_at"]) < moments[0] < moments[1]


def test_it_says_at_which_place(own_house, tmp_path):
    house = own_house(
        {"plain": {}}, trusted_proxies=["127.0.0.1"],
        risk={"place_database": str(place_database(tmp_path))})
    house.broker.start()
    device = enrolled(Phone(house.broker, house.wallet))
    house.broker.client.headers["x-forwarded-for"] = XINING
    decide(device, Portal(house.broker, "plain").start())
    for language, place in (("en", "Xining, Qinghai, China"), ("zh-CN", "中国 青海省 西宁")):
        house.broker.client.headers["accept-language"] = language
        (entry,) = devices(device)
        assert (entry["last_use"]["ip"], entry["last_use"]["location"]) == (XINING, place)


def test_a_decision_without_a_browser_names_none(house, phone):
    mail = {"client_id": "mail", "client_secret": SECRET}
    device = enrolled(phone())
    tokens = tokens_for(Portal(house.broker, "mail"), device, secret=SECRET)
    asked = post(house.broker, "/bc-authorize", **mail, scope="openid", binding_message="A1",
                 login_hint=unverified(tokens["id_token"])["sub"])
    assert asked.status_code == 200, asked.text
    (waiting,) = device.call("requests").json()["requests"]
    assert device.scan(request=waiting["session_id"]).status_code == 200
    assert device.confirm().status_code == 200
    (entry,) = devices(device)
    use = entry["last_use"]
    assert use["relying_party"]["id"] == "mail"
    assert {use[name] for name in ("browser", "os", "ip", "location")} == {None}


@pytest.mark.parametrize("by", ["other phone", "itself", "wallet"])
def test_a_removed_phone_signs_nothing_any_more(portal, phones, by):
    first, lost = phones
    login = portal().start()
    assert lost.scan(login.payload).status_code == 200
    signer = {"other phone": first, "itself": lost, "wallet": lost}[by]
    key = lost.wallet.key if by == "wallet" else None
    assert signer.call("remove_device", key=key, kid=lost.key.kid).status_code == 204
    assert_problem(lost.confirm(), 401, "invalid_assertion")
    assert_problem(lost.call("devices"), 401, "invalid_assertion")
    assert_problem(lost.call("remove_device", kid=first.key.kid), 401, "invalid_assertion")
    assert login.status() == "scanned" and kids(first) == {first.key.kid}
    assert_problem(lost.enrol(lost.key), 400, "invalid_request", parameter="cnf")
    if by != "itself":
        again = first.call("remove_device", kid=lost.key.kid)
        assert_problem(again, 404, "not_found")


def test_nobody_removes_somebody_elses_phone(phone, phones):
    first, second = phones
    thief, same_name = enrolled(phone()), enrolled(phone(sub=first.sub, wallet="modest-wallet"))
    answers = [
        assert_problem(stranger.call("remove_device", key=key, kid=kid), 404, "not_found")
        for stranger in (thief, same_name) for key in (None, stranger.wallet.key)
        for kid in (first.key.kid, "A" * 43, "x", "a\0b")]
    assert all(answer == answers[0] for answer in answers), "foreign and unknown answer alike"
    assert kids(first) == {first.key.kid, second.key.kid}


@pytest.mark.parametrize("members", [{}, {"kid": 7}, {"kid": ["x"]}])
def test_which_phone_is_to_go_must_be_said(phones, members):
    first, _ = phones
    answer = first.call("remove_device", **members)
    assert_problem(answer, 400, "invalid_request", parameter="kid")


@pytest.mark.parametrize("route, act, other", [
    ("devices", "devices", "sign_ins"), ("remove_device", "remove_device", "revoke")])
def test_each_statement_counts_once_and_for_its_own_call(phones, route, act, other):
    first, second = phones
    members = {} if act == "devices" else {"kid": second.key.kid}
    foreign = first.statement(other, **members)
    path = {"devices": "/v1/wallet/devices/list", "remove_device": "/v1/wallet/devices/remove"}[route]
    assert_problem(first.post(path, foreign), 401, "invalid_assertion")
    statement = first.statement(act, **members)
    assert first.post(path, statement).status_code in (200, 204)
    assert_problem(first.post(path, statement), 409, "replayed_assertion")


def test_a_person_has_so_many_lists_and_no_more(own_house):
    house = own_house({"plain": {}}, limits={"wallet_calls_per_subject": "4/86400"})
    house.broker.start()
    device = enrolled(Phone(house.broker, house.wallet))
    answers = [device.call("devices"), device.call("remove_device", kid="x"), device.call("devices"),
               device.call("devices"), device.call("remove_device", kid=device.key.kid)]
    assert [answer.status_code for answer in answers] == [200, 404, 200, 429, 429]


def test_what_a_phone_did_is_sealed_and_goes_with_it(house, phones):
    first, lost = phones
    decide(lost, Portal(house.broker, "plain").start())
    read = "SELECT last_use FROM devices WHERE kid = ?"
    ((sealed,),) = house.broker.rows(read, lost.key.kid)
    assert sealed and b"plain" not in sealed and b"127.0.0.1" not in sealed
    assert first.call("remove_device", kid=lost.key.kid).status_code == 204
    assert house.broker.rows(read, lost.key.kid) == [(None,)]


def test_the_last_use_of_another_phone_does_not_open(own_house):
    """Somebody who can write the database, but has no key file, moves it to another row."""
    house = own_house({"plain": {}})
    house.broker.start()
    first = enrolled(Phone(house.broker, house.wallet))
    second = enrolled(Phone(house.broker, house.wallet, sub=first.sub))
    decide(first, Portal(house.broker, "plain").start())
    with sqlite3.connect(house.broker.database) as connection:
        connection.execute("UPDATE devices SET last_use = (SELECT last_use FROM devices WHERE "
                           "kid = ?) WHERE kid = ?", (first.key.kid, second.key.kid))
    used = {one["kid"]: one["last_use"] for one in devices(first)}
    assert used[first.key.kid] and used[second.key.kid] is None


def test_a_name_that_plays_tricks_is_not_shown(phone):
    device = enrolled(phone())
    odd = Phone(device.broker, device.wallet, sub=device.sub)
    claims = odd.wallet.claims("enrol", odd.sub, odd.device, cnf={"jwk": Key().jwk()}, attests=[])
    claims["device"] |= {"model": "iPhone \u202e16", "os": 18}
    assert odd.post("/v1/wallet/devices", odd.wallet.statement(claims)).status_code == 201
    (entry,) = [one for one in devices(device) if one["kid"] != device.key.kid]
    assert (entry["model"], entry["os"]) == (None, None)


def test_a_face_shown_to_a_removed_phone_lets_nobody_in(house, phones):
    """Whoever has it may know whose face passes: neither its word nor the wallet's for it counts."""
    first, lost = phones
    login = Portal(house.broker, "face").start()
    decide(lost, login)
    assert first.call("remove_device", kid=lost.key.kid).status_code < 300
    assert_problem(lost.face("pass"), 401, "invalid_assertion")
    lost.key = None
    assert_problem(lost.face("pass"), 401, "invalid_assertion")
    assert login.status() == "face_checking"


# The operator's command


def command(house, verb, sub, *more, expected=0, wallet="demo-wallet"):
    result = run("device", verb, "--config", house.broker.folder / "qrbroker.yaml",
                 "--wallet", wallet, "--subject", sub, *more)
    assert result.returncode == expected, result.stderr
    return result.stderr if expected else [json.loads(line) for line in result.stdout.splitlines()]


def test_an_operator_lists_and_revokes_the_phones_of_a_person(house, phone, phones):
    first, lost = phones
    decide(lost, Portal(house.broker, "plain").start())
    shown = command(house, "list", first.sub)
    assert shown == devices(first) and {one["kid"] for one in shown} == kids(first)
    assert command(house, "list", "nobody") == []
    assert "no device" in command(house, "revoke", phone().sub, "--kid", lost.key.kid, expected=1)
    assert command(house, "revoke", first.sub, "--kid", lost.key.kid) == []
    assert_problem(lost.call("devices"), 401, "invalid_assertion")
    assert kids(first) == {first.key.kid}
    assert "no device" in command(house, "revoke", first.sub, "--kid", lost.key.kid, expected=1)
    assert "no-wallet" in command(house, "list", "x", expected=1, wallet="no-wallet")
