"""Coming back from the app to the page on the same device. Without a second screen to compare with,
nothing is approved before: a link sent to somebody logs in nobody."""

import secrets

import pytest
from house import House
from portal import Portal
from problems import assert_problem
from same_device import (
    assert_waits_for_the_return, begin, bring, come_back, decided, here, spoilt, token_in)
from visit import Browser
from wallet import Phone, base64url

pytestmark = pytest.mark.quick

POLICIES = {"plain": {}, "face": {"asks": ["face"]}, "brief": {"lifetimes": {"decide": 1}}}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("return"), POLICIES)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def browser(house):
    browsers = []

    def make():
        browsers.append(Browser(house.broker))
        return browsers[-1]
    yield make
    for one in browsers:
        one.close()


def test_it_stays_confirmed_until_the_app_has_brought_them_back(house):
    login, device, token = decided(house)
    assert_waits_for_the_return(login)
    told = device.status().json()
    assert told["return_to"].endswith("." + token)
    assert token_in(device.confirm(), login) == token, "a lost answer loses nothing"
    returned = come_back(login, token).json()
    assert returned["status"] == "approved" and returned["result"]["code"] == login.code()
    assert "return_to" not in device.status().json()
    assert login.redeem().status_code == 200


def test_the_page_that_waits_hears_it_at_once(house):
    login, _, token = decided(house)
    version = login.read().json()["version"]
    come_back(login, token)
    changed = login.next(version)
    assert changed["status"] == "approved" and changed["version"] == version + 1


def test_with_a_face_check_the_way_back_comes_last(house):
    login, device = begin(house, "face")
    device.scan(here(login))
    answer = device.confirm()
    assert answer.json()["status"] == "face_checking" and "return_to" not in answer.json()
    answer = device.face("pass")
    assert answer.json()["status"] == "confirmed"
    assert_waits_for_the_return(login)
    assert come_back(login, token_in(answer, login)).json()["status"] == "approved"


def test_coming_back_twice_is_no_error(house):
    login, _, token = decided(house)
    first = come_back(login, token).json()
    second = come_back(login, token)
    assert second.status_code == 200 and second.json()["result"] == first["result"]
    login.redeem()
    after = come_back(login, token)
    assert after.status_code == 200 and after.json()["status"] == "redeemed"


def test_a_wrong_token_brings_nobody_back(house):
    login, device, token = decided(house)
    _, _, of_another = decided(house)
    for wrong in (of_another, spoilt(token), token[:-1], token + "A", token + "=", "", "x" * 5000,
                  login.id, login.poll_token, device.challenge, here(login).rsplit(".", 1)[1]):
        assert_problem(come_back(login, wrong), 403, "wrong_return")
    for malformed in (None, 1, [token], {"token": token}):
        assert_problem(come_back(login, malformed), 400, "invalid_request")
    assert_waits_for_the_return(login)
    assert come_back(login, token).status_code == 200, "no wrong one uses the right one up"


def test_before_anybody_decided_there_is_nothing_to_come_back_from(house):
    login, device = begin(house)
    guess = base64url(secrets.token_bytes(32))
    assert_problem(come_back(login, guess), 409, "not_now")
    device.scan(here(login))
    assert "return_to" not in device.status().json()
    assert_problem(come_back(login, guess), 403, "wrong_return")
    assert login.status() == "scanned"


def test_after_the_end_there_is_nothing_to_come_back_to(house):
    login, device, token = decided(house)
    assert login.cancel().status_code == 200
    assert_problem(come_back(login, token), 410, "session_over")
    assert "return_to" not in device.status().json()
    assert login.read().json()["problem"]["code"] == "cancelled"


def test_a_person_may_still_say_no_in_the_app(house):
    login, device, token = decided(house)
    assert device.deny(reason="not_me").status_code == 200
    assert_problem(come_back(login, token), 410, "session_over")
    assert login.read().json()["hint"] == "not_me"


def test_who_is_not_brought_back_in_time_is_not_logged_in(house):
    login, device, token = decided(house, "brief")
    assert login.wait_for("expired")["problem"]["reason"] == "undecided"
    assert_problem(come_back(login, token), 410, "session_over")


def test_only_the_browser_that_began_can_finish(house):
    login, _, token = decided(house)
    other, _ = begin(house)
    for headers in ({}, other.headers, {"Authorization": "Bearer " + token},
                    {"Authorization": "Basic " + login.poll_token}):
        assert_problem(come_back(login, token, headers), 404, "not_found")
    foreign = {**login.headers, "Origin": "https://evil.example"}
    assert_problem(come_back(login, token, foreign), 403, "origin_not_allowed")
    assert_waits_for_the_return(login)


def test_a_login_for_cameras_has_no_way_back_to_force(house):
    login, device = begin(house)
    device.scan(login.payload)
    answer = device.confirm().json()
    assert answer["status"] == "approved" and "return_to" not in answer
    assert_problem(come_back(login, base64url(bytes(32))), 403, "wrong_return")


# The broker's own page

def test_the_app_opens_the_brokers_own_page_in_the_browser_that_began(house, browser):
    mine, device = browser(), Phone(house.broker, house.wallet)
    visit = mine.visit(Portal(house.broker, "plain"))
    device.scan(visit.page()["same_device"]["payload"])
    address, token = device.confirm().json()["return_to"].split("#")
    assert address == f"{house.broker.issuer}/return/{visit.id}"
    assert mine.get(address).headers["content-type"].startswith("text/html")
    assert visit.read()["hint"] == "return_to_page"
    assert bring(mine, visit, token).json()["status"] == "approved"
    assert visit.redeem(visit.read()["result"]["code"]).status_code == 200


def test_a_link_sent_to_somebody_logs_in_nobody(house, browser):
    """The attacker begins, the victim follows the link, and even says yes."""
    attacker, victim = browser(), browser()
    phone_of_the_victim = Phone(house.broker, house.wallet)
    visit = attacker.visit(Portal(house.broker, "plain"))
    link = visit.page()["same_device"]["payload"]
    phone_of_the_victim.scan(link, via="link")
    address, token = phone_of_the_victim.confirm().json()["return_to"].split("#")
    # The victim's browser has the token and not the login.
    assert victim.get(address).status_code == 200
    assert_problem(bring(victim, visit, token), 404, "not_found")
    # Nor does a login of the victim's own help it there.
    own = victim.visit(Portal(house.broker, "plain"))
    assert_problem(bring(victim, visit, token), 404, "not_found")
    assert_problem(bring(victim, own, token), 409, "not_now")
    # The attacker's browser has the login and not the token.
    for guess in (visit.id, link.rsplit(".", 1)[1], base64url(secrets.token_bytes(32))):
        assert_problem(bring(attacker, visit, guess), 403, "wrong_return")
    waiting = attacker.get(visit.path).json()
    assert waiting["status"] == "confirmed" and "result" not in waiting


def test_another_site_cannot_press_the_button(house, browser):
    mine, device = browser(), Phone(house.broker, house.wallet)
    visit = mine.visit(Portal(house.broker, "plain"))
    device.scan(visit.page()["same_device"]["payload"])
    token = device.confirm().json()["return_to"].split("#")[1]
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"},
                    {"Origin": "https://plain.example"}):
        assert bring(mine, visit, token, **headers).status_code == 403
    without = mine.client.post(visit.path + "/return", json={"return_token": token})
    assert without.status_code == 403
    assert visit.read()["status"] == "confirmed"


# Power cuts and orderly stops

@pytest.fixture
def own(own_house):
    house = own_house({"plain": {}, "face": {"asks": ["face"]}})
    house.broker.start()
    return house


def test_a_crash_between_the_decision_and_the_return_loses_neither(own):
    login, device = begin(own, "face")
    own.broker.restart()
    assert device.scan(here(login)).json()["same_device"] is True
    own.broker.restart()
    assert device.confirm().json()["status"] == "face_checking"
    own.broker.restart()
    token = token_in(device.face("pass"), login)
    own.broker.restart()
    assert_waits_for_the_return(login)
    assert_problem(come_back(login, spoilt(token)), 403, "wrong_return")
    assert token_in(device.status(), login) == token
    result = come_back(login, token).json()["result"]
    own.broker.restart()
    assert come_back(login, token).json()["result"] == result
    assert login.redeem(result["code"]).status_code == 200


def test_an_orderly_stop_between_the_decision_and_the_return_loses_neither(own):
    login, _, token = decided(own)
    assert own.broker.terminate() == 0
    own.broker.start()
    assert_waits_for_the_return(login)
    assert come_back(login, token).json()["status"] == "approved"
    assert login.redeem().status_code == 200
