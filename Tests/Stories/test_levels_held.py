"""Levels that people keep from one login to the next, and portals that ask for one."""

from urllib.parse import parse_qs, urlsplit

import pytest
from clock import Clock
from house import House
from portal import Portal
from problems import assert_problem
from same_device import begin, come_back, here, token_in
from tokens import unverified
from visit import Browser
from wallet import EVERYTHING, Key, Phone

pytestmark = pytest.mark.quick

LEVEL = "urn:qrbroker:acr:"

LEVELS = [
    {"level": 2, "by": ["device_key", "pin"], "lasts": 0},
    {"level": 3, "by": ["face", ["pin", "credential"]], "lasts": 3600},
]

POLICIES = {
    "plain": {}, "pin": {"asks": ["pin"]}, "face": {"asks": ["face"]},
    "gate": {"minimum_level": 3, "step_up": ["face"]},
    "documents": {"asks": ["pin", "credential"]},
    "pair": {"asks": ["pin"], "minimum_level": 3, "step_up": ["credential", "face"]},
    "threshold": {"minimum_level": 2, "step_up": ["pin"]},
    "wish": {"step_up": ["face"]},
    "simulated": {"asks": ["face"], "face": {"provider": "simulator", "tries": 3}},
    "sso": {"single_sign_on": 7200},
    "sso-pin": {"single_sign_on": 7200, "asks": ["pin"]},
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


def enrolled(device, rights=EVERYTHING) -> Phone:
    device.key = Key()
    assert device.enrol(device.key, attests=rights).status_code == 201
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
    later(3500)
    _, shown = scanned(device)
    assert asked(shown) == set()
    later(3600)
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    assert entered(device)["iat"] >= at + 3600
    later(7100)
    assert entered(device)["amr"] == [], "the next check counts from then on"


def test_using_it_does_not_make_it_younger(phone, scanned, entered, later):
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
def test_it_goes_with_a_key_that_is_revoked(house, phone, scanned, entered, by):
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


def test_it_stays_when_a_key_that_is_not_theirs_is_revoked(phone, scanned, entered):
    device, stranger = enrolled(phone()), enrolled(phone())
    entered(device)
    stranger.call("revoke", kid=device.key.kid)
    assert asked(scanned(device)[1]) == set()
    assert stranger.call("revoke", kid=stranger.key.kid).status_code == 204
    assert asked(scanned(device)[1]) == set()


def test_a_step_up_for_something_else_does_not_make_it_younger(house, phone, scanned, later):
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


def test_what_a_person_holds_opens_no_gate_without_their_phone(house, phone, entered):
    """Whoever sits at a browser left signed in is not the one who was checked."""
    device, browser = phone(), Browser(house.broker)
    entered(device)
    browser.sign_in(Portal(house.broker, "sso"), device)
    gate = Portal(house.broker, "sso-gate")
    assert browser.visit(gate, prompt="none").back["error"] == "login_required"
    visit = browser.visit(gate)
    assert asked(device.scan(visit.payload()).json()) == set(), "a scan, and nothing else"
    browser.close()


# What gives none

def test_a_level_that_does_not_last_counts_for_the_login_alone(phone, entered):
    device = phone()
    assert entered(device, "pin", amr=["pin"])["acr"] == LEVEL + "2"
    assert entered(device, "plain")["acr"] == LEVEL + "1"


def test_a_simulated_face_raises_nobody_for_longer_than_the_login(phone, scanned, entered):
    device = phone()
    entered(device, "simulated")
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    assert entered(device, "plain")["acr"] == LEVEL + "1"


def test_a_simulated_face_takes_no_level_away(phone, scanned, entered):
    device = phone()
    entered(device)
    entered(device, "simulated")
    assert asked(scanned(device)[1]) == set()


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


def test_who_goes_back_at_the_gate_can_say_so_and_page_and_portal_hear_it(phone, scanned):
    device = phone()
    login, _ = scanned(device)
    assert device.deny(reason="level_declined").json()["hint"] == "level_declined"
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("denied", "level_declined")
    assert page["problem"]["reason"] == "level_declined"
    told = parse_qs(urlsplit(page["problem"]["redirect_to"]).query)
    assert told["error"] == ["access_denied"]
    assert told["error_description"] == ["level_declined"]


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


def test_a_credential_nobody_asked_for_raises_nobody(phone, entered):
    assert entered(phone(), "pin", amr=["pin"], credential="c-1")["acr"] == LEVEL + "2"


def test_a_credential_raises_where_a_key_may_vouch_for_it(phone, scanned, entered):
    device = enrolled(phone(), ["pin", "credential"])
    claims = entered(device, "pair", amr=["pin"], credential="c-1")
    assert claims["acr"] == LEVEL + "3" and "face" not in claims["amr"]
    assert asked(scanned(device)[1]) == set()


def test_a_credential_on_the_phones_own_word_opens_no_gate(phone, scanned):
    """With a key of their own, anybody could say that they chose a document."""
    device = enrolled(phone(), ["pin", "face", "organisation"])
    login, _ = scanned(device, "pair")
    device.confirm(amr=["pin"], credential="c-1")
    assert login.status() != "approved"
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 2}, "nor does it last"


def test_a_credential_on_the_phones_own_word_raises_nobody(phone, scanned):
    device = enrolled(phone(), ["pin", "face", "organisation"])
    login, _ = scanned(device, "documents")
    assert device.confirm(amr=["pin"], credential="c-1").json()["status"] == "approved"
    assert unverified(login.redeem().json()["id_token"])["acr"] == LEVEL + "2"
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 2}


@pytest.mark.parametrize("said, level", [("c-1", 3), ("c-2", 2), (None, 2)])
def test_the_wallets_word_about_the_very_credential_raises(phone, scanned, said, level):
    device = enrolled(phone(), [])
    login, _ = scanned(device, "documents")
    word = device.statement(
        "attest", key=device.wallet.key, sid=device.sid, challenge=device.challenge,
        amr=["pin"], credential=said)
    answer = device.confirm(amr=["pin"], credential="c-1", attestation=word)
    assert answer.json()["status"] == "approved"
    assert unverified(login.redeem().json()["id_token"])["acr"] == f"{LEVEL}{level}"


def test_a_wallet_that_does_not_vouch_for_credentials_raises_nobody_by_them(own_house):
    def edit(settings):
        for wallet in settings["wallets"]:
            wallet["attests"] = ["pin", "face", "organisation"]
    house = own_house(POLICIES, edit=edit, levels=LEVELS)
    house.broker.start()
    for key in (None, Key()):
        login = Portal(house.broker, "documents").start()
        device = Phone(house.broker, house.wallet, key=key)
        if key:
            device.enrol(key)
        device.scan(login.payload)
        assert device.confirm(amr=["pin"], credential="c-1").json()["status"] == "approved"
        assert unverified(login.redeem().json()["id_token"])["acr"] == LEVEL + "2"


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
