"""What leaves people on the level they were on before."""

from urllib.parse import parse_qs, urlsplit

import pytest
from levels import LEVEL, asked, entered, house_with_levels, scanned
from same_device import begin, come_back, here, token_in
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_with_levels(tmp_path_factory.mktemp("levels")) as house:
        yield house


def test_a_level_that_does_not_last_counts_for_the_login_alone(phone):
    device = phone()
    assert entered(device, "pin", amr=["pin"])["acr"] == LEVEL + "2"
    assert entered(device, "plain")["acr"] == LEVEL + "1"


def test_a_simulated_face_raises_nobody_for_longer_than_the_login(phone):
    device = phone()
    entered(device, "simulated")
    _, shown = scanned(device)
    assert shown["verification"] == {"level": 3, "held": 1} and asked(shown) == {"face"}
    assert entered(device, "plain")["acr"] == LEVEL + "1"


def test_a_simulated_face_takes_no_level_away(phone):
    device = phone()
    entered(device)
    entered(device, "simulated")
    assert asked(scanned(device)[1]) == set()


def test_a_check_that_fails_gives_nothing(phone):
    device = phone()
    scanned(device)
    device.confirm()
    for _ in range(3):
        device.face("fail", reason="mismatch")
    assert device.status().json()["status"] == "failed"
    assert asked(scanned(device)[1]) == {"face"}


def test_going_back_at_the_gate_ends_the_login(phone):
    device = phone()
    login, _ = scanned(device)
    assert device.deny(reason="changed_mind").status_code == 200
    assert login.read().json()["problem"]["code"] == "denied"
    assert asked(scanned(device)[1]) == {"face"}


def test_who_goes_back_at_the_gate_can_say_so_and_page_and_portal_hear_it(phone):
    device = phone()
    login, _ = scanned(device)
    assert device.deny(reason="level_declined").json()["hint"] == "level_declined"
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("denied", "level_declined")
    assert page["problem"]["reason"] == "level_declined"
    told = parse_qs(urlsplit(page["problem"]["redirect_to"]).query)
    assert told["error"] == ["access_denied"]
    assert told["error_description"] == ["level_declined"]


def test_a_check_in_a_login_nobody_came_back_to_gives_nothing_before(house):
    login, device = begin(house, "gate")
    device.scan(here(login))
    device.confirm()
    token = token_in(device.face("pass"), login)
    assert asked(scanned(Phone(house.broker, house.wallet, sub=device.sub))[1]) == {"face"}
    come_back(login, token)
    assert asked(scanned(Phone(house.broker, house.wallet, sub=device.sub))[1]) == set()
