"""Levels that people keep from one login to the next, and portals that ask for one."""

import pytest
from clock import Clock
from house import House
from portal import Portal
from problems import assert_problem
from same_device import begin, come_back, here, token_in
from tokens import unverified
from visit import Browser
from wallet import Key, Phone

pytestmark = pytest.mark.quick

LEVEL = "urn:qrbroker:acr:"

LEVELS = [
    {"level": 2, "by": ["device_key", "pin"], "lasts": 0},
    {"level": 3, "by": ["face", ["pin", "credential"]], "lasts": 3600},
]

POLICIES = {
    "plain": {}, "pin": {"asks": ["pin"]}, "face": {"asks": ["face"]},
    "gate": {"minimum_level": 3, "step_up": ["face"]},
    "pair": {"asks": ["pin"], "minimum_level": 3, "step_up": ["credential", "face"]},
    "threshold": {"minimum_level": 2, "step_up": ["pin"]},
    "wish": {"step_up": ["face"]},
    "sso": {"single_sign_on": 7200},
    "sso-gate": {"single_sign_on": 7200, "minimum_level": 3, "step_up": ["face"]},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("levels")
    house = House(folder / "house", POLICIES, levels=LEVELS)
    house.clock = Clock(folder / "offset")
    house.broker.start(wrapper=house.clock.wrapper, environment=house.clock.environment)
    yield house
    house.broker.stop()


@pytest.fixture
def later(house):
    """Moves the clock of the house and of its wallets on; it is put back after the story."""
    def move(seconds):
        house.clock.set(seconds)
        for wallet in house.wallets.values():
            wallet.clock_offset = seconds
    yield move
    move(0)


@pytest.fixture
def phone(house):
    return lambda wallet="demo-wallet", **options: Phone(
        house.broker, house.wallets[wallet], **options)


@pytest.fixture
def scanned(house):
    """A login at the portal with this policy, and what this phone is told of it."""
    def make(device, identifier="gate", **changes):
        login = Portal(house.broker, identifier).start(**changes)
        answer = device.scan(login.payload)
        assert answer.status_code == 200, answer.text
        return login, answer.json()
    return make


@pytest.fixture
def entered(scanned):
    """Logs in with whatever is asked; the claims of the ID token."""
    def make(device, identifier="gate", **members):
        login, _ = scanned(device, identifier)
        answer = device.confirm(**members)
        if answer.json().get("face"):
            answer = device.face("pass")
        assert answer.json()["status"] == "approved", answer.text
        return unverified(login.redeem().json()["id_token"])
    return make


def asked(shown) -> set:
    return {name for name in ("credential", "pin", "face") if shown["asks"][name]}


def enrolled(device) -> Phone:
    device.key = Key()
    assert device.enrol(device.key).status_code == 201
    return device


# A level that lasts

def test_who_is_below_the_level_is_told_and_checked(phone, scanned):
    login, shown = scanned(phone())
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    _, shown = scanned(enrolled(phone()))
    assert shown["verification"] == {"level": 3, "held": 2}


def test_who_has_been_checked_is_not_checked_again(phone, scanned, entered):
    device = phone()
    first = entered(device)
    assert first["acr"] == LEVEL + "3" and first["amr"] == ["face"]
    login, shown = scanned(device)
    assert asked(shown) == set() and shown.get("verification") is None
    assert device.confirm().json()["status"] == "approved"
    second = unverified(login.redeem().json()["id_token"])
    assert second["acr"] == LEVEL + "3" and second["amr"] == [], "what is held, and what was done"


def test_it_is_the_persons_and_not_the_phones(house, phone, scanned, entered):
    device = phone()
    entered(device)
    _, shown = scanned(phone(sub=device.sub))
    assert asked(shown) == set()
    _, shown = scanned(phone(device=device.device))
    assert asked(shown) == {"face"}
    _, shown = scanned(enrolled(phone(wallet="strict-wallet", sub=device.sub)))
    assert asked(shown) == {"face"}, "another wallet's person of the same name is another person"


def test_it_counts_at_every_portal(phone, entered):
    device = phone()
    assert entered(device, "plain")["acr"] == LEVEL + "1"
    entered(device, "face")
    assert entered(device, "plain")["acr"] == LEVEL + "3"
    assert entered(device, "gate")["amr"] == []


def test_it_runs_out(phone, scanned, entered, later):
    device = phone()
    at = entered(device)["iat"]
    later(3590)
    _, shown = scanned(device)
    assert asked(shown) == set()
    later(3600)
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    assert entered(device)["iat"] >= at + 3600
    later(7190)
    assert entered(device)["amr"] == [], "the next check counts from then on"


def test_using_it_does_not_make_it_younger(phone, scanned, entered, later):
    device = phone()
    entered(device)
    later(3590)
    entered(device)
    later(3600)
    assert asked(scanned(device)[1]) == {"face"}


def test_it_outlives_a_power_cut(own_house):
    house = own_house(POLICIES, levels=LEVELS)
    house.broker.start()
    device = Phone(house.broker, house.wallet)
    for expected in ("face_checking", "approved"):
        device.scan(Portal(house.broker, "gate").start().payload)
        assert device.confirm().json()["status"] == expected
        if device.check:
            device.face("pass")
        house.broker.restart()


def test_a_browser_passes_the_gate_in_silence_only_when_it_was_checked_itself(house, phone):
    device, browser = phone(), Browser(house.broker)
    browser.sign_in(Portal(house.broker, "sso"), device)
    gate = Portal(house.broker, "sso-gate")
    refused = browser.visit(gate, prompt="none")
    assert refused.back["error"] == "login_required"
    visit = browser.visit(gate)
    assert visit.redeem(visit.approve(device)["code"]).status_code == 200
    answered = browser.visit(gate, prompt="none")
    claims = unverified(answered.redeem(answered.back["code"]).json()["id_token"])
    assert claims["acr"] == LEVEL + "3" and claims["amr"] == ["face"]
    browser.close()


# What gives none

def test_a_level_that_does_not_last_counts_for_the_login_alone(phone, entered):
    device = phone()
    assert entered(device, "pin", amr=["pin"])["acr"] == LEVEL + "2"
    assert entered(device, "plain")["acr"] == LEVEL + "1"


def test_a_check_that_fails_gives_nothing(phone, scanned):
    device = phone()
    scanned(device)
    device.confirm()
    for _ in range(3):
        device.face("fail", reason="mismatch")
    assert device.status().json()["status"] == "failed"
    assert asked(scanned(device)[1]) == {"face"}


def test_going_back_at_the_gate_ends_the_login(phone, scanned):
    device = phone()
    login, _ = scanned(device)
    assert device.deny(reason="changed_mind").status_code == 200
    assert login.read().json()["problem"]["code"] == "denied"
    assert asked(scanned(device)[1]) == {"face"}


def test_a_check_in_a_login_nobody_came_back_to_gives_nothing_before(house, scanned):
    login, device = begin(house, "gate")
    device.scan(here(login))
    device.confirm()
    token = token_in(device.face("pass"), login)
    assert asked(scanned(Phone(house.broker, house.wallet, sub=device.sub))[1]) == {"face"}
    come_back(login, token)
    assert asked(scanned(Phone(house.broker, house.wallet, sub=device.sub))[1]) == set()


# How it is reached

def test_things_that_count_together_raise_together(phone, scanned, entered):
    device = phone()
    _, shown = scanned(device, "pair")
    assert asked(shown) == {"pin", "credential"}
    assert shown["verification"] == {"level": 3, "held": 2}
    assert_problem(device.confirm(amr=["pin"]), 422, "missing_ask", ask="credential")
    assert_problem(device.confirm(credential="c-1"), 422, "missing_ask", ask="pin")
    claims = entered(device, "pair", amr=["pin"], credential="c-1")
    assert claims["acr"] == LEVEL + "3"
    assert "face" not in claims["amr"]


def test_one_of_the_two_alone_raises_nobody(phone, entered):
    device = phone()
    assert entered(device, "plain", credential="c-1")["acr"] == LEVEL + "1"
    assert entered(device, "pin", amr=["pin"])["acr"] == LEVEL + "2"


def test_a_phone_without_a_key_of_its_own_is_asked_for_more(phone, scanned, entered):
    _, shown = scanned(enrolled(phone()), "threshold")
    assert asked(shown) == set() and shown.get("verification") is None
    device = phone()
    _, shown = scanned(device, "threshold")
    assert shown["verification"] == {"level": 2, "held": 1} and asked(shown) == {"pin"}
    assert_problem(device.confirm(), 422, "missing_ask", ask="pin")
    assert entered(device, "threshold", amr=["pin"])["acr"] == LEVEL + "2"


def test_a_portal_may_wish_what_its_policy_does_not_ask(phone, scanned, entered):
    device = phone()
    _, shown = scanned(device, "wish")
    assert asked(shown) == set() and shown.get("verification") is None
    _, shown = scanned(phone(), "wish", acr_values=LEVEL + "3")
    assert asked(shown) == {"face"} and shown["verification"] == {"level": 3, "held": 1}
    entered(device, "face")
    _, shown = scanned(device, "wish", acr_values=LEVEL + "3")
    assert asked(shown) == set(), "what is held answers a wish too"


def test_a_phone_that_can_never_reach_the_level_is_refused_at_the_scan(own_house):
    """Where only a phone's own key counts, the wallet's word leads nowhere."""
    house = own_house(
        {"plain": {}, "keys": {"minimum_level": 2}},
        levels=[{"level": 2, "by": ["device_key"], "lasts": 0}])
    house.broker.start()
    login, device = Portal(house.broker, "keys").start(), Phone(house.broker, house.wallet)
    assert_problem(device.scan(login.payload), 403, "device_key_required")
    assert login.status() == "waiting"
    assert enrolled(device).scan(login.payload).status_code == 200
    device.confirm()
    assert unverified(login.redeem().json()["id_token"])["acr"] == LEVEL + "2"
