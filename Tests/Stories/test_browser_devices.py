"""The list of phones in the wallet: a person finds a lost one, removes it, and that phone hears so."""

import re

import pytest
from browser import MOBILE, Window
from phone_page import PhonePage, code_of
from playwright.sync_api import expect

CHINESE = re.compile("[\u4e00-\u9fff]")
# Not the one whom the page begins with, so that she has only the phones that a story gives her.
PERSON = "li-na"


@pytest.fixture
def home(own_demo):
    """A demo whose people have no phones yet."""
    return own_demo()


@pytest.fixture
def phone_page(context_of, home):
    return lambda **options: PhonePage(context_of(**{**MOBILE, **options}), home)


@pytest.fixture
def portal(context_of, home):
    """The portal on some desktop."""
    return lambda: Window(context_of(), home, "hosted").open()


def use(phone, portal, person=PERSON):
    """A whole login."""
    phone.scan(code_of(portal), person=person).confirm().expect("face")
    phone.shown("face-pass").click()
    phone.expect("end")
    portal.expect_signed_in()


def listed(phone, person=PERSON):
    phone.open(person=person).shown("devices-open").click()
    phone.expect("devices")
    return phone.page.locator("[data-device]")


def remove(phone):
    """The other phone; `phone` shows the list of two."""
    other = phone.page.locator("[data-own=false]")
    other.get_by_test_id("device-remove").click()
    other.get_by_test_id("device-remove-sure").click()
    expect(phone.shown("device-removed")).to_have_attribute("data-removed", "true")


def test_a_lost_phone_is_found_and_removed(phone_page, portal):
    lost, kept, stranger = phone_page(), phone_page(), phone_page()
    use(lost, portal())
    foreign = {one.get_attribute("data-device") for one in listed(stranger, "zhang-wei").all()}
    expect(listed(kept)).to_have_count(2)
    hers = {one.get_attribute("data-device") for one in kept.page.locator("[data-device]").all()}
    assert foreign and not foreign & hers
    own, other = (kept.page.locator(f"[data-own={one}]") for one in ("true", "false"))
    expect(own.get_by_test_id("device-remove")).to_have_count(0)
    assert "Not used yet" in own.inner_text()
    words = other.inner_text()
    assert "Demo exam portal" in words and "127.0.0.1" in words and "Chrome" in words
    # Asked first; the question can be taken back.
    ask, sure = (other.get_by_test_id(f"device-remove{one}") for one in ("", "-sure"))
    expect(sure).to_be_hidden()
    ask.click()
    expect(sure).to_be_focused()
    other.get_by_test_id("device-remove-not").click()
    expect(sure).to_be_hidden()
    expect(ask).to_be_focused()
    remove(kept)
    expect(kept.page.locator("[data-device]")).to_have_count(1)
    # The one that is gone hears so, wherever it is.
    lost.open(person=PERSON)
    expect(lost.shown("phone-removed")).to_be_visible()
    lost.shown("devices-open").click()
    lost.expect("problem")
    expect(lost.shown("result")).to_have_attribute("data-problem", "phone_removed")
    assert "no longer sign in for you" in lost.shown("result").inner_text()
    assert "invalid" not in lost.page.inner_text("body")
    assert not lost.faults + kept.faults + stranger.faults


def test_a_phone_removed_in_the_middle_of_a_login_hears_so(phone_page, portal):
    lost, kept, browser = phone_page(), phone_page(), portal()
    lost.scan(code_of(browser), person=PERSON).expect("request")
    listed(kept)
    remove(kept)
    # By itself: it asks again and again how the login stands.
    lost.expect("problem")
    expect(lost.shown("result")).to_have_attribute("data-problem", "phone_removed")
    browser.expect("scanned")


def test_a_phone_that_is_found_again_is_added_anew(phone_page, portal):
    lost, kept = phone_page(), phone_page()
    before = listed(lost).get_attribute("data-device")
    listed(kept)
    remove(kept)
    lost.open(person=PERSON)
    lost.shown("phone-renew").click()
    expect(lost.shown("phone-removed")).to_have_count(0)
    use(lost, portal())
    listed(lost)
    after = lost.page.locator("[data-own=true]").get_attribute("data-device")
    assert after != before
    expect(listed(kept)).to_have_count(2)
    # Another person of the same page was not touched by any of it.
    lost.open(person="zhang-wei")
    expect(lost.shown("phone-removed")).to_have_count(0)


def test_a_phone_that_two_remove_is_gone_once(phone_page):
    lost, first, second = phone_page(), phone_page(), phone_page()
    gone = listed(lost).get_attribute("data-device")
    listed(first)
    listed(second)
    for phone, removed in ((first, "true"), (second, "false")):
        entry = phone.page.locator(f'[data-device="{gone}"]')
        entry.get_by_test_id("device-remove").click()
        entry.get_by_test_id("device-remove-sure").click()
        expect(phone.shown("device-removed")).to_have_attribute("data-removed", removed)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale, chinese", [("zh-CN", True), ("en-GB", False)])
def test_the_list_speaks_both_languages_and_fits(home, phone_page, locale, chinese, scheme, width):
    other = phone_page()
    listed(other)
    phone = phone_page(locale=locale, color_scheme=scheme, viewport={"width": width, "height": 844})
    listed(phone)
    phone.page.locator("[data-own=false]").get_by_test_id("device-remove").first.click()
    words = phone.page.locator("h1, .entry, .sure, .screen > p").all_inner_texts()
    said = " ".join(words).replace("李娜", "")
    assert bool(CHINESE.search(said)) == chinese
    assert not re.search(r"devices\.|\{\w+\}|undefined|null", said), said
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
