"""A person signs in to the demo portal in a real browser; the phone sees only its screen."""

import re
import subprocess

import pytest
from browser import Camera, Window

WAYS = pytest.mark.parametrize("way", ["hosted", "embedded"])
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.quick
@WAYS
def test_scan_confirm_face_and_the_portal_shows_who_it_is(window, camera, way):
    browser, phone = window(way).open(), camera()
    scanned = phone.scan(browser.page)
    assert scanned["status"] == "scanned" and scanned["asks"]["face"] is True
    browser.expect("scanned", "confirm_on_phone")
    assert browser.was_not_reloaded()
    assert not browser.shown("qr").is_visible()
    assert phone.run("--approve", "--face", "timeout", status=None)["status"] == "face_checking"
    browser.expect("face_checking", "face_on_phone")
    assert browser.was_not_reloaded()
    assert phone.run("--approve", "--face", "pass")["status"] in ("approved", "redeemed")
    claims = browser.expect_signed_in()
    assert claims["name"] == "张伟" and claims["sub"] != "zhang-wei"
    assert browser.page.url.startswith(browser.demo.portal)
    assert "code=" not in browser.page.url, "the code must not stay in the address"
    assert not browser.faults


@WAYS
def test_this_was_not_me(window, camera, way):
    browser, phone = window(way).open(), camera()
    phone.photograph(browser.page).run("--deny", "not_me")
    browser.expect("denied", "not_me")
    assert browser.was_not_reloaded()
    browser.shown("back").click()
    problem = browser.shown("problem")
    problem.wait_for()
    assert problem.get_attribute("data-reason") == "access_denied"


@WAYS
def test_the_face_is_not_recognised_until_no_try_is_left(window, camera, way):
    browser, phone = window(way).open(), camera()
    phone.scan(browser.page)
    phone.run("--approve", "--face", "fail:too_dark", "--face-times", "1", status=None)
    browser.expect("face_checking", "face_retry")
    phone.run("--approve", "--face", "fail:mismatch", "--face-times", "3", status=5)
    browser.expect("failed", "face_failed")
    assert browser.was_not_reloaded()
    assert browser.shown("refresh").is_visible()


@WAYS
def test_cancelling_on_the_page_while_the_phone_decides(window, camera, way):
    browser, phone = window(way).open(), camera()
    phone.scan(browser.page)
    browser.expect("scanned")
    browser.shown("cancel").click()
    browser.expect("cancelled", "cancelled_by_page")
    assert "session_over" in str(phone.run("--approve", status=4))


@WAYS
def test_a_second_phone_is_refused_and_the_first_is_warned(window, camera, way):
    browser, first, second = window(way).open(), camera(), camera(person="li-na")
    first.photograph(browser.page)
    second.photograph(browser.page)
    first.run("--scan-only")
    browser.expect("scanned")
    assert "already_scanned" in str(second.run("--scan-only", status=4))
    done = first.run("--approve", "--face", "pass")
    assert done["status"] in ("approved", "redeemed") and "second_scan" in done["warnings"]
    assert browser.expect_signed_in()["name"] == "张伟"


@WAYS
def test_reloading_the_page_in_the_middle_goes_on_with_the_same_login(window, camera, way):
    browser, phone = window(way).open(), camera()
    code = browser.shown("user-code").inner_text()
    browser.page.reload()
    browser.expect("waiting")
    assert browser.shown("user-code").inner_text() == code
    phone.scan(browser.page)
    browser.expect("scanned")
    browser.page.reload()
    browser.expect("scanned", "confirm_on_phone")
    phone.run("--approve", "--face", "pass")
    assert browser.expect_signed_in()["name"] == "张伟"


@WAYS
def test_refreshing_after_a_denial_gives_a_new_code_that_works(window, camera, way):
    browser, phone = window(way).open(), camera()
    phone.photograph(browser.page).run("--deny", "changed_mind")
    browser.expect("denied", "denied")
    browser.shown("refresh").click()
    browser.expect("waiting")
    phone.photograph(browser.page).run("--approve", "--face", "pass")
    assert browser.expect_signed_in()["name"] == "张伟"


def test_two_tabs_with_two_logins_do_not_disturb_each_other(window, camera):
    first, second = window("hosted").open(), window("hosted").open()
    first.page.bring_to_front()
    camera().scan(first.page)
    first.expect("scanned")
    second.page.bring_to_front()
    second.expect("waiting")
    phone = camera(person="li-na")
    phone.photograph(second.page).run("--approve", "--face", "pass")
    assert second.expect_signed_in()["name"] == "李娜"
    first.expect("scanned")


@pytest.mark.quick
@WAYS
@pytest.mark.parametrize("locale, chinese", [
    ("zh-CN", True), pytest.param("en-GB", False, marks=pytest.mark.slow),
    pytest.param("fr-FR", False, marks=pytest.mark.slow)])
def test_the_page_speaks_the_language_of_the_browser(window, way, locale, chinese):
    browser = window(way, locale=locale).open()
    for part in ("status-text", "cancel"):
        text = browser.shown(part).inner_text()
        assert bool(CHINESE.search(text)) == chinese, text
    assert browser.page.locator("html").get_attribute("lang").startswith("zh" if chinese else "en")


def test_the_language_can_be_switched_on_the_page_and_is_remembered(window):
    browser = window("hosted", locale="en-GB").open()
    browser.page.locator("#language").click()
    browser.expect("waiting")
    assert CHINESE.search(browser.shown("status-text").inner_text())
    browser.page.reload()
    browser.expect("waiting")
    assert CHINESE.search(browser.shown("status-text").inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("reader", ["zbarimg", "ZXingReader"])
def test_the_code_on_the_screen_is_read_by_other_scanners(window, camera, scheme, reader):
    """Dark on white also in dark mode."""
    browser = window("hosted", color_scheme=scheme).open()
    picture = camera().photograph(browser.page).picture
    command = {"zbarimg": ["zbarimg", "-q", "--raw"], "ZXingReader": ["ZXingReader"]}[reader]
    read = subprocess.run([*command, str(picture)], capture_output=True, text=True)
    assert browser.demo.issuer + "/q/" in read.stdout, read


def test_the_page_works_by_keyboard(window):
    browser = window("hosted").open()
    for _ in range(20):
        browser.page.keyboard.press("Tab")
        if browser.page.evaluate(
                "document.activeElement.getAttribute('data-testid')") == "cancel":
            break
    else:
        raise AssertionError("the cancel button is not reached by the tab key")
    browser.page.keyboard.press("Enter")
    browser.expect("cancelled", "cancelled_by_page")


def test_the_broker_dies_and_comes_back_while_the_page_waits(own_demo, context_of, tmp_path):
    """The page says that it is cut off, and goes on by itself with the same code."""
    demo = own_demo()
    browser = Window(context_of(), demo, "hosted").open()
    code = browser.shown("user-code").inner_text()
    demo.crash()
    browser.shown("connection").wait_for(state="visible")
    demo.start()
    browser.shown("connection").wait_for(state="hidden")
    assert browser.was_not_reloaded() and browser.shown("user-code").inner_text() == code
    phone = Camera(demo.wallet_key, tmp_path / "phone")
    phone.photograph(browser.page).run("--approve", "--face", "pass")
    assert browser.expect_signed_in()["name"] == "张伟"
