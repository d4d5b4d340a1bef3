"""What the circumstances of a scan call for: the number, a face, or a no. Seen from page and phone."""

import pytest
from house import House
from places import BEIJING, XINING, place_database
from portal import Login, Portal
from same_device import come_back, here, page_of, token_in
from tokens import SECRET, post, unverified
from wallet import Key, Phone

pytestmark = pytest.mark.quick

AT_HOME, AT_WORK = "203.0.113.7", "198.51.100.20"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("risk")
    house = House(
        folder,
        {"plain": {}, "risk": {"number_match": "risk"}, "off": {},
         "step": {"number_match": "risk", "step_up": ["face"]},
         "gate": {"number_match": "risk", "step_up": ["face"], "minimum_level": 2},
         "number": {"number_match": "always"}, "face": {"asks": ["face"]}},
        trusted_proxies=["127.0.0.1"],
        risk={"place_database": str(place_database(folder)),
              "blocked_networks": ["192.0.2.0/28", "2001:db8:bad::/48"],
              "failures_per_subject": "5/86400"})
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def hurried(own_house):
    """A broker that takes few scans for many."""
    house = own_house(
        {"risk": {"number_match": "risk"}}, trusted_proxies=["127.0.0.1"],
        risk={"strangers_per_address": "4/86400", "scans_per_subject": "6/86400"})
    house.broker.start()
    return house


def begin(house, address, identifier="risk", agent="Mozilla/5.0 (X11; Linux) Firefox/140.0"):
    portal = Portal(house.broker, identifier)
    created = portal.create(headers={"X-Forwarded-For": address, "User-Agent": agent}).json()
    return Login(portal, created, "v" * 43, "", "")


def try_to_scan(device, login, address):
    return device.post("/v1/wallet/scan", device.statement("scan", qr=login.payload),
                       headers={"X-Forwarded-For": address})


def scan(device, login, address):
    answer = try_to_scan(device, login, address)
    assert answer.status_code == 200, answer.text
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


# MARK: Place


@pytest.mark.parametrize("page, phone, location, is_far", [
    (XINING, BEIJING, "Xining, Qinghai, China", True),
    (XINING, "2001:db8:1::5", "Xining, Qinghai, China", False),
    (BEIJING, "203.0.113.200", "Beijing, China", False),
    ("203.0.113.200", BEIJING, "China", False),
    ("192.0.2.200", BEIJING, None, False),
    (AT_HOME, XINING, None, False),
])
def test_the_phone_is_told_the_place_and_whether_it_is_another(
        house, page, phone, location, is_far):
    device = Phone(house.broker, house.wallet)
    shown = scan(device, begin(house, page, "plain"), phone)
    assert shown["context"]["location"] == location
    assert shown["context"]["warnings"] == (["location_mismatch"] if is_far else [])


def test_the_place_is_said_in_the_language_of_the_phone(house):
    device = Phone(house.broker, house.wallet)
    login = begin(house, XINING, "plain")
    answer = device.post("/v1/wallet/scan", device.statement("scan", qr=login.payload),
                         headers={"X-Forwarded-For": BEIJING, "Accept-Language": "zh-CN"})
    assert answer.json()["context"]["location"] == "中国 青海省 西宁"


def confirm_from(house, device, identifier):
    """Makes the browser in Xining known to this person, by a phone beside it."""
    first = begin(house, XINING, identifier)
    scan(device, first, XINING)
    assert device.confirm().json()["status"] == "approved"


def test_far_away_asks_the_number_of_a_browser_that_is_known_too(house):
    device = Phone(house.broker, house.wallet)
    confirm_from(house, device, "risk")
    near = scan(device, begin(house, XINING), "2001:db8:1::5")
    assert near["context"]["new_browser"] is False and near["asks"]["number"] is False
    shown = scan(device, begin(house, XINING), BEIJING)
    assert shown["context"]["new_browser"] is False and shown["asks"]["number"] is True


def test_far_away_and_unknown_asks_a_face_where_the_policy_has_one_to_add(house):
    stranger = Phone(house.broker, house.wallet)
    shown = scan(stranger, begin(house, XINING, "step"), BEIJING)
    assert shown["asks"]["face"] is True and shown["asks"]["number"] is True
    assert scan(stranger, begin(house, XINING), BEIJING)["asks"]["face"] is False
    known = Phone(house.broker, house.wallet)
    confirm_from(house, known, "step")
    shown = scan(known, begin(house, XINING, "step"), BEIJING)
    assert shown["asks"]["face"] is False and shown["asks"]["number"] is True


def test_a_face_that_risk_has_added_must_pass(house):
    device, login = Phone(house.broker, house.wallet), begin(house, XINING, "step")
    scan(device, login, BEIJING)
    number = login.read().json()["match_number"]
    assert device.confirm(number=number).json()["status"] == "face_checking"
    assert device.face("pass").json()["status"] == "approved"
    assert unverified(login.redeem().json()["id_token"])["amr"].count("face") == 1


def test_a_face_that_risk_has_added_is_not_said_to_be_for_a_level(house):
    """A phone would show a gate, and a no there would be told as a level that was declined."""
    reached, below = Phone(house.broker, house.wallet), Phone(house.broker, house.wallet)
    key = Key()
    reached.enrol(key)
    reached.key = key
    shown = scan(reached, begin(house, XINING, "gate"), BEIJING)
    assert shown["asks"]["face"] is True and "verification" not in shown
    shown = scan(below, begin(house, XINING, "gate"), XINING)
    assert shown["asks"]["face"] is True and shown["verification"] == {"level": 2, "held": 1}


def test_a_wallet_that_cannot_vouch_for_a_face_is_not_asked_for_one(house):
    device = Phone(house.broker, house.wallets["modest-wallet"])
    shown = scan(device, begin(house, XINING, "step"), BEIJING)
    assert shown["asks"]["face"] is False and shown["asks"]["number"] is True


# MARK: Networks and pace


@pytest.mark.parametrize("address, is_blocked", [
    ("192.0.2.15", True), ("192.0.2.16", False), ("2001:db8:bad::1", True),
    ("2001:db8:bae::1", False), ("::ffff:192.0.2.1", True),
])
def test_nobody_logs_in_at_a_page_in_a_blocked_network(house, address, is_blocked):
    login, device = begin(house, address, "plain"), Phone(house.broker, house.wallet)
    answer = try_to_scan(device, login, AT_HOME)
    if not is_blocked:
        assert answer.status_code == 200
        return
    assert (answer.status_code, answer.json()["code"]) == (403, "risk_blocked")
    assert "Retry-After" not in answer.headers
    assert login.read().json()["status"] == "waiting", "the login goes on"


def test_many_strangers_at_one_address_are_asked_the_number(hurried):
    """Somebody who has confirmed there before is asked as well, once too many others came."""
    house, page = hurried, "198.51.100.77"
    regular = Phone(house.broker, house.wallet)
    first = begin(house, page)
    scan(regular, first, AT_HOME)
    regular.confirm(number=first.read().json()["match_number"])
    assert scan(regular, begin(house, page), AT_HOME)["asks"]["number"] is False
    for _ in range(2):
        scan(Phone(house.broker, house.wallet), begin(house, page), AT_HOME)
    assert scan(regular, begin(house, page), AT_HOME)["asks"]["number"] is True
    assert scan(regular, begin(house, page), page)["asks"]["number"] is False, "its own network"


def test_a_code_that_is_taken_makes_no_hurry(hurried):
    """Else whoever has a picture of one code could have everybody at its page asked for more."""
    house, page = hurried, "198.51.100.99"
    regular, stranger = Phone(house.broker, house.wallet), Phone(house.broker, house.wallet)
    first = begin(house, page)
    scan(regular, first, AT_HOME)
    for _ in range(10):
        assert try_to_scan(stranger, first, AT_HOME).status_code == 409
        scan(regular, first, AT_HOME)
    regular.confirm(number=first.read().json()["match_number"])
    for _ in range(10):
        assert try_to_scan(stranger, first, AT_HOME).status_code == 409
    assert scan(regular, begin(house, page), AT_HOME)["asks"]["number"] is False


def test_more_scans_than_people_make_are_asked_the_number(hurried):
    house, page = hurried, "198.51.100.88"
    device = Phone(house.broker, house.wallet)
    first = begin(house, page)
    scan(device, first, page)
    device.confirm()
    assert scan(device, begin(house, page), AT_HOME)["asks"]["number"] is False
    for _ in range(4):
        assert scan(device, begin(house, page), page)["asks"]["number"] is False
    assert scan(device, begin(house, page), page)["asks"]["number"] is False, "known, and here"
    assert scan(device, begin(house, page), AT_HOME)["asks"]["number"] is True, "but elsewhere"


# MARK: Failures


def fail(house, device, way):
    login = begin(house, AT_HOME, "number" if way == "number" else "face")
    scan(device, login, AT_HOME)
    if way == "not_me":
        assert device.deny(reason="not_me").json()["status"] == "denied"
        return device.deny(reason="not_me")
    if way == "number":
        right = login.read().json()["match_number"]
        return device.confirm(number="11" if right == "10" else "10")
    device.confirm()
    for _ in range(3):
        answer = device.face("fail", reason="mismatch")
    assert answer.json()["status"] == "failed"
    return answer


@pytest.mark.parametrize("way", ["not_me", "number", "face"])
def test_whoever_fails_again_and_again_is_left_in_peace_everywhere(house, way):
    device, regular = Phone(house.broker, house.wallet), "203.0.114.7"
    login = begin(house, regular, "plain")
    scan(device, login, regular)
    device.confirm()
    for count in range(5):
        asked = scan(device, begin(house, AT_HOME), AT_HOME)["asks"]["number"]
        assert asked is False, "one network"
        elsewhere = scan(device, begin(house, regular), AT_HOME)["asks"]["number"]
        assert elsewhere is (count >= 2), "after two, in another network, though the browser is known"
        fail(house, device, way)
    for portal in ("risk", "plain", "face"):
        login = begin(house, AT_HOME, portal)
        refused = try_to_scan(device, login, AT_HOME)
        assert (refused.status_code, refused.json()["code"]) == (403, "risk_blocked")
        assert 0 < int(refused.headers["Retry-After"]) <= 86400 // 5
        assert login.read().json()["status"] == "waiting", "the login goes on"
    other = Phone(house.broker, house.wallet)
    assert try_to_scan(other, login, AT_HOME).status_code == 200, "for somebody else"


def approve_beside(house, device):
    login = begin(house, AT_HOME, "plain")
    scan(device, login, AT_HOME)
    assert device.confirm().json()["status"] == "approved"


def approve_on_the_same_device(house, device):
    portal = Portal(house.broker, "plain")
    login = portal.start(return_uri=page_of(portal))
    device.scan(here(login))
    assert come_back(login, token_in(device.confirm(), login)).json()["status"] == "approved"


@pytest.mark.parametrize("approve", [approve_beside, approve_on_the_same_device])
def test_a_login_that_is_approved_forgives_what_was_before(house, approve):
    device = Phone(house.broker, house.wallet)
    for _ in range(2):
        for _ in range(4):
            fail(house, device, "not_me")
        approve(house, device)
    assert try_to_scan(device, begin(house, AT_HOME), AT_HOME).status_code == 200


def test_changing_ones_mind_is_no_failure(house):
    device = Phone(house.broker, house.wallet)
    for _ in range(6):
        scan(device, begin(house, AT_HOME, "plain"), AT_HOME)
        assert device.deny(reason="changed_mind").json()["status"] == "denied"
    assert scan(device, begin(house, AT_HOME), AT_HOME)["asks"]["number"] is False


@pytest.mark.parametrize("reason", ["not_me", "changed_mind", None])
def test_a_portal_whose_requests_are_denied_keeps_nobody_from_logging_in(house, reason):
    """What comes without a code is counted by itself, and then turned away for a while; whatever
    reason a wallet gives for the no, or none."""
    device = Phone(house.broker, house.wallet)
    login = Portal(house.broker, "plain").start()
    device.scan(login.payload)
    device.confirm()
    subject = unverified(login.redeem().json()["id_token"])["sub"]

    def ask(portal):
        return post(house.broker, "/bc-authorize", client_id=portal, client_secret=SECRET,
                    scope="openid", login_hint=subject, binding_message="counter 7")
    asked = [ask(portal) for portal in ("mail", "mail", "mail", "shop", "shop")]
    assert [answer.status_code for answer in asked] == [200] * 5
    for request in device.call("requests").json()["requests"]:
        device.scan(request=request["session_id"])
        assert device.deny(reason=reason).json()["status"] == "denied"
    refused = ask("inspector")
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0
    assert try_to_scan(device, begin(house, AT_HOME), AT_HOME).status_code == 200
