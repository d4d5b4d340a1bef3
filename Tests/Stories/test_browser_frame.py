"""The login page in a frame of its portal, as a browser shows it, and where it refuses to."""

import secrets

import pytest
from broker import eventually
from browser import MOBILE
from framing import Site, request_at
from house import House
from playwright.sync_api import expect
from portal import query_of
from switches import Switches
from tokens import unverified
from wallet import Phone


@pytest.fixture(scope="module")
def sites():
    """Two portals of one site with the broker, for ports do not count, and one of another."""
    made = {"portal": Site(), "sibling": Site(), "elsewhere": Site("localhost")}
    yield made
    for site in made.values():
        site.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory, sites):
    def edit(settings):
        settings["relying_parties"] += [
            site.settings(name, "sso") for name, site in sites.items()]
    house = House(tmp_path_factory.mktemp("frame"), {
        "plain": {}, "sso": {"single_sign_on": 3600}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


def hears_refusal(page, said):
    """Waits for the browser's word; it is heard only while the browser is asked something."""
    eventually(lambda: page.evaluate("true") and any("frame-ancestors" in one for one in said),
               "the browser's refusal to frame")


class Framed:
    """A portal's page that shows a login in its frame: `Framed(house, site, "portal", context)`."""

    def __init__(self, house, site, identifier, context, around=None, **changes):
        self.verifier = secrets.token_urlsafe(32)
        self.portal = site.portal(house.broker, identifier)
        self.page = context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.goto((around or site).framing(request_at(self.portal, self.verifier, **changes)))

    @property
    def frame(self):
        return self.page.frame("login")

    def within(self, test_id):
        return self.page.frame_locator("[name=login]").get_by_test_id(test_id)

    def expect(self, status):
        self.page.frame_locator("[name=login]").locator(
            f'body[data-status="{status}"]').wait_for(state="attached")

    def code(self) -> str:
        qr = self.page.frame_locator("[name=login]").locator(
            "[data-testid=qr][data-payload^=http]")
        qr.wait_for(state="visible")
        return qr.get_attribute("data-payload")

    def expect_refused(self):
        """The browser has put a page of its own there, and says why."""
        hears_refusal(self.page, self.said)
        eventually(lambda: self.page.evaluate("true") and any(
            frame.url.startswith("chrome-error:") for frame in self.page.frames), "an empty frame")

    def redeem(self):
        """What the portal gets for what the frame has brought it."""
        self.page.locator("body[data-answer]").wait_for()
        answer = query_of("http://x/" + self.page.locator("body").get_attribute("data-answer"))
        return self.portal.broker.client.post("/token", data={
            "grant_type": "authorization_code", "code": answer["code"],
            "client_id": self.portal.id, "redirect_uri": self.portal.redirect_uri,
            "code_verifier": self.verifier}).json()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.quick)])
@pytest.mark.parametrize("device", [{}, MOBILE])
def test_a_portal_that_may_shows_the_code_and_the_login_ends_with_it(
        house, sites, context_of, device, scheme):
    shown = Framed(house, sites["portal"], "portal", context_of(color_scheme=scheme, **device))
    shown.expect("waiting")
    if device:
        # The page on a phone begins with the app; here somebody else's is at hand.
        shown.within("swap-way").click()
    phone = Phone(house.broker, house.wallet)
    assert phone.scan(shown.code()).status_code == 200
    shown.expect("scanned")
    assert phone.confirm().json()["status"] == "approved"
    assert unverified(shown.redeem()["id_token"])["aud"] == "portal"
    assert shown.page.url.startswith(sites["portal"].origin), "the page around it stays"


def test_no_words_are_cut_off_in_a_narrow_frame(house, sites, context_of):
    context = context_of(viewport={"width": 360, "height": 800}, locale="zh-CN")
    shown = Framed(house, sites["portal"], "portal", context)
    shown.code()
    assert shown.frame.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth")


# How far from the middle of the page each line of the words below it stands.
OFF_THE_MIDDLE = """(words) => {
    const range = document.createRange();
    range.selectNodeContents(words);
    const middle = document.documentElement.clientWidth / 2;
    return [...range.getClientRects()].map((line) => Math.abs(line.left + line.width / 2 - middle));
}"""


def test_the_words_below_stand_in_the_middle_however_narrow_the_frame(house, sites, context_of):
    context = context_of(viewport={"width": 360, "height": 800})
    shown = Framed(house, sites["portal"], "portal", context)
    shown.code()
    lines = shown.frame.locator(".page-foot span").evaluate(OFF_THE_MIDDLE)
    assert len(lines) > 1 and max(lines) < 2


@pytest.mark.parametrize("locale, words", [
    ("en-GB", "Please try again later."), ("zh-CN", "请稍后再试。")])
def test_a_portal_that_is_switched_off_is_told_in_its_frame(
        house, sites, context_of, locale, words):
    switches = Switches(house.broker)
    switches.off(portal="portal")
    shown = Framed(house, sites["portal"], "portal", context_of(locale=locale))
    advice = shown.page.frame_locator("[name=login]").locator("#advice")
    expect(advice).to_have_text(words)
    switches.on(portal="portal")
    shown.within("refresh").click()
    shown.expect("waiting")


def test_the_portal_is_sent_back_in_the_frame_when_the_person_gives_up(
        house, sites, context_of):
    shown = Framed(house, sites["portal"], "portal", context_of())
    shown.code()
    shown.within("cancel").click()
    shown.within("back").click()
    shown.page.locator("body[data-answer*=access_denied]").wait_for()


@pytest.mark.quick
def test_another_portals_page_may_not_frame_it(house, sites, context_of):
    context = context_of()
    shown = Framed(house, sites["portal"], "portal", context, around=sites["sibling"])
    shown.expect_refused()
    Framed(house, sites["sibling"], "sibling", context).expect("waiting")


def test_a_frame_within_a_foreign_frame_is_refused(house, sites, context_of):
    """All around it must be allowed, not only the nearest."""
    portal = sites["portal"].portal(house.broker, "portal")
    page = context_of().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    inner = sites["portal"].framing(request_at(portal, "v" * 43))
    page.goto(sites["sibling"].framing(inner))
    hears_refusal(page, said)


def test_on_another_site_nothing_shows_although_it_may(house, sites, context_of):
    """Browsers keep the login's cookie from it, so the broker does not know whose login it is."""
    Framed(house, sites["elsewhere"], "elsewhere", context_of()).expect_refused()


def test_who_is_signed_in_scans_in_a_frame_and_continues_outside_of_one(
        house, sites, context_of):
    context, phone = context_of(), Phone(house.broker, house.wallet)
    first = Framed(house, sites["portal"], "portal", context)
    phone.scan(first.code())
    phone.confirm()
    assert "id_token" in first.redeem()
    again = Framed(house, sites["portal"], "portal", context, prompt="consent")
    again.code()
    assert again.within("sign-on").count() == 0
    outside = context.new_page()
    outside.goto(request_at(again.portal, again.verifier, prompt="consent"))
    outside.get_by_test_id("sign-on").wait_for()
    # The page with the offer itself does not come into a frame.
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(sites["portal"].framing(outside.url))
    hears_refusal(page, said)
