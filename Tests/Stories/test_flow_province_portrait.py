"""Exam registration of a province, row B6: the portrait is compared with the face certification.
Real models judge real photographs: one certification, then one upload for each story."""

import camera
import photographs
import pytest
from browser import MOBILE, profile
from demo import PortalPage, WalletPage, speaks
from playwright.sync_api import expect

@pytest.fixture(scope="module")
def province(demos):
    return demos("province", face="local")


@pytest.fixture(scope="module")
def desk(chromium):
    """One browser for the whole file."""
    context = profile(chromium, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture(scope="module")
def certified(chromium, province, desk):
    """What the portal remembers of somebody whose face was certified."""
    context = profile(chromium, **MOBILE, locale="zh-CN")
    portal, phone = PortalPage(desk, province), WalletPage(context, province, "alipay")
    camera.put_before(phone.page, "obama3.jpg")
    phone.scan(portal.login().code()).expect("request", "decision")
    phone.shown("consent").locator("label[data-scope=portrait] input").check()
    phone.confirm()
    phone.scan(portal.expect_in().begin("face-check").code()).expect("request", "portrait")
    send(phone, "portrait-file", "portrait.jpg", photographs.load("obama.jpg"))
    phone.shown("portrait-picture").wait_for()
    phone.next("portrait").accept_terms().confirm().expect("face")
    phone.shown("capture-start").click()
    portal.expect("approved")
    portal.shown("finish").click()
    portal.expect_in()
    context.close()
    return portal.memory()


@pytest.fixture
def portal(desk, province, certified):
    """The portal as it is right after the certification, in a tab of its own."""
    portal = PortalPage(desk, province)
    yield portal.remember(certified)
    portal.page.close()


def send(page, test_id, name, picture):
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    page.shown(test_id).set_input_files({"name": name, "mimeType": kind, "buffer": picture})


def upload(portal, picture, name="portrait.jpg"):
    send(portal, "portrait-file", name, picture)
    portal.shown("portrait-send").click()
    result = portal.shown("portrait-result")
    result.wait_for()
    return result


def reasons(result) -> set:
    expect(result).to_have_attribute("data-result", "refused")
    assert speaks(result, "zh-CN")
    return {one.get_attribute("data-reason") for one in result.locator("[data-reason]").all()}


def test_b6_a_portrait_of_the_certified_person_is_accepted(portal):
    result = upload(portal, camera.plain_portrait(portal.page, "obama.jpg"))
    expect(result).to_have_attribute("data-result", "accepted")
    expect(result).to_contain_text("照片上传通过")
    portal.page.reload()
    expect(portal.shown("portrait-result")).to_have_attribute("data-result", "accepted")


def test_b6_a_portrait_of_somebody_else_is_refused(portal):
    assert reasons(upload(portal, photographs.load("impostor_2.jpg"))) == {"mismatch"}


def test_b6_a_small_picture_is_told_all_that_is_wrong_with_it(portal):
    found = reasons(upload(portal, photographs.load("person_a_1.jpg")))
    assert {"too_few_bytes", "too_small"} <= found


def test_b6_a_png_picture_is_not_a_jpeg_picture(portal):
    found = reasons(upload(portal, portal.page.screenshot(), "portrait.png"))
    assert "wrong_format" in found


def test_b6_a_picture_without_a_face_is_refused(portal):
    assert "no_face" in reasons(upload(portal, portal.page.screenshot(type="jpeg", quality=95)))


def test_b6_a_file_that_is_no_picture_is_refused(portal):
    assert "wrong_format" in reasons(upload(portal, b"GIF89a" + bytes(30_000)))


def test_b6_a_busy_background_is_refused_and_another_picture_accepted(portal):
    assert reasons(upload(portal, photographs.load("obama.jpg"))) == {"busy_background"}
    portal.shown("portrait-another").click()
    result = upload(portal, camera.plain_portrait(portal.page, "obama.jpg"))
    expect(result).to_have_attribute("data-result", "accepted")


def test_b6_who_was_refused_can_certify_anew(portal):
    reasons(upload(portal, photographs.load("impostor_2.jpg")))
    portal.shown("portrait").get_by_test_id("face-check").click()
    portal.expect("waiting")
    portal.shown("cancel").click()
    portal.shown("back").click()
    portal.expect_problem("access_denied", "face_check")
