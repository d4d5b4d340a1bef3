"""Time runs out in front of the person: what the page says, and the way on."""

import pytest
from clock import Clock
from house import House
from portal import Portal
from wallet import Phone

POLICIES = {
    "plain": {}, "face": {"asks": ["face"]}, "rotating": {"qr_rotation": 2},
}

# Seconds of every wait for the person, and one more.
TOO_LATE = 121


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("expiry")
    house, clock, passed = House(folder / "house", POLICIES), Clock(folder / "offset"), []
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)

    def wait_too_long():
        passed.append(TOO_LATE)
        clock.set(sum(passed))
        house.wallet.clock_offset = sum(passed)
    house.wait_too_long = wait_too_long
    yield house
    house.broker.stop()


class HostedPage:
    """The broker's page opened for a portal that is not there; only its address matters."""

    def __init__(self, context, house, identifier):
        self.page, portal = context.new_page(), Portal(house.broker, identifier)
        context.route(portal.origin + "/**", lambda route: route.fulfill(
            body="the portal", content_type="text/plain"))
        query = portal.request(response_type="code", scope="openid", state="s", nonce="n")
        request = house.broker.client.build_request("GET", "/authorize", params=query)
        self.page.goto(str(request.url))

    def expect(self, status, hint):
        self.page.locator(
            f'body[data-status="{status}"][data-hint="{hint}"]').wait_for()

    def code(self):
        qr = self.page.locator("[data-testid=qr][data-payload^=http]")
        qr.wait_for(state="visible")
        return qr.get_attribute("data-payload")


def scan_token(payload: str) -> str:
    return payload.split("/q/")[1].split(".")[0]


@pytest.fixture
def opened(house, context_of):
    return lambda identifier: HostedPage(context_of(), house, identifier)


def test_a_code_nobody_scanned_is_replaced_by_a_new_one_that_works(house, opened):
    shown = opened("plain")
    old = shown.code()
    house.wait_too_long()
    shown.expect("expired", "expired_unscanned")
    assert not shown.page.get_by_test_id("qr").is_visible()
    shown.page.get_by_test_id("refresh").click()
    shown.expect("waiting", "scan_code")
    assert scan_token(shown.code()) != scan_token(old)
    device = Phone(house.broker, house.wallet)
    assert device.scan(shown.code()).status_code == 200
    device.confirm()
    shown.page.wait_for_url("https://plain.example/callback?code=*")


def test_a_person_who_does_not_decide(house, opened):
    shown, device = opened("plain"), Phone(house.broker, house.wallet)
    device.scan(shown.code())
    shown.expect("scanned", "confirm_on_phone")
    house.wait_too_long()
    shown.expect("expired", "expired_undecided")
    shown.page.get_by_test_id("back").click()
    shown.page.wait_for_url(
        "https://plain.example/callback?*error_description=expired*")


def test_a_face_check_that_is_never_done(house, opened):
    shown, device = opened("face"), Phone(house.broker, house.wallet)
    device.scan(shown.code())
    device.confirm()
    shown.expect("face_checking", "face_on_phone")
    house.wait_too_long()
    shown.expect("expired", "expired_undecided")
    assert shown.page.get_by_test_id("refresh").is_visible()


def test_the_countdown_runs(house, opened):
    shown = opened("plain")
    shown.code()
    countdown = shown.page.get_by_test_id("countdown")
    first = countdown.inner_text()
    shown.page.wait_for_function(
        "first => document.querySelector('[data-testid=countdown]').innerText !== first", arg=first)
    house.wait_too_long()
    shown.expect("expired", "expired_unscanned")
    assert not countdown.is_visible()


@pytest.mark.quick
def test_the_picture_on_the_page_rotates(house, opened):
    shown = opened("rotating")
    first = shown.code()
    shown.page.wait_for_function(
        "first => document.querySelector('[data-testid=qr]').dataset.payload !== first", arg=first)
    assert scan_token(shown.code()) == scan_token(first)
