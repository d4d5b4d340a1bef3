"""Levels that people keep from one login to the next."""

import pytest
from levels import LEVEL, LEVELS, POLICIES, asked, enrolled, entered, house_with_levels, scanned
from portal import Portal
from tokens import unverified
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_with_levels(tmp_path_factory.mktemp("levels")) as house:
        yield house


@pytest.fixture
def later(house):
    """Moves the clock of the house and of its wallets on; it is put back after the story."""
    def move(seconds):
        house.clock.set(seconds)
        for wallet in house.wallets.values():
            wallet.clock_offset = seconds
    yield move
    move(0)


def test_who_is_below_the_level_is_told_and_checked(phone):
    login, shown = scanned(phone())
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    _, shown = scanned(enrolled(phone()))
    assert shown["verification"] == {"level": 3, "held": 2}


def test_who_has_been_checked_is_not_checked_again(phone):
    device = phone()
    first = entered(device)
    assert first["acr"] == LEVEL + "3" and first["amr"] == ["face"]
    login, shown = scanned(device)
    assert asked(shown) == set() and shown.get("verification") is None
    assert device.confirm().json()["status"] == "approved"
    second = unverified(login.redeem().json()["id_token"])
    assert second["acr"] == LEVEL + "3" and second["amr"] == [], "what is held, and what was done"


def test_it_is_the_persons_and_not_the_phones(house, phone):
    device = phone()
    entered(device)
    _, shown = scanned(phone(sub=device.sub))
    assert asked(shown) == set()
    _, shown = scanned(phone(device=device.device))
    assert asked(shown) == {"face"}
    _, shown = scanned(enrolled(phone(wallet="strict-wallet", sub=device.sub)))
    assert asked(shown) == {"face"}, "another wallet's person of the same name is another person"


def test_it_counts_at_every_portal(phone):
    device = phone()
    assert entered(device, "plain")["acr"] == LEVEL + "1"
    entered(device, "face")
    assert entered(device, "plain")["acr"] == LEVEL + "3"
    assert entered(device, "gate")["amr"] == []


def test_it_runs_out(phone, later):
    device = phone()
    at = entered(device)["iat"]
    later(3500)
    _, shown = scanned(device)
    assert asked(shown) == set()
    later(3600)
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    assert entered(device)["iat"] >= at + 3600
    later(7100)
    assert entered(device)["amr"] == [], "the next check counts from then on"


def test_using_it_does_not_make_it_younger(phone, later):
    device = phone()
    entered(device)
    later(3500)
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


@pytest.mark.parametrize("by", ["itself", "the wallet"])
def test_it_goes_with_a_key_that_is_revoked(house, phone, by):
    """A phone that is lost may have been somebody else's for a while."""
    device, witness = enrolled(phone()), phone()
    entered(device)
    entered(witness)
    assert asked(scanned(device)[1]) == set()
    signer = device.key if by == "itself" else house.wallet.key
    assert device.call("revoke", key=signer, kid=device.key.kid).status_code == 204
    _, shown = scanned(enrolled(phone(sub=device.sub)))
    assert shown["verification"] == {"level": 3, "held": 2} and asked(shown) == {"face"}
    assert asked(scanned(witness)[1]) == set(), "nobody else's goes"


def test_it_stays_when_a_key_that_is_not_theirs_is_revoked(phone):
    device, stranger = enrolled(phone()), enrolled(phone())
    entered(device)
    stranger.call("revoke", kid=device.key.kid)
    assert asked(scanned(device)[1]) == set()
    assert stranger.call("revoke", kid=stranger.key.kid).status_code == 204
    assert asked(scanned(device)[1]) == set()


def test_a_step_up_for_something_else_does_not_make_it_younger(house, phone, later):
    device, browser = phone(), Browser(house.broker)
    browser.sign_in(Portal(house.broker, "sso"), device)
    gate = browser.visit(Portal(house.broker, "sso-gate"))
    gate.redeem(gate.approve(device)["code"])
    later(3500)
    visit = browser.visit(Portal(house.broker, "sso-pin"))
    tokens = visit.redeem(visit.approve(device, amr=["pin"])["code"]).json()
    assert set(unverified(tokens["id_token"])["amr"]) >= {"face", "pin"}, "the same sign-in"
    later(3600)
    assert asked(scanned(device)[1]) == {"face"}
    browser.close()


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


def test_what_a_person_holds_opens_no_gate_without_their_phone(house, phone):
    """Whoever sits at a browser left signed in is not the one who was checked."""
    device, browser = phone(), Browser(house.broker)
    entered(device)
    browser.sign_in(Portal(house.broker, "sso"), device)
    gate = Portal(house.broker, "sso-gate")
    assert browser.visit(gate, prompt="none").back["error"] == "login_required"
    visit = browser.visit(gate)
    assert asked(device.scan(visit.payload()).json()) == set(), "a scan, and nothing else"
    browser.close()
