"""How people come to the level that a portal asks for."""

import pytest
from levels import LEVEL, LEVELS, POLICIES, asked, enrolled, entered, house_with_levels, scanned
from portal import Portal
from problems import assert_problem
from tokens import unverified
from wallet import Key, Phone

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_with_levels(tmp_path_factory.mktemp("levels")) as house:
        yield house


def test_things_that_count_together_raise_together(phone):
    device = phone()
    _, shown = scanned(device, "pair")
    assert asked(shown) == {"pin", "credential"}
    assert shown["verification"] == {"level": 3, "held": 2}
    assert_problem(device.confirm(amr=["pin"]), 422, "missing_ask", ask="credential")
    assert_problem(device.confirm(credential="c-1"), 422, "missing_ask", ask="pin")
    claims = entered(device, "pair", amr=["pin"], credential="c-1")
    assert claims["acr"] == LEVEL + "3"
    assert "face" not in claims["amr"]


def test_one_of_the_two_alone_raises_nobody(phone):
    device = phone()
    assert entered(device, "plain", credential="c-1")["acr"] == LEVEL + "1"
    assert entered(device, "pin", amr=["pin"])["acr"] == LEVEL + "2"


def test_a_credential_nobody_asked_for_raises_nobody(phone):
    assert entered(phone(), "pin", amr=["pin"], credential="c-1")["acr"] == LEVEL + "2"


def test_a_credential_raises_where_a_key_may_vouch_for_it(phone):
    device = enrolled(phone(), ["pin", "credential"])
    claims = entered(device, "pair", amr=["pin"], credential="c-1")
    assert claims["acr"] == LEVEL + "3" and "face" not in claims["amr"]
    assert asked(scanned(device)[1]) == set()


def test_a_credential_on_the_phones_own_word_opens_no_gate(phone):
    """With a key of their own, anybody could say that they chose a document."""
    device = enrolled(phone(), ["pin", "face", "organisation"])
    login, _ = scanned(device, "pair")
    device.confirm(amr=["pin"], credential="c-1")
    assert login.status() != "approved"
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 2}, "nor does it last"


def test_a_credential_on_the_phones_own_word_raises_nobody(phone):
    device = enrolled(phone(), ["pin", "face", "organisation"])
    login, _ = scanned(device, "documents")
    assert device.confirm(amr=["pin"], credential="c-1").json()["status"] == "approved"
    assert unverified(login.redeem().json()["id_token"])["acr"] == LEVEL + "2"
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 2}


@pytest.mark.parametrize("said, level", [("c-1", 3), ("c-2", 2), (None, 2)])
def test_the_wallets_word_about_the_very_credential_raises(phone, said, level):
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


def test_a_phone_without_a_key_of_its_own_is_asked_for_more(phone):
    _, shown = scanned(enrolled(phone()), "threshold")
    assert asked(shown) == set() and shown.get("verification") is None
    device = phone()
    _, shown = scanned(device, "threshold")
    assert shown["verification"] == {"level": 2, "held": 1} and asked(shown) == {"pin"}
    assert_problem(device.confirm(), 422, "missing_ask", ask="pin")
    assert entered(device, "threshold", amr=["pin"])["acr"] == LEVEL + "2"


def test_a_portal_may_wish_what_its_policy_does_not_ask(phone):
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
