"""Both screens in a browser: the portal on a desktop, the demo wallet on a phone."""

import re

import pytest
from browser import MOBILE
from colours import COLOURS
from phone_page import PhonePage, code_of
from playwright.sync_api import expect

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def phone_page(context_of, demo):
    return lambda **options: PhonePage(context_of(**MOBILE, **options), demo)


@pytest.mark.quick
@pytest.mark.parametrize("way", ["hosted", "embedded"])
def test_scan_confirm_face_with_the_phone_page(window, phone_page, way):
    browser, phone = window(way).open(), phone_page()
    phone.scan(code_of(browser))
    phone.expect("request")
    browser.expect("scanned")
    requester = phone.shown("requester")
    assert "127.0.0.1" in requester.inner_text()
    phone.confirm().expect("face")
    browser.expect("face_checking", "face_on_phone")
    phone.shown("face-pass").click()
    phone.expect("end")
    expect(phone.shown("result")).to_have_attribute("data-result", "approved")
    assert browser.expect_signed_in()["name"] == "张伟"
    assert not phone.faults and not browser.faults


def test_who_works_by_keyboard_begins_each_screen_at_its_heading(window, phone_page):
    browser, phone = window("hosted").open(), phone_page()
    phone.scan(code_of(browser))
    phone.expect("request")
    heading = phone.page.locator("h1")
    expect(heading).to_be_focused()
    # What could not be sent can be pressed again where one is.
    phone.page.context.set_offline(True)
    phone.shown("confirm").focus()
    phone.page.keyboard.press("Enter")
    expect(phone.shown("passing")).to_be_visible()
    expect(phone.shown("confirm")).to_be_focused()
    phone.page.context.set_offline(False)
    phone.page.keyboard.press("Enter")
    phone.expect("face")
    expect(heading).to_be_focused()


def test_the_typed_code_asks_for_the_number_on_the_screen(window, phone_page):
    browser, phone = window("hosted").open(), phone_page()
    phone.scan(browser.shown("user-code").inner_text(), person="maria-garcia")
    phone.expect("request")
    number = browser.shown("match-number").inner_text()
    assert re.fullmatch("[0-9]{2}", number)
    phone.shown("number-input").fill(number)
    phone.confirm().expect("face")
    phone.shown("face-pass").click()
    assert browser.expect_signed_in()["name"] == "María García"


def test_a_wrong_number_ends_it(window, phone_page):
    browser, phone = window("hosted").open(), phone_page()
    phone.scan(browser.shown("user-code").inner_text())
    phone.expect("request")
    number = browser.shown("match-number").inner_text()
    phone.shown("number-input").fill(f"{(int(number) + 1) % 100:02d}")
    phone.confirm()
    browser.expect("failed", "wrong_number")


def test_the_phone_page_says_this_was_not_me(window, phone_page):
    browser, phone = window("embedded").open(), phone_page()
    phone.scan(code_of(browser))
    phone.expect("request")
    phone.shown("not-me").click()
    phone.expect("end")
    expect(phone.shown("result")).to_have_attribute("data-result", "denied")
    browser.expect("denied", "not_me")


# A button as it is drawn: its place, its letters, and the contrast of its ground with its words and
# with what is behind it.
DRAWN = "(button) => {" + COLOURS + """
    const style = getComputedStyle(button), place = button.getBoundingClientRect();
    return {
        left: place.left, right: place.right, top: place.top, width: place.width,
        height: place.height, letters: [style.fontSize, style.fontWeight, style.opacity],
        words: contrast(style.color, ground(button)),
        behind: contrast(ground(button), ground(button.parentElement)),
    };
}"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_is_drawn_as_large_as_yes(window, phone_page, width, scheme):
    """Who is asked must not be led to say yes."""
    browser = window("hosted").open()
    phone = phone_page(color_scheme=scheme)
    phone.page.set_viewport_size({"width": width, "height": 800})
    phone.scan(code_of(browser)).expect("request")
    no, yes = (phone.shown(name).evaluate(DRAWN) for name in ("deny", "confirm"))
    for part in ("width", "height", "top"):
        assert no[part] == pytest.approx(yes[part], abs=1), part
    assert no["letters"] == yes["letters"]
    assert 0 < yes["left"] - no["right"] < no["width"] / 4, "side by side, and no comes first"
    for button in (no, yes):
        assert button["words"] >= 4.5 and button["behind"] >= 4.5


def test_three_failed_faces_on_the_phone_page(window, phone_page):
    browser, phone = window("hosted").open(), phone_page()
    phone.scan(code_of(browser)).confirm().expect("face")
    for left in ("2", "1"):
        phone.shown("face-fail-too_dark").click()
        phone.page.locator(f'[data-testid=tries-left][data-tries="{left}"]').wait_for()
        browser.expect("face_checking", "face_retry")
        assert phone.shown("face-advice").get_attribute("data-reason") == "too_dark"
    phone.shown("face-fail-mismatch").click()
    phone.expect("end")
    browser.expect("failed", "face_failed")


def test_the_page_cancels_and_the_phone_hears_of_it(window, phone_page):
    browser, phone = window("hosted").open(), phone_page()
    phone.scan(code_of(browser)).expect("request")
    browser.shown("cancel").click()
    phone.expect("end")
    expect(phone.shown("result")).to_have_attribute("data-result", "cancelled")


def test_the_phone_page_warns_of_a_second_scan(window, phone_page):
    browser, first, second = window("hosted").open(), phone_page(), phone_page()
    code = code_of(browser)
    first.scan(code).expect("request")
    second.scan(code, person="li-na").expect("problem")
    assert "already_scanned" in second.shown("result").get_attribute("data-problem")
    first.page.locator("[data-warning=second_scan]").wait_for()


@pytest.mark.parametrize("locale, chinese", [("zh-CN", True), ("en-GB", False)])
def test_the_phone_page_speaks_both_languages(window, phone_page, locale, chinese):
    browser, phone = window("hosted").open(), phone_page(locale=locale)
    phone.scan(code_of(browser), person="maria-garcia").expect("request")
    for part in ("confirm", "deny", "not-me"):
        assert bool(CHINESE.search(phone.shown(part).inner_text())) == chinese


def test_the_phone_page_fits_the_screen(window, phone_page):
    browser, phone = window("hosted").open(), phone_page()
    phone.scan(code_of(browser)).expect("request")
    assert phone.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_any_camera_leads_to_the_landing_page_and_on_to_the_wallet(window, phone_page):
    """What a camera app does: it opens the payload; the person picks the wallet and goes on."""
    browser, phone = window("hosted").open(), phone_page()
    phone.page.goto(code_of(browser))
    link = phone.shown("wallet-list").locator("li a").first
    link.wait_for()
    address = link.get_attribute("href")
    assert address.startswith(phone.demo.wallet)
    phone.page.goto(address)
    phone.expect("start")
    browser.expect("waiting")
    phone.shown("scan").click()
    phone.expect("request")
    # Anybody can send a link: a code that came by one needs the number from the screen.
    phone.shown("number-input").fill(browser.shown("match-number").inner_text())
    phone.confirm().expect("face")
    phone.shown("face-pass").click()
    assert browser.expect_signed_in()["name"]
