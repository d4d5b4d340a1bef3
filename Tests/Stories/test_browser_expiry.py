"""Time runs out in front of the person: what the page says, and the way on."""

import pytest
from house import House
from portal import Portal
from wallet import Phone

POLICIES = {
    "scan": {"lifetimes": {"scan": 4}},
    "decide": {"lifetimes": {"decide": 4}},
    "face": {"asks": ["face"], "lifetimes": {"face": 4}},
}


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("brief"), POLICIES)
    house.broker.start()
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
            f'body[data-status="{status}"][data-hint="{hint}"]').wait_for(timeout=20_000)

    def code(self):
        qr = self.page.locator("[data-testid=qr][data-payload^=http]")
        qr.wait_for(state="visible")
        return qr.get_attribute("data-payload")


def scan_token(payload: str) -> str:
    return payload.split("/q/")[1].split(".")[0]


@pytest.fixture
def opened(brief, context_of):
    return lambda identifier: HostedPage(context_of(), brief, identifier)


def test_a_code_nobody_scanned_is_replaced_by_a_new_one_that_works(brief, opened):
    shown = opened("scan")
    old = shown.code()
    shown.expect("expired", "expired_unscanned")
    assert not shown.page.get_by_test_id("qr").is_visible()
    shown.page.get_by_test_id("refresh").click()
    shown.expect("waiting", "scan_code")
    assert scan_token(shown.code()) != scan_token(old)
    device = Phone(brief.broker, brief.wallet)
    assert device.scan(shown.code()).status_code == 200
    device.confirm()
    shown.page.wait_for_url("https://scan.example/callback?code=*", timeout=20_000)


def test_a_person_who_does_not_decide(brief, opened):
    shown, device = opened("decide"), Phone(brief.broker, brief.wallet)
    device.scan(shown.code())
    shown.expect("scanned", "confirm_on_phone")
    shown.expect("expired", "expired_undecided")
    shown.page.get_by_test_id("back").click()
    shown.page.wait_for_url(
        "https://decide.example/callback?*error_description=expired*", timeout=20_000)


def test_a_face_check_that_is_never_done(brief, opened):
    shown, device = opened("face"), Phone(brief.broker, brief.wallet)
    device.scan(shown.code())
    device.confirm()
    shown.expect("face_checking", "face_on_phone")
    shown.expect("expired", "expired_undecided")
    assert shown.page.get_by_test_id("refresh").is_visible()


def test_the_countdown_runs(brief, opened):
    shown = opened("scan")
    shown.code()
    countdown = shown.page.get_by_test_id("countdown")
    first = countdown.inner_text()
    shown.page.wait_for_function(
        "first => document.querySelector('[data-testid=countdown]').innerText !== first", arg=first)
    shown.expect("expired", "expired_unscanned")
    assert not countdown.is_visible()


def test_the_picture_on_the_page_rotates(brief, opened):
    shown = opened("decide")
    first = shown.code()
    shown.page.wait_for_function(
        "first => document.querySelector('[data-testid=qr]').dataset.payload !== first", arg=first)
    assert scan_token(shown.code()) == scan_token(first)
