"""The code that opens the app on the page's own device: what it is, and that no number is asked."""

import secrets

import pytest
from broker import eventually
from house import House
from portal import Portal
from problems import assert_problem
from same_device import assert_waits_for_the_return, begin, come_back, here, page_of, token_in
from wallet import Phone, base64url

pytestmark = pytest.mark.quick

# The one page of the portal `plain` that is written down.
WELCOME = "https://plain.example/welcome?from=app"

POLICIES = {
    "plain": {}, "swift": {"qr_rotation": 1}, "always": {"number_match": "always"},
    "risk": {"number_match": "risk"},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("same-device"), POLICIES)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture(scope="module")
def many_pages(tmp_path_factory):
    """Where one portal has written down many pages, and another none."""
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] == "plain":
                party["return_uris"] = PAGES
            if party["id"] == "other":
                del party["return_uris"]
    house = House(tmp_path_factory.mktemp("many-pages"), {"plain": {}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


# The code

@pytest.mark.slow
def test_the_payload_never_rotates_and_outlives_every_frame(house):
    login, device = begin(house, "swift")
    first = here(login)

    def steps() -> int:
        return int(login.current_payload().split(".")[-2])
    # Four steps on, a frame drawn at the beginning is refused.
    eventually(lambda: steps() >= 4, what="the fourth step")
    page = house.broker.client.get(login.path + "/page", headers=login.headers).json()
    assert page["same_device"] == {"payload": first}
    drawn = device.scan(login.payload)
    assert_problem(drawn, 410, "stale_code")
    assert device.scan(first).json()["same_device"] is True


def test_no_frame_on_the_page_leads_to_the_payload(house):
    login, device = begin(house)
    other, _ = begin(house)
    front, step, drawn_mac = login.payload.rsplit(".", 2)
    assert step == "0" and here(login).startswith(front + ".here.")
    right = here(login).rsplit(".", 1)[1]
    for forged in (
            f"{front}.here.{drawn_mac}", f"{front}.0.{right}", f"{front}.1.{right}",
            f"{front}.HERE.{right}", f"{front}.here.{base64url(secrets.token_bytes(12))}",
            f"{front}.here.{base64url(bytes(12))}", f"{front}.here.", f"{front}.here",
            f"{front}.here.{right}.0", f"{front}.here.{here(other).rsplit('.', 1)[1]}",
            f"{front}..{right}", f"{here(login)}#"):
        assert_problem(device.scan(forged), 404, "unknown_code")
    assert login.status() == "waiting"
    assert device.scan(here(login)).status_code == 200


def test_a_page_to_which_nothing_leads_back_has_no_such_code(house):
    login = Portal(house.broker, "plain").start()
    assert login.created["same_device"] is None
    page = house.broker.client.get(login.path + "/page", headers=login.headers).json()
    assert page["same_device"] is None


def test_once_scanned_it_is_on_the_page_no_more(house):
    login, device = begin(house)
    device.scan(here(login))
    page = house.broker.client.get(login.path + "/page", headers=login.headers).json()
    assert page["same_device"] is None
    assert_problem(Phone(house.broker, house.wallet).scan(here(login)), 409, "already_scanned")


# The number

@pytest.mark.parametrize("identifier", ["always", "risk"])
@pytest.mark.parametrize("via", [None, "camera", "link"])
def test_there_is_no_second_screen_and_no_number(house, identifier, via):
    login, device = begin(house, identifier)
    shown = device.scan(here(login), via=via).json()
    assert shown["same_device"] is True and shown["asks"]["number"] is False
    assert login.read().json()["match_number"] is None
    token = token_in(device.confirm(), login)
    assert come_back(login, token).json()["status"] == "approved"


@pytest.mark.parametrize("identifier, via, asked", [
    ("risk", "link", True), ("always", "link", True), ("plain", "link", False),
    ("risk", "camera", False), ("risk", None, False), ("always", "camera", True)])
def test_a_code_for_cameras_that_came_by_a_link_asks_the_number(house, identifier, via, asked):
    login, device = begin(house, identifier)
    shown = device.scan(login.payload, via=via).json()
    assert shown["same_device"] is False and shown["asks"]["number"] is asked
    if asked:
        assert_problem(device.confirm(), 422, "missing_ask", ask="number")
        assert device.confirm(number=login.read().json()["match_number"]).status_code == 200
    else:
        assert device.confirm().status_code == 200
    assert login.status() == "approved", "another device needs no way back"


def test_a_typed_code_asks_the_number_on_the_same_device_too(house):
    login, device = begin(house)
    shown = device.scan(user_code=login.created["user_code"]).json()
    assert shown["same_device"] is False and shown["asks"]["number"] is True


def test_the_number_once_asked_does_not_go_away_with_the_other_code(house):
    login, device = begin(house, "always")
    assert device.scan(login.payload).json()["asks"]["number"] is True
    again = device.scan(here(login)).json()
    assert again["asks"]["number"] is True and again["same_device"] is False
    assert_problem(device.confirm(), 422, "missing_ask", ask="number")


def test_the_way_back_once_needed_does_not_go_away_with_the_other_code(house):
    login, device = begin(house)
    device.scan(here(login))
    assert device.scan(login.payload).json()["same_device"] is True
    device.confirm()
    assert_waits_for_the_return(login)


# Where it may lead

@pytest.mark.parametrize("address", [
    "https://evil.example/", "https://plain.example.evil.example/", "https://plain.example@evil/",
    "https://plain.example:8443/", "http://plain.example/", "//plain.example/", "/welcome", "",
    "javascript:alert(1)//https://plain.example/", "https://plain.example/#part",
    "https://plain.example/a#", "https://plain.example/a b", "https://plain.example/a\nb",
    "https://plain.example/\u4f60", "https://plain.example\\@evil.example/", "null",
    "https://other.example/welcome?from=app", "https://plain.example/" + "x" * 1003])
def test_no_address_but_the_portals_own_is_led_back_to(house, address):
    refused = Portal(house.broker, "plain").create(return_uri=address)
    assert_problem(refused, 400, "invalid_request", parameter="return_uri")


@pytest.mark.parametrize("address", [
    "https://plain.example", "https://plain.example/", "https://plain.example/callback",
    "https://plain.example/welcome", "https://plain.example/welcome?", WELCOME + "&next=/",
    WELCOME + "&next=https://evil.example", WELCOME + "#", WELCOME + "#part", WELCOME + "/",
    "https://plain.example/welcome?From=app", "HTTPS://plain.example/welcome?from=app",
    "https://PLAIN.example/welcome?from=app", "https://plain.example:443/welcome?from=app",
    "https://plain.example//welcome?from=app", "https://plain.example/./welcome?from=app",
    "https://plain.example/%77elcome?from=app", "https://plain.example/logout?next=//evil.example"])
def test_what_differs_by_one_character_from_a_page_written_down_is_not_led_back_to(
        house, address):
    """A browser carries the fragment over redirects, also over one of the portal's own."""
    refused = Portal(house.broker, "plain").create(return_uri=address)
    assert_problem(refused, 400, "invalid_request", parameter="return_uri")


PAGES = ["https://plain.example", "https://plain.example/", "https://plain.example/a/b?c=d&e=%2F",
         WELCOME, "http://127.0.0.1:3000/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_that_is_written_down_is_led_back_to_as_it_stands(many_pages, address):
    login = Portal(many_pages.broker, "plain").start(return_uri=address)
    device = Phone(many_pages.broker, many_pages.wallet)
    device.scan(here(login))
    assert device.confirm().json()["return_to"].startswith(f"{address}#qr_return={login.id}.")


def test_a_portal_that_has_written_down_none_is_led_back_to_nowhere(many_pages):
    portal = Portal(many_pages.broker, "other")
    for address in (page_of(portal), portal.origin, portal.redirect_uri, WELCOME):
        assert_problem(portal.create(return_uri=address), 400, "invalid_request",
                       parameter="return_uri")
    assert portal.start().created["same_device"] is None
