"""Exam registration of a province, row B7: page and app on one phone, with no second screen."""

import pytest
from browser import MOBILE
from demo import WalletPage
from playwright.sync_api import expect


@pytest.fixture
def province(demos, portal_page):
    return lambda **options: portal_page(demos("province"), **options)


@pytest.fixture
def alipay(demos, wallet_page):
    return lambda **options: wallet_page(demos("province"), "alipay", **options)


@pytest.fixture
def in_hand(province):
    """The portal on a phone, where a login waits for the app to be opened."""
    portal = province(**MOBILE).login()
    portal.shown("open-app").wait_for()
    assert not portal.shown("qr").is_visible()
    return portal


def open_app(portal):
    """Presses the button; the app opens on the same device, knowing the code."""
    with portal.page.context.expect_page() as opened:
        portal.shown("open-app").locator("a").first.click()
    return WalletPage.opened(opened.value, portal.demo)


@pytest.mark.quick
def test_b7_on_one_phone_the_app_opens_asks_and_brings_back_logged_in(in_hand):
    app = open_app(in_hand).expect("start")
    in_hand.expect("waiting")
    app.shown("scan").click()
    app.confirm().expect("return")
    in_hand.expect("confirmed", "return_to_page")
    app.shown("back-to-page").click()
    app.page.wait_for_url(in_hand.demo.portal + "/**")
    app.page.locator('body[data-portal][data-status="signed_in"]').wait_for()
    expect(app.page.locator('[data-fact="name"]')).to_contain_text("张伟")
    in_hand.expect("elsewhere")


def test_b7_declining_in_the_app_ends_the_login_on_the_page(in_hand):
    app = open_app(in_hand)
    app.shown("scan").click()
    app.expect("request", "decision").shown("not-me").click()
    app.expect_end("denied", hint="not_me")
    in_hand.expect("denied", "not_me")


def test_b7_who_would_rather_scan_with_another_phone_gets_a_code(in_hand, alipay):
    in_hand.shown("swap-way").click()
    alipay().scan(in_hand.code()).confirm()
    in_hand.expect_in()


def test_b7_a_link_sent_to_somebody_else_never_logs_in_who_sent_it(in_hand, alipay):
    link = in_hand.shown("open-app").locator("a").first.get_attribute("href")
    somebody = alipay()
    somebody.page.goto(link)
    somebody.choose("li-na").shown("scan").click()
    somebody.confirm().expect("return")
    in_hand.expect("confirmed", "return_to_page")
    somebody.shown("back-to-page").click()
    somebody.expect("problem")
    expect(somebody.page.locator("#login")).to_contain_text("这不是您开始操作时使用的浏览器")
    assert "/return/" in somebody.page.url
    # The sender's page gets nothing, now and after a reload, and cannot take it either.
    in_hand.page.reload()
    in_hand.expect("confirmed", "return_to_page")
    session = in_hand.page.evaluate(
        "fetch(`/v1/sessions/${location.pathname.split('/').at(-1)}`).then((it) => it.json())")
    assert session["status"] == "confirmed" and "result" not in session
    in_hand.shown("cancel").click()
    in_hand.expect("cancelled")


def test_b7_a_link_with_a_made_up_token_brings_nobody_back(in_hand):
    app = open_app(in_hand)
    app.shown("scan").click()
    app.confirm().expect("return")
    forger = in_hand.page.context.new_page()
    session = in_hand.page.url.split("/login/")[1].split("?")[0]
    forger.goto(f"{in_hand.demo.issuer}/return/{session}#{'A' * 22}")
    forger.locator('body[data-status="problem"]').wait_for()
    expect(forger.locator("#login")).to_contain_text("返回链接无效")
    app.shown("back-to-page").click()
    app.page.locator('body[data-portal][data-status="signed_in"]').wait_for()
