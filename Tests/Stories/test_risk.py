"""When the person has to type the number: the policy `risk`, seen from page and phone."""

import pytest
from house import House
from portal import Login, Portal
from wallet import Phone

pytestmark = pytest.mark.quick

AT_HOME, AT_WORK = "203.0.113.7", "198.51.100.20"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(
        tmp_path_factory.mktemp("risk"),
        {"plain": {}, "risk": {"number_match": "risk"}, "off": {}},
        trusted_proxies=["127.0.0.1"])
    house.broker.start()
    yield house
    house.broker.stop()


def begin(house, address, identifier="risk", agent="Mozilla/5.0 (X11; Linux) Firefox/140.0"):
    portal = Portal(house.broker, identifier)
    created = portal.create(headers={"X-Forwarded-For": address, "User-Agent": agent}).json()
    return Login(portal, created, "v" * 43, "", "")


def scan(device, login, address):
    answer = device.post("/v1/wallet/scan", device.statement("scan", qr=login.payload),
                         headers={"X-Forwarded-For": address})
    shown = answer.json()
    device.sid, device.challenge = shown["session_id"], shown["challenge"]
    return shown


def test_an_unknown_browser_in_another_network_asks_the_number(house):
    login, device = begin(house, AT_WORK), Phone(house.broker, house.wallet)
    shown = scan(device, login, AT_HOME)
    assert shown["context"]["new_browser"] is True and shown["context"]["same_network"] is False
    assert shown["context"]["ip"] == AT_WORK
    assert shown["asks"]["number"] is True
    page = login.read().json()
    assert page["hint"] == "enter_number"
    assert device.confirm(number=page["match_number"]).json()["status"] == "approved"


def test_the_same_network_asks_nothing_more(house):
    login, device = begin(house, AT_HOME), Phone(house.broker, house.wallet)
    shown = scan(device, login, "203.0.113.99")
    assert shown["context"]["same_network"] is True and shown["asks"]["number"] is False
    assert login.read().json()["match_number"] is None


def test_a_browser_this_person_confirmed_before_is_known(house):
    person = Phone(house.broker, house.wallet)
    first = begin(house, AT_WORK)
    scan(person, first, AT_HOME)
    person.confirm(number=first.read().json()["match_number"])
    shown = scan(person, begin(house, AT_WORK), AT_HOME)
    assert shown["context"]["new_browser"] is False and shown["asks"]["number"] is False
    other = scan(person, begin(house, AT_WORK, agent="Mozilla/5.0 (Windows) Chrome/156"), AT_HOME)
    assert other["context"]["new_browser"] is True, "another browser is another browser"
    stranger = Phone(house.broker, house.wallet)
    assert scan(stranger, begin(house, AT_WORK), AT_HOME)["context"]["new_browser"] is True


def test_a_browser_that_was_denied_stays_unknown(house):
    person = Phone(house.broker, house.wallet)
    scan(person, begin(house, AT_WORK), AT_HOME)
    person.deny(reason="not_me")
    assert scan(person, begin(house, AT_WORK), AT_HOME)["context"]["new_browser"] is True


def test_a_policy_without_the_number_asks_it_for_typed_codes_all_the_same(house):
    login, device = begin(house, AT_WORK, "off"), Phone(house.broker, house.wallet)
    assert device.scan(user_code=login.created["user_code"]).json()["asks"]["number"] is True
