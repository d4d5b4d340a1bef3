"""Exam registration with a payment app and a social security card: rows B1 to B3, B5 and B8 of
the template `province`, and what B6 refuses without looking at a picture."""

import pytest
from browser import profile
from demo import PortalPage, WalletPage, as_json, speaks
from playwright.sync_api import expect


@pytest.fixture
def province(demos, portal_page):
    """The province's portal in a browser of its own."""
    return lambda **options: portal_page(demos("province"), **options)


@pytest.fixture
def alipay(demos, wallet_page):
    return lambda **options: wallet_page(demos("province"), "alipay", **options)


@pytest.fixture
def social_card(demos, wallet_page):
    return lambda **options: wallet_page(demos("province"), "social-card", **options)


@pytest.fixture(scope="module")
def zhang_wei(chromium, demos):
    """What the portal remembers of somebody who came in with alipay. Logging in takes a while,
    and most stories begin after it."""
    desk, hand = profile(chromium, locale="zh-CN"), profile(chromium, locale="zh-CN")
    portal = PortalPage(desk, demos("province"))
    WalletPage(hand, demos("province"), "alipay").scan(portal.login().code()).confirm()
    memory = portal.expect_in().memory()
    desk.close()
    hand.close()
    return memory


@pytest.fixture
def entered(province, alipay, zhang_wei):
    """The portal with him signed in, and his phone."""
    return province().remember(zhang_wei), alipay()


@pytest.fixture
def certifying(entered):
    """His phone stands before the camera of a face certification."""
    portal, phone = entered
    phone.scan(portal.begin("face-check").code()).accept_terms().confirm().expect("face")
    return portal, phone


def scope(phone, name):
    return phone.shown("consent").locator(f'label[data-scope="{name}"] input')


def type_password(phone, password="123456"):
    phone.expect("request", "pin").shown("pin-input").fill(password)
    phone.shown("next").click()


# B1

def test_b1_three_ways_in_stand_side_by_side_and_each_says_what_to_do(province):
    portal = province().front()
    assert portal.shown("account").locator("input:enabled").count() == 0
    tops = {portal.page.locator("section.in").nth(at).bounding_box()["y"] for at in range(3)}
    assert len(tops) == 1
    codes = portal.page.locator("[data-testid^=login-wallet-]")
    assert len({button.bounding_box()["y"] for button in codes.all()}) == 1
    for wallet, guidance in (("alipay", "打开支付宝"), ("social-card", "社保卡密码")):
        expect(portal.page.locator(f'section[data-wallet="{wallet}"]')).to_contain_text(guidance)


def test_b1_one_code_serves_both_apps_and_each_tab_guides_to_its_own(
        province, alipay, social_card):
    portal = province().login()
    tabs, guide = portal.shown("wallet-tab"), portal.shown("wallet-guide")
    assert [tab.get_attribute("data-wallet") for tab in tabs.all()] == ["alipay", "social-card"]
    expect(guide).to_contain_text("打开支付宝")
    alipay().scan(portal.code()).expect("request", "decision").shown("deny").click()
    portal.expect("denied")
    portal.shown("refresh").click()
    portal.expect("waiting")
    tabs.nth(1).click()
    expect(guide).to_contain_text("打开电子社保卡")
    social_card().scan(portal.code()).expect("request", "pin")
    portal.expect("scanned")


def test_b1_the_app_chosen_last_is_chosen_at_the_next_login(province):
    portal = province().login()
    portal.shown("wallet-tab").nth(1).click()
    portal.page.reload()
    portal.expect("waiting")
    expect(portal.shown("wallet-tab").nth(1)).to_have_attribute("aria-selected", "true")
    portal.login()
    expect(portal.shown("wallet-tab").nth(1)).to_have_attribute("aria-selected", "true")
    expect(portal.shown("wallet-guide")).to_contain_text("打开电子社保卡")


def test_b1_the_tabs_can_be_used_without_a_mouse(province):
    portal = province().login()
    portal.shown("wallet-tab").first.focus()
    portal.page.keyboard.press("ArrowRight")
    expect(portal.shown("wallet-tab").nth(1)).to_be_focused()
    expect(portal.shown("wallet-guide")).to_contain_text("打开电子社保卡")


def test_b1_the_code_in_one_apps_card_is_not_for_the_other_app(province, alipay, social_card):
    portal = province().front()
    portal.shown("login-wallet-alipay").click()
    code = portal.code('section[data-wallet="alipay"]')
    refused = social_card().scan(code)
    assert speaks(refused.expect_end("problem", problem="wallet_not_allowed"), "zh-CN")
    alipay().scan(code).confirm().expect_end("approved")
    portal.expect_in()


# B2

def test_b2_the_phone_names_all_that_the_portal_gets(province, alipay):
    portal, phone = province().login(), alipay()
    phone.scan(portal.code()).expect("request", "decision")
    expect(phone.page.locator("label[data-scope=profile]")).to_contain_text("姓名与出生日期")
    phone.confirm()
    told = portal.expect_in().claims("userinfo").keys() - {"sub", "given_name", "family_name"}
    assert told == {"name", "birthdate"}
    for name in told:
        expect(portal.fact(name)).to_be_visible()


@pytest.mark.quick
def test_b2_alipay_confirms_the_login_and_authorises_in_one_step(province, alipay):
    portal, phone = province().login(), alipay()
    phone.scan(portal.code()).expect("request", "decision")
    expect(scope(phone, "profile")).to_be_checked()
    expect(scope(phone, "phone")).not_to_be_checked()
    scope(phone, "phone").check()
    phone.confirm().expect_end("approved")
    expect(portal.expect_in().fact("phone")).to_contain_text("13800000001")
    assert portal.claims("userinfo")["name"] == "张伟"


def test_b2_what_is_optional_and_not_given_the_portal_does_not_get(entered):
    portal, _ = entered
    assert not portal.fact("phone").count()
    assert not {"phone_number", "email"} & portal.claims("userinfo").keys()


def test_b2_without_what_is_required_nothing_is_confirmed(province, alipay):
    portal, phone = province().login(), alipay()
    phone.scan(portal.code()).expect("request", "decision")
    scope(phone, "profile").uncheck()
    phone.confirm()
    assert speaks(phone.shown("missing"), "zh-CN")
    phone.expect("request", "decision")
    portal.expect("scanned")
    scope(phone, "profile").check()
    phone.confirm().expect_end("approved")
    portal.expect_in()


def test_b2_who_will_not_authorise_declines_and_the_portal_says_so(province, alipay):
    portal, phone = province().login(), alipay()
    phone.scan(portal.code()).expect("request", "decision").shown("deny").click()
    portal.expect("denied")
    portal.shown("back").click()
    portal.expect_problem("access_denied", "login")


# B3

def test_b3_the_card_asks_its_password_and_then_the_login_is_confirmed(province, social_card):
    portal, phone = province().login(), social_card()
    phone.scan(portal.code()).expect("request", "pin")
    # The word of the portal and of the card, not one of ours.
    expect(phone.page.locator("h1")).to_have_text("请输入社保卡密码")
    expect(phone.shown("progress")).to_contain_text("社保卡密码")
    type_password(phone)
    phone.confirm().expect_end("approved")
    portal.expect_in()
    assert "pin" in as_json(portal.claims("id-token")["amr"])


def test_b3_a_wrong_password_is_told_and_the_right_one_goes_on(province, social_card):
    portal, phone = province().login(), social_card()
    phone.scan(portal.code())
    type_password(phone, "111111")
    expect(phone.shown("missing")).to_contain_text("剩余次数：2")
    portal.expect("scanned")
    type_password(phone)
    phone.confirm()
    portal.expect_in()


def test_b3_three_wrong_passwords_lock_the_card_and_a_face_opens_it(province, social_card):
    portal, phone = province().login(), social_card()
    phone.scan(portal.code())
    for wrong in ("111111", "222222", "333333"):
        type_password(phone, wrong)
    expect(phone.shown("missing")).to_have_attribute("data-locked", "true")
    expect(phone.shown("pin-input")).to_be_disabled()
    phone.shown("pin-forgot").click()
    phone.shown("pin-reset").click()
    type_password(phone)
    phone.confirm()
    portal.expect_in()


def test_b3_a_locked_card_stays_locked_at_the_next_scan(province, social_card):
    portal, phone = province().login(), social_card()
    phone.scan(portal.code())
    for wrong in ("111111", "222222", "333333"):
        type_password(phone, wrong)
    phone.shown("deny").click()
    portal.expect("denied")
    portal.shown("refresh").click()
    portal.expect("waiting")
    phone.scan(portal.code()).expect("request", "pin")
    expect(phone.shown("pin-input")).to_be_disabled()


# B5

def test_b5_a_known_person_accepts_the_terms_and_passes_the_face_check(entered):
    portal, phone = entered
    phone.scan(portal.begin("face-check").code()).accept_terms().confirm().pass_face()
    phone.expect_end("approved")
    portal.expect("approved")
    expect(portal.shown("status-text")).to_contain_text("认证成功")
    expect(portal.shown("finish")).to_have_text("身份认证完成")
    # What runs down is the time for this button.
    expect(portal.shown("countdown")).to_contain_text("内点击按钮")
    portal.shown("finish").click()
    portal.expect_in()
    portal.page.locator(".certification[data-certified]").wait_for()
    claims = portal.claims("id-token-check")
    assert claims["purpose"] == "face_check" and "face" in as_json(claims["amr"])
    assert claims["sub"] == portal.claims("id-token")["sub"]


def test_b5_both_sides_keep_a_receipt_of_the_terms(certifying):
    portal, phone = certifying
    phone.pass_face()
    accepted = phone.shown("receipt").locator("[data-terms=face-notice]")
    expect(accepted).to_have_attribute("data-version", "2026-01")
    portal.shown("finish").click()
    portal.expect_in()
    claims = portal.claims("id-token-check")
    assert as_json(claims["terms"]) == [{"id": "face-notice", "version": "2026-01"}]
    assert claims["terms_accepted_at"]
    expect(portal.fact("terms")).to_contain_text("身份认证服务协议")
    phone.shown("again").click()
    phone.shown("receipts-open").click()
    phone.shown("receipts").locator("[data-terms=face-notice]").wait_for()


def test_b5_the_page_offers_only_the_app_in_which_the_person_exists(entered, social_card):
    portal, _ = entered
    # As one who chose the other tab the last time.
    portal.page.evaluate("localStorage.setItem('qrbroker.wallet', 'social-card')")
    portal.begin("face-check")
    expect(portal.shown("wallet-guide")).to_contain_text("打开支付宝")
    assert not portal.shown("wallet-tab").first.is_visible()
    refused = social_card().scan(portal.code()).expect_end("problem", problem="wallet_not_allowed")
    assert speaks(refused, "zh-CN")


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_b5_who_is_not_the_person_is_told_which_app_and_whom_to_use(entered, alipay, locale):
    portal, _ = entered
    other = alipay(locale=locale).scan(portal.begin("face-check").code(), person="li-na")
    refused = other.expect_end("problem", problem="wrong_subject")
    expect(refused).to_contain_text({
        "en-GB": "the app, and the person in it, with which you logged in",
        "zh-CN": "登录该网站时所用的 App"}[locale])


def test_b5_somebody_elses_phone_is_refused_and_told_why(entered, alipay):
    portal, phone = entered
    code = portal.begin("face-check").code()
    other = alipay().scan(code, person="li-na")
    assert speaks(other.expect_end("problem", problem="wrong_subject"), "zh-CN")
    portal.expect("waiting")
    phone.scan(code).accept_terms().confirm().pass_face()
    portal.expect("approved")


def test_b5_without_the_terms_there_is_no_face_check(entered):
    portal, phone = entered
    phone.scan(portal.begin("face-check").code()).confirm()
    assert speaks(phone.shown("missing"), "zh-CN")
    portal.expect("scanned")
    with phone.page.context.expect_page() as opened:
        phone.shown("terms").locator("a").click()
    expect(opened.value.locator("h1").first).to_be_visible()
    phone.shown("deny").click()
    portal.expect("denied")
    portal.shown("back").click()
    portal.expect_problem("access_denied", "face_check")
    portal.shown("again").click()
    portal.expect_in()
    portal.page.locator(".certification:not([data-certified])").wait_for()


def test_b5_a_certification_tells_the_portal_no_more_than_was_authorised(certifying):
    portal, phone = certifying
    phone.pass_face()
    portal.shown("finish").click()
    portal.expect_in()
    assert "phone_number" not in portal.claims("userinfo")
    assert "phone_number" not in portal.claims("userinfo-check")


def test_b5_a_certification_is_no_second_login(province, alipay):
    portal, phone = province().login(), alipay()
    phone.scan(portal.code(), person="maria-garcia").confirm()
    phone.scan(portal.expect_in().begin("face-check").code(), person="maria-garcia")
    phone.accept_terms().confirm().pass_face()
    portal.shown("finish").click()
    portal.expect_in()
    phone.shown("sign-ins-open").click()
    phone.expect("sign_ins")
    expect(phone.page.locator("[data-sign-in]")).to_have_count(1)


# B6

def test_b6_no_portrait_is_taken_before_the_face_certification(entered):
    portal, _ = entered
    expect(portal.page.locator(".upload")).to_have_attribute("data-state", "blocked")
    assert not portal.shown("portrait-file").count()


def test_b6_where_no_face_was_kept_to_compare_with_a_new_certification_is_the_way_out(certifying):
    portal, phone = certifying
    phone.pass_face()
    portal.shown("finish").click()
    portal.expect_in().shown("portrait-file").set_input_files({
        "name": "me.jpg", "mimeType": "image/jpeg", "buffer": portal.page.screenshot(type="jpeg")})
    portal.shown("portrait-send").click()
    result = portal.shown("portrait-result")
    expect(result).to_have_attribute("data-problem", "no_reference")
    assert speaks(result, "zh-CN")
    assert portal.shown("portrait").get_by_test_id("face-check").is_visible()


# B8

def test_b8_before_the_camera_the_phone_says_what_makes_it_succeed(certifying):
    _, phone = certifying
    assert speaks(phone.shown("face"), "zh-CN")
    expect(phone.shown("face")).to_contain_text("光线均匀")
    expect(phone.shown("tries-left")).to_have_attribute("data-tries", "3")


@pytest.mark.parametrize("first, second", [
    ("no_face", "many_faces"), ("too_dark", "blurred"), ("occluded", "mismatch"),
    ("not_live", "timeout")])
def test_b8_each_failed_try_says_why_what_to_do_and_how_many_are_left(certifying, first, second):
    portal, phone = certifying
    told = set()
    for reason, left in ((first, "2"), (second, "1")):
        assert speaks(phone.fail(reason), "zh-CN")
        expect(phone.shown("tries-left")).to_have_attribute("data-tries", left)
        portal.expect("face_checking", "face_retry")
        told.add(phone.shown("face-way-out").inner_text())
    assert len(told) == 2
    phone.pass_face()
    portal.expect("approved")


def test_b8_after_the_third_failed_try_a_new_code_is_needed(certifying):
    portal, phone = certifying
    for _ in range(3):
        phone.expect("face").shown("face-fail-no_face").click()
    phone.expect_end("failed", hint="face_failed")
    portal.expect("failed", "face_failed")
    portal.shown("back").click()
    portal.expect_problem("access_denied", "face_check")
    portal.shown("again").click()
    portal.expect_in()


def test_b8_a_service_that_is_out_of_order_costs_no_try(certifying):
    portal, phone = certifying
    phone.shown("face-error").click()
    assert speaks(phone.shown("face-way-out"), "zh-CN")
    expect(phone.shown("tries-left")).to_have_attribute("data-tries", "3")
    portal.expect("face_checking", "face_unavailable")
    phone.pass_face()
    portal.expect("approved")
