"""A city's identity platform: rows E1, E3 and E4 of the template `city`. One mini-program inside
three host apps, and services that open level by level."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import MOBILE
from demo import WalletPage, as_json, speaks
from playwright.sync_api import expect

APPS = {"wechat": "微信", "baidu": "百度", "alipay": "支付宝"}

LEVEL = "urn:qrbroker:acr:"

UP_TO_2 = ["news", "appointments", "residence", "school"]
UP_TO_3 = [*UP_TO_2, "fund", "insurance"]


@pytest.fixture
def city(demos, portal_page):
    """The portal in a browser of its own."""
    return lambda **options: portal_page(demos("city"), **options)


@pytest.fixture
def program(demos, wallet_page):
    """The mini-program on a phone of its own: `program("baidu")`."""
    def make(app="wechat", **options):
        phone = wallet_page(demos("city"), "jingtong", **options)
        phone.query += f"&app={app}"
        return phone
    return make


@pytest.fixture
def entered(city, program):
    """Somebody who is logged in; portal and phone."""
    def make(person, app="wechat"):
        portal, phone = city().login(), program(app)
        phone.scan(portal.code(), person=person).confirm().expect_end("approved")
        return portal.expect_in(), phone
    return make


def open_services(portal) -> list[str]:
    return [one.get_attribute("data-service")
            for one in portal.shown("services").locator("a[data-service]").all()]


def needs(portal) -> dict:
    """Which level the services that are closed are waiting for."""
    return {one.get_attribute("data-service"): one.get_attribute("data-needs")
            for one in portal.shown("services").locator("div[data-service]").all()}


def apps_in(links) -> dict:
    """What each link hands to which app."""
    queries = (parse_qs(urlsplit(one.get_attribute("href")).query) for one in links.all())
    return {query["app"][0]: query["code"][0] for query in queries}


# E1

@pytest.mark.parametrize("app", ["wechat", "baidu", "alipay"])
def test_e1_the_mini_program_in_any_of_its_host_apps_scans_and_confirms(city, program, app):
    portal, phone = city().login(), program(app)
    expect(portal.shown("wallet-guide")).to_contain_text("京通")
    hosts = portal.shown("host-apps").locator("li[data-app]")
    assert [one.get_attribute("data-app") for one in hosts.all()] == list(APPS)
    phone.scan(portal.code(), person="li-na").expect("request", "decision")
    expect(phone.shown("wallet-name")).to_contain_text("京通")
    expect(phone.shown("host-app")).to_have_attribute("data-app", app)
    expect(phone.shown("host-app")).to_contain_text(APPS[app])
    portal.expect("scanned", "confirm_on_phone")
    phone.confirm().expect_end("approved")
    expect(portal.expect_in().fact("name")).to_contain_text("李娜")


def test_e1_a_camera_that_knows_nothing_is_led_to_each_of_the_apps(city, context_of):
    code = city().login().code()
    page = context_of(**MOBILE, locale="zh-CN").new_page()
    page.goto(code)
    links = page.get_by_test_id("wallet-list").locator("li[data-wallet=jingtong] a[data-app]")
    links.first.wait_for()
    assert apps_in(links) == {app: code for app in APPS}


def test_e1_on_a_phone_each_of_the_apps_opens_and_brings_back(city, demos):
    portal = city(**MOBILE).login()
    links = portal.shown("open-app").locator("a[data-app]")
    links.first.wait_for()
    codes = apps_in(links)
    assert list(codes) == list(APPS) and len(set(codes.values())) == 1
    assert re.search(r"\.here\.[\w-]+$", codes["baidu"])
    with portal.page.context.expect_page() as opened:
        portal.shown("open-app").locator("a[data-app=baidu]").click()
    phone = WalletPage.opened(opened.value, demos("city")).expect("start").choose("li-na")
    expect(phone.shown("host-app")).to_have_attribute("data-app", "baidu")
    phone.shown("scan").click()
    # It goes back by itself.
    phone.confirm()
    phone.page.locator('body[data-portal=city][data-status="signed_in"]').wait_for()


# E3

@pytest.mark.quick
def test_e3_services_above_the_level_are_closed_and_say_what_they_need(entered):
    portal, _ = entered("li-na")
    expect(portal.shown("ladder")).to_have_attribute("data-level", "2")
    assert portal.claims("id-token")["acr"] == LEVEL + "2"
    assert open_services(portal) == UP_TO_2
    assert needs(portal) == {"fund": "3", "insurance": "3", "property": "4"}
    expect(portal.page.locator("div[data-service=fund]")).to_contain_text("需 L3 认证")


def test_e3_a_portal_that_knows_no_organisations_says_nothing_of_acting_for(entered):
    portal, _ = entered("li-na")
    expect(portal.fact("name")).to_be_visible()
    assert not portal.fact("for_whom").count()


def test_e3_an_address_opens_no_service_above_the_level(entered):
    portal, _ = entered("li-na")
    for service in ("fund", "property"):
        portal.page.goto(f"{portal.demo.portal}/#{service}")
        expect(portal.shown("services").first).to_be_visible()
        assert not portal.shown("service-page").count()
    portal.page.goto(f"{portal.demo.portal}/#school")
    expect(portal.shown("service-page")).to_have_attribute("data-service", "school")


# E4

def test_e4_a_face_check_raises_the_level_and_it_is_kept(entered):
    portal, phone = entered("zhang-wei", "baidu")
    phone.scan(portal.begin("face-check").code())
    phone.accept_terms().confirm().expect("face")
    portal.expect("face_checking", "face_on_phone")
    phone.pass_face().expect_end("approved")
    portal.expect("approved")
    expect(portal.shown("finish")).to_have_text("身份认证完成")
    portal.shown("finish").click()
    expect(portal.expect_in().shown("ladder")).to_have_attribute("data-level", "3")
    claims = portal.claims("id-token-check")
    assert claims["acr"] == LEVEL + "3" and claims["purpose"] == "face_check"
    assert claims["sub"] == portal.claims("id-token")["sub"]
    assert open_services(portal) == UP_TO_3 and needs(portal) == {"property": "4"}
    assert not portal.shown("face-check").count()
    # The next login in another browser, by another phone in another app, has it too.
    again, _ = entered("zhang-wei", "alipay")
    expect(again.shown("ladder")).to_have_attribute("data-level", "3")
    later = again.claims("id-token")
    assert later["acr"] == LEVEL + "3" and "face" not in as_json(later["amr"])
    assert later["sub"] == claims["sub"], "whichever app it was"
    assert open_services(again) == UP_TO_3


def test_e4_a_face_check_that_fails_leaves_the_level_as_it_is(entered):
    portal, phone = entered("maria-garcia")
    phone.scan(portal.begin("face-check").code(), person="maria-garcia")
    phone.accept_terms().confirm()
    for _ in range(3):
        assert phone.expect("face")
        phone.shown("face-fail-not_live").click()
    assert speaks(phone.expect_end("failed", hint="face_failed"), "zh-CN")
    portal.expect("failed", "face_failed")
    portal.shown("back").click()
    portal.expect_problem("access_denied", "face_check")
    portal.shown("again").click()
    expect(portal.expect_in().shown("ladder")).to_have_attribute("data-level", "2")
    assert open_services(portal) == UP_TO_2
    assert portal.shown("face-check").is_enabled()
