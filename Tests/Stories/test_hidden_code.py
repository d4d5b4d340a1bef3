"""A policy that shows a phone no code for another device, where an app can be opened on it."""

import re

import pytest
from broker import run
from house import House, policy, portal as portal_settings, wallet as wallet_settings
from portal import Portal
from problems import assert_problem
from same_device import come_back, page_of, token_in
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

IPHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
          "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1")
ANDROID = ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
           "Chrome/156.0.0.0 Mobile Safari/537.36")
DESK = ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/156.0.0.0 Safari/537.36")
TABLETS = [
    "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 Version/12.1 Mobile/15E148",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Android 15; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15",
]
OTHER_PHONES = [
    "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/132 ArkWeb/4.1.6.1 Mobile",
    "Mozilla/5.0 (Linux; Android 14; K) Version/4.0 Chrome/130 Mobile MicroMessenger/8.0.60",
]


def with_links(settings):
    """A portal whose second wallet can be opened, and one whose only wallet cannot."""
    settings["wallets"] += [
        wallet_settings("closed-wallet", deep_link=None),
        wallet_settings("hosted-wallet", deep_link=None, apps=[
            {"id": "app", "name": {"en": "App"}, "deep_link": "app://scan?code={payload}"}])]
    settings["relying_parties"] += [
        portal_settings("mixed", "hide", wallets=["closed-wallet", "hosted-wallet"]),
        portal_settings("program", "hide", grants=["device_code"], redirect_uris=None)]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("hidden"), {
        "plain": {}, "hide": {"cross_device_on_phones": "hide"},
        "show": {"cross_device_on_phones": "show"},
        "hide-always": {"cross_device_on_phones": "hide", "number_match": "always"},
        "hide-sso": {"cross_device_on_phones": "hide", "single_sign_on": 3600}}, with_links)
    house.broker.start()
    yield house
    house.broker.stop()


def created(house, identifier="hide", agent=ANDROID, hint=None, **changes) -> dict:
    portal = Portal(house.broker, identifier)
    headers = {"User-Agent": agent, **({"Sec-CH-UA-Mobile": hint} if hint else {})}
    changes = {"return_uri": page_of(portal), **changes}
    answer = portal.create(headers, verifier="v" * 43, **changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def is_hidden(made: dict) -> bool:
    """Whether a creation answer has no code for cameras; it must be of one kind or the other."""
    if made["qr"] is None:
        assert made["user_code"] is None and made["same_device"]["only"] is True
        assert made["same_device"]["payload"].split(".")[-2] == "here"
        return True
    assert made["qr"]["payload"] and made["user_code"]
    assert "only" not in (made["same_device"] or {})
    return False


class Seen:
    """What the page of such a login may ask for."""

    def __init__(self, house, made: dict):
        self.client, self.path = house.broker.client, f"/v1/sessions/{made['session_id']}"
        self.headers = {"Authorization": f"Bearer {made['poll_token']}"}
        self.id, self.broker = made["session_id"], house.broker
        self.portal = Portal(house.broker, made["relying_party"]["id"])

    def get(self, suffix="", **headers):
        return self.client.get(self.path + suffix, headers={**self.headers, **headers})


# Who gets none

def test_a_phone_gets_no_code_for_another_device(house):
    made = created(house)
    assert is_hidden(made)
    seen = Seen(house, made)
    for accept in ("image/svg+xml", "image/png", "text/plain", "application/json", "*/*"):
        assert_problem(seen.get("/qr", Accept=accept), 403, "same_device_only")
    page = seen.get("/page").json()
    assert page["qr"] == {"valid_for": None} and page["user_code"] is None
    assert page["same_device"] == made["same_device"]
    for answer in (seen.get("/page"), seen.get()):
        assert not re.search(r"/q/[^.]+\.[0-9]+\.", answer.text), "a frame"


@pytest.mark.parametrize("agent, hint, hidden", [
    (IPHONE, None, True), (ANDROID, "?1", True), (DESK, "?1", True), (DESK, None, False),
    (DESK, "?0", False), ("", None, False), ("", "?1", True), (DESK, "1", False),
    (DESK, "?1, ?0", False), *[(one, None, False) for one in TABLETS],
    *[(one, None, True) for one in OTHER_PHONES], (TABLETS[1], "?0", False)])
def test_a_phone_is_what_the_browser_says_it_is(house, agent, hint, hidden):
    assert is_hidden(created(house, agent=agent, hint=hint)) is hidden


@pytest.mark.parametrize("identifier", ["plain", "show"])
def test_without_the_policy_nothing_is_hidden(house, identifier):
    made = created(house, identifier, IPHONE, "?1")
    assert not is_hidden(made) and made["same_device"]["payload"]


def test_where_nothing_leads_back_the_code_is_the_only_way(house):
    made = created(house, return_uri=None)
    assert not is_hidden(made) and made["same_device"] is None


def test_where_no_app_can_be_opened_the_code_is_the_only_way(house):
    assert not is_hidden(created(house, "mixed", wallets=["closed-wallet"]))
    for wanted in (None, ["closed-wallet", "hosted-wallet"]):
        made = created(house, "mixed", wallets=wanted)
        assert is_hidden(made)
        assert [one["id"] for one in made["links"]["wallets"]] == ["hosted-wallet"]


def test_a_program_is_no_page_wherever_it_runs(house):
    answer = house.broker.client.post(
        "/device_authorization", data={"client_id": "program"}, headers={"User-Agent": ANDROID})
    assert answer.status_code == 200 and answer.json()["user_code"]
    payload = answer.json()["verification_uri_complete"]
    assert Phone(house.broker, house.wallet).scan(payload).status_code == 200


def test_the_brokers_own_page_does_the_same(house):
    for agent, hidden in ((IPHONE, True), (DESK, False)):
        browser = Browser(house.broker)
        browser.client.headers["User-Agent"] = agent
        visit = browser.visit(Portal(house.broker, "hide"))
        page = visit.page()
        assert page["same_device"].get("only", False) is hidden
        assert (page["user_code"] is None) is hidden
        if hidden:
            assert_problem(browser.get(visit.path + "/qr"), 403, "same_device_only")
        else:
            assert visit.payload()
        browser.close()


def test_it_is_decided_once(house):
    """Desktop mode brings no code, and a code that was shown does not vanish."""
    hidden, shown = Seen(house, created(house)), Seen(house, created(house, agent=DESK))
    assert_problem(hidden.get("/qr", **{"User-Agent": DESK}), 403, "same_device_only")
    assert hidden.get("/page", **{"User-Agent": DESK}).json()["same_device"]["only"] is True
    assert shown.get("/qr", **{"User-Agent": ANDROID}).status_code == 200


# What is taken

def test_the_app_on_the_phone_logs_in_by_the_way_back(house):
    for identifier in ("hide", "hide-always"):
        made = created(house, identifier)
        device, seen = Phone(house.broker, house.wallet), Seen(house, made)
        shown = device.scan(made["same_device"]["payload"]).json()
        assert shown["same_device"] is True and shown["asks"]["number"] is False
        token = token_in(device.confirm(), seen)
        assert seen.get().json()["status"] == "confirmed"
        assert come_back(seen, token).json()["status"] == "approved"


def test_only_a_wallet_that_can_be_opened_answers(house):
    made = created(house, "mixed")
    closed = Phone(house.broker, house.wallets["closed-wallet"])
    assert_problem(closed.scan(made["same_device"]["payload"]), 403, "wallet_not_allowed")
    hosted = Phone(house.broker, house.wallets["hosted-wallet"])
    assert hosted.scan(made["same_device"]["payload"]).status_code == 200


def test_once_scanned_the_page_hears_that_and_not_the_policy(house):
    made = created(house)
    seen = Seen(house, made)
    Phone(house.broker, house.wallet).scan(made["same_device"]["payload"])
    assert_problem(seen.get("/qr"), 409, "not_waiting")
    assert seen.get("/page").json()["same_device"] is None


def test_a_restart_brings_no_code(own_house):
    house = own_house({"plain": {}, "hide": {"cross_device_on_phones": "hide"}})
    house.broker.start()
    made = created(house)
    house.broker.restart()
    seen = Seen(house, made)
    assert_problem(seen.get("/qr"), 403, "same_device_only")
    assert seen.get("/page").json()["same_device"] == made["same_device"]
    assert Phone(house.broker, house.wallet).scan(
        made["same_device"]["payload"]).status_code == 200


# The configuration

@pytest.mark.parametrize("rule, links, is_good", [
    ("hide", False, False), ("hide", True, True), ("show", False, True)])
def test_a_policy_that_no_phone_could_meet_is_refused(tmp_path, rule, links, is_good):
    def edit(settings):
        settings["policies"]["strict"] = policy(cross_device_on_phones=rule)
        for one in settings["wallets"]:
            if not links:
                del one["deep_link"]
        settings["relying_parties"] = [portal_settings("one", "strict")]
    house = House(tmp_path, {"plain": {}}, edit)
    house.broker.client.close()
    said = run("config", "check", house.broker.folder / "qrbroker.yaml")
    assert (said.returncode == 0) is is_good, said
    words = said.stdout + said.stderr
    assert is_good or ("relying_parties.one.policies" in words and "deep_link" in words)
