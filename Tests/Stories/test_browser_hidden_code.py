"""A page on a phone whose policy shows no code for another device, as people see it."""

import hashlib

import pytest
from browser import MOBILE
from framing import Site, request_at
from house import House
from playwright.sync_api import expect
from portal import query_of
from wallet import Phone, base64url

ANDROID = ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
           "Chrome/156.0.0.0 Mobile Safari/537.36")
ON_A_PHONE = {**MOBILE, "user_agent": ANDROID}
ON_ITS_SIDE = {**ON_A_PHONE, "viewport": {"width": 844, "height": 390}}

VERIFIER = "v" * 43

ELEMENT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title>
<meta name="viewport" content="width=device-width">
<script type="module" src="{issuer}/static/element/qr-login.js"></script>
<body><qr-login client-id="strict" redirect-uri="{origin}/callback" scope="openid" state="st-1"
  return-uri="{origin}/element" code-challenge="{challenge}" auto-redirect></qr-login></body>
</html>"""


@pytest.fixture(scope="module")
def site():
    """The portal's, which also plays the app: what the button opens is a page of it."""
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory, site):
    def edit(settings):
        for wallet in settings["wallets"]:
            wallet["deep_link"] = site.origin + "/app?code={payload}"
        settings["relying_parties"].append(site.settings(
            "strict", "hide", wallets=["demo-wallet"], frame_ancestors=None,
            return_uris=[site.origin + "/element"]))
    house = House(tmp_path_factory.mktemp("no-code"), {
        "plain": {}, "hide": {"cross_device_on_phones": "hide"}}, edit)
    house.broker.start()
    site.pages["/app"] = "<!doctype html><title>App</title>"
    site.pages["/element"] = ELEMENT.format(
        issuer=house.broker.issuer, origin=site.origin,
        challenge=base64url(hashlib.sha256(VERIFIER.encode()).digest()))
    yield house
    house.broker.stop()


@pytest.fixture
def waiting(house, site, context_of):
    """A login that waits, on the broker's page or on the portal's own."""
    def open_page(way, **options):
        page = context_of(**options).new_page()
        if way == "hosted":
            page.goto(request_at(site.portal(house.broker, "strict"), VERIFIER))
        else:
            page.goto(site.origin + "/element")
        host = "body" if way == "hosted" else "qr-login"
        page.locator(f'{host}[data-status="waiting"]').wait_for(state="attached")
        return page
    return open_page


def assert_no_code(page):
    expect(page.get_by_test_id("open-app").locator("a")).to_be_visible()
    expect(page.get_by_test_id("same-device-only")).to_be_visible()
    for test_id in ("qr", "user-code", "swap-way"):
        expect(page.get_by_test_id(test_id)).not_to_be_visible()
    assert page.locator("[data-testid=qr][data-payload]").count() == 0, "nor below the surface"


@pytest.mark.quick
@pytest.mark.parametrize("way", ["hosted", "element"])
def test_on_a_phone_the_app_is_opened_and_brings_back_logged_in(house, site, waiting, way):
    page = waiting(way, **ON_A_PHONE)
    assert_no_code(page)
    with page.context.expect_page() as opened:
        page.get_by_test_id("open-app").locator("a").click()
    opened.value.wait_for_load_state()
    device = Phone(house.broker, house.wallet)
    shown = device.scan(query_of(opened.value.url)["code"]).json()
    assert shown["same_device"] is True
    back = page.context.new_page()
    back.goto(device.confirm().json()["return_to"])
    back.wait_for_url(site.origin + "/callback?**")
    portal = site.portal(house.broker, "strict")
    answer = portal.broker.client.post("/token", data={
        "grant_type": "authorization_code", "code": query_of(back.url)["code"],
        "client_id": "strict", "redirect_uri": portal.redirect_uri, "code_verifier": VERIFIER})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("way", ["hosted", "element"])
@pytest.mark.parametrize("options", [ON_ITS_SIDE, {"user_agent": ANDROID}])
def test_a_phone_has_none_however_large_its_screen_seems(waiting, way, options):
    assert_no_code(waiting(way, **options))


@pytest.mark.parametrize("locale, words, never", [
    ("en-GB", ["on this phone", "Install the app", "on a computer"], "Scan this code"),
    ("zh-CN", ["请在本机打开", "请先在本机安装", "在电脑上打开本网站"], "扫描二维码")])
def test_the_words_say_what_to_do_without_an_app(waiting, locale, words, never):
    page = waiting("hosted", locale=locale, **ON_A_PHONE)
    assert_no_code(page)
    said = page.locator("#login").inner_text()
    assert all(one in said for one in words) and never not in said
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_reload_brings_no_code(waiting):
    page = waiting("hosted", **ON_A_PHONE)
    page.reload()
    page.locator('body[data-status="waiting"]').wait_for(state="attached")
    assert_no_code(page)


@pytest.mark.parametrize("way", ["hosted", "element"])
def test_at_a_desk_the_same_policy_shows_the_code(house, site, waiting, way):
    page = waiting(way)
    qr = page.locator("[data-testid=qr][data-payload^=http]")
    qr.wait_for(state="visible")
    expect(page.get_by_test_id("same-device-only")).not_to_be_visible()
    device = Phone(house.broker, house.wallet)
    assert device.scan(qr.get_attribute("data-payload")).json()["same_device"] is False
    assert device.confirm().json()["status"] == "approved"
    page.wait_for_url(site.origin + "/callback?**")
