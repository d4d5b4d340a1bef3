"""Scanning: who claims a login, what the phone is shown, who is refused and in which order."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from problems import assert_problem
from wallet import Key, ROUTES

pytestmark = pytest.mark.quick

CHROME = ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/156.0.0.0 Safari/537.36")


def test_the_phone_is_shown_who_asks_and_from_where(portal, phone):
    client = portal("consent")
    created = client.create(
        headers={"User-Agent": CHROME}, scope="openid profile email").json()
    shown = phone().scan(created["qr"]["payload"]).json()
    assert shown["relying_party"]["id"] == "consent"
    assert shown["relying_party"]["domain"] == "consent.example"
    assert shown["purpose"] == "login"
    context = shown["context"]
    assert context["ip"] == "127.0.0.1"
    assert context["browser"] == "Chrome 156" and context["os"] == "Windows"
    assert context["same_network"] is True
    assert context["started_at"].endswith("Z") and isinstance(context["warnings"], list)
    scopes = {scope["name"]: scope for scope in shown["scopes"]}
    assert scopes["profile"]["required"] is True and scopes["email"]["required"] is False
    assert 0 < shown["expires_in"] <= 120


@pytest.mark.parametrize("language, name", [
    ("zh-CN,zh;q=0.9", "门户 consent"), ("en", "Portal consent"), ("en;q=0.1, zh-CN", "门户 consent"),
    ("fr", "Portal consent")])
def test_the_portal_is_named_in_the_language_of_the_phone(portal, phone, language, name):
    login, device = portal("consent").start(), phone()
    answer = device.post(
        ROUTES["scan"], device.statement("scan", qr=login.payload),
        headers={"Accept-Language": language})
    assert answer.json()["relying_party"]["name"] == name


def test_a_user_agent_cannot_draw_on_the_phone(portal, phone):
    """Markup, direction marks and kilobytes in a header of the page stay out of the display."""
    nasty = "<script>alert(1)</script>\u202e".encode().decode("latin-1") + "x" * 3000
    created = portal().create(headers={"User-Agent": nasty.encode("latin-1")}).json()
    shown = phone().scan(created["qr"]["payload"])
    for part in ("<script", "\u202e", "x" * 300):
        assert part not in shown.text


def test_the_claimant_gets_the_first_answer_again(portal, phone):
    login, device = portal("swift").start(), phone()
    first = device.scan(login.payload).json()
    second = device.scan(login.payload).json()
    assert second["challenge"] == first["challenge"] and second["version"] == 2
    assert second["session_id"] == first["session_id"]
    device.confirm()
    assert login.read().json()["version"] == 4


def test_a_second_phone_is_refused_and_the_first_is_warned(portal, phone):
    login, first, second = portal().start(), phone(), phone()
    first.scan(login.payload)
    assert_problem(second.scan(login.payload), 409, "already_scanned")
    assert first.status().json()["warnings"] == ["second_scan"]
    assert first.confirm().json()["status"] == "approved"


def test_another_phone_of_the_same_person_is_another_phone(portal, phone):
    login, first = portal().start(), phone()
    first.scan(login.payload)
    assert_problem(phone(sub=first.sub).scan(login.payload), 409, "already_scanned")
    assert_problem(phone(device=first.device).scan(login.payload), 409, "already_scanned")


def test_of_twenty_phones_at_once_one_claims(portal, phone):
    login = portal().start()
    phones = [phone() for _ in range(20)]
    start = threading.Barrier(20)

    def scan(device):
        start.wait()
        return device.scan(login.payload)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(scan, phones))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 19
    assert login.read().json()["version"] == 2


@pytest.mark.parametrize("act", ["confirm", "deny", "status", "face"])
def test_for_anyone_but_the_claimant_the_login_does_not_exist(portal, phone, act):
    login, claimant = portal().start(), phone()
    claimant.scan(login.payload)
    members = {"sid": claimant.sid, "challenge": claimant.challenge}
    if act == "face":
        members |= {"check_id": "x", "result": "pass"}
    strangers = [
        phone(), phone(sub=claimant.sub), phone(device=claimant.device),
        phone(wallet="modest-wallet", sub=claimant.sub, device=claimant.device)]
    answers = [stranger.call(act, **members) for stranger in strangers]
    answers.append(phone().call(act, **{**members, "sid": "A" * 22}))
    answers.append(phone().call(act, **{**members, "sid": "../x"}))
    for answer in answers:
        assert_problem(answer, 404, "not_found")
    assert len({answer.text for answer in answers}) == 1
    assert login.read().json()["version"] == 2
    assert claimant.confirm().status_code == 200


def test_a_login_that_was_never_scanned_has_no_claimant(portal, phone):
    login = portal().start()
    device = phone()
    answer = device.call("confirm", sid=login.id, challenge="x")
    assert_problem(answer, 404, "not_found")


def test_the_key_that_scanned_must_also_decide(portal, phone):
    login, device = portal().start(), phone()
    first, second = Key(), Key()
    for key in (first, second):
        assert device.enrol(key).status_code == 201
    device.key = first
    device.scan(login.payload)
    device.key = second
    assert_problem(device.confirm(), 404, "not_found")
    device.key = first
    assert device.confirm().status_code == 200


def test_a_wallet_the_portal_does_not_take_is_refused(portal, phone):
    login = portal().start()
    assert_problem(phone(wallet="foreign-wallet").scan(login.payload), 403, "wallet_not_allowed")
    assert login.status() == "waiting"


def test_a_page_may_narrow_the_wallets(portal, phone):
    login = portal().start(wallets=["modest-wallet"])
    assert [entry["id"] for entry in login.created["links"]["wallets"]] == ["modest-wallet"]
    assert_problem(phone().scan(login.payload), 403, "wallet_not_allowed")
    assert phone(wallet="modest-wallet").scan(login.payload).status_code == 200


def test_over_comes_before_every_other_refusal_but_unknown(portal, phone):
    login = portal("swift").start()
    login.cancel()
    for device in (phone(), phone(wallet="foreign-wallet")):
        assert_problem(device.scan(login.payload), 410, "session_over")


def test_the_wrong_wallet_comes_before_already_scanned_and_stale(portal, phone):
    login = portal("swift").start()
    phone().scan(login.payload)
    assert_problem(phone(wallet="foreign-wallet").scan(login.payload), 403, "wallet_not_allowed")


def test_a_wallet_that_must_use_device_keys_is_refused_without_at_the_scan(portal, phone):
    login, device = portal().start(), phone(wallet="strict-wallet")
    assert_problem(device.scan(login.payload), 403, "device_key_required")
    assert login.status() == "waiting"


def test_such_a_wallet_decides_nothing_that_a_device_key_has_scanned(portal, phone):
    login, device = portal().start(), phone(wallet="strict-wallet")
    device.key = key = Key()
    assert device.enrol(key).status_code == 201
    assert device.scan(login.payload).status_code == 200
    device.key = None
    assert_problem(device.confirm(), 403, "device_key_required")
    assert_problem(device.deny(), 403, "device_key_required")
    device.key = key
    assert device.confirm().status_code == 200


def test_a_repeated_scan_tells_how_it_stands_until_the_login_is_over(portal, phone):
    login, device = portal().start(), phone()
    device.scan(login.payload)
    device.confirm()
    assert device.scan(login.payload).json()["status"] == "approved"
    login.redeem()
    assert_problem(device.scan(login.payload), 410, "session_over")
