"""Exam registration with a national identity app: rows A1 to A4 and A6 of the template `exam`."""

import re

import pytest
from demo import as_json, speaks
from playwright.sync_api import expect

SYSTEMS = ["gaokao", "adult", "self_study", "postgraduate", "teacher"]

LANGUAGES = pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])


@pytest.fixture
def exam(demos, portal_page):
    """The exam portal in a browser of its own."""
    return lambda **options: portal_page(demos("exam"), **options)


@pytest.fixture
def app(demos, wallet_page):
    """The identity app on a phone of its own."""
    return lambda **options: wallet_page(demos("exam"), "state-id", **options)


@pytest.fixture
def entered(exam, app):
    """A candidate who is logged in; portal and phone."""
    portal, phone = exam().login(), app()
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    return portal.expect_in(), phone


def choose(phone, credential):
    """Picks it in the list of the login that the phone has scanned."""
    phone.expect("request", "credential")
    phone.page.locator(f'label[data-credential="{credential}"]').click()


def issue(phone, document="resident-id"):
    """The candidate goes to the credentials, and begins to get one."""
    phone.expect("start").shown("credentials-open").click()
    phone.shown("credential-issue").click()
    phone.page.locator(f'[data-testid=issue-type][data-type="{document}"]').click()
    phone.shown("issue-read").wait_for()


def issued(phone, number="13900000001") -> str:
    """The rest of the way, once the document is read; the id of the new credential."""
    phone.shown("issue-face-pass").click()
    phone.shown("issue-number-input").fill(number)
    phone.shown("issue-go").click()
    kind = phone.shown("issue-done").get_attribute("data-kind")
    phone.shown("issue-finish").click()
    phone.shown("credential-back").click()
    new = phone.page.locator('[data-credential^="cred-"]')
    expect(new).to_have_attribute("data-state", "valid")
    return new.get_attribute("data-credential"), kind


# A1

def test_a1_registering_ends_in_a_verified_identity_and_a_button_that_leads_on(exam, app):
    portal, phone = exam().front().begin("register"), app()
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    phone.expect_end("approved")
    portal.expect("approved")
    expect(portal.shown("status-text")).to_contain_text("认证成功")
    expect(portal.shown("finish")).to_have_text("继续登录")
    portal.shown("finish").click()
    portal.expect_ended("registered")
    expect(portal.shown("registered")).to_contain_text("张伟")
    assert portal.claims("id-token")["purpose"] == "register"


def test_a1_a_registration_is_no_login(exam, app):
    portal, phone = exam().front().begin("register"), app()
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    portal.shown("finish").click()
    portal.expect_ended("registered")
    portal.page.reload()
    portal.expect("front")
    # The broker remembers nobody either: it asks for a scan.
    portal.begin("login-hosted")
    assert portal.code()
    assert not portal.shown("sign-on").count()


def test_a1_a_registration_is_no_browser_the_phone_lists_as_signed_in(exam, app):
    portal, phone = exam().front().begin("register"), app()
    # Nobody else in these stories is María, so that no other login of hers is listed.
    phone.scan(portal.code(), person="maria-garcia").next("credential").confirm().pass_face()
    portal.shown("finish").click()
    portal.expect_ended("registered")
    phone.shown("sign-ins-open").click()
    phone.expect("sign_ins")
    assert not phone.page.locator("[data-sign-in]").count()


def test_a1_the_button_after_registering_leads_to_a_login(exam, app):
    portal, phone = exam().front().begin("register"), app()
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    portal.shown("finish").click()
    portal.begin("go-login")
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    portal.expect_in()
    assert "purpose" not in portal.claims("id-token")


def test_a1_a_declined_registration_says_so_and_can_begin_again(exam, app):
    portal, phone = exam().front().begin("register"), app()
    phone.scan(portal.code()).expect("request", "credential").shown("deny").click()
    phone.expect_end("denied")
    portal.expect("denied", "denied")
    portal.shown("back").click()
    portal.expect_problem("access_denied", "register")
    portal.shown("again").click()
    portal.expect("front")


def test_a1_a_registration_whose_face_check_fails_verifies_nobody(exam, app):
    portal, phone = exam().front().begin("register"), app()
    phone.scan(portal.code()).next("credential").confirm()
    for _ in range(3):
        phone.expect("face").shown("face-fail-mismatch").click()
    phone.expect_end("failed", hint="face_failed")
    portal.expect("failed", "face_failed")
    assert not portal.shown("finish").is_visible()
    portal.shown("refresh").click()
    portal.expect("waiting")


# A2

@pytest.mark.quick
def test_a2_logging_in_with_a_credential_and_a_face(exam, app):
    portal, phone = exam().login(), app()
    phone.scan(portal.code())
    choose(phone, "resident-id")
    portal.expect("scanned", "confirm_on_phone")
    phone.next("credential").expect("request", "decision")
    expect(phone.page.locator("[data-chosen=credential] dd")).to_have_text("居民身份证")
    phone.confirm().expect("face")
    portal.expect("face_checking", "face_on_phone")
    phone.pass_face().expect_end("approved")
    portal.expect_in()
    claims = portal.claims("id-token")
    assert "face" in as_json(claims["amr"]) and "purpose" not in claims
    expect(portal.fact("credential")).to_have_attribute("data-value", "resident-id")
    details = as_json(portal.claims("userinfo")["credential_details"])
    assert details == {"kind": "own", "type": "resident-id"}
    expect(portal.fact("credential").locator("dd")).to_have_text("居民身份证（本人凭证）")


def test_a2_the_code_on_the_portals_own_page_logs_in_too(exam, app):
    portal, phone = exam().front(), app()
    portal.shown("login-embedded").click()
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    portal.expect_in()


def test_a2_a_candidate_who_says_not_me_is_believed(exam, app):
    portal, phone = exam().login(), app()
    phone.scan(portal.code()).expect("request", "credential").shown("not-me").click()
    phone.expect_end("denied", hint="not_me")
    portal.expect("denied", "not_me")
    portal.shown("back").click()
    portal.expect_problem("access_denied", "login")


# A3

def test_a3_after_the_login_the_candidate_chooses_a_system(entered):
    portal, _ = entered
    services = portal.shown("services").locator("a[data-service]")
    assert [one.get_attribute("data-service") for one in services.all()] == SYSTEMS
    for system in ("gaokao", "teacher"):
        portal.page.locator(f"a[data-service={system}]").click()
        expect(portal.shown("service-page")).to_have_attribute("data-service", system)
        expect(portal.shown("service-page")).to_contain_text("张伟")
        portal.page.go_back()
        portal.shown("services").wait_for()


def test_a3_nobody_chooses_a_system_before_the_login(exam):
    portal = exam()
    portal.page.goto(portal.demo.portal + "/#gaokao")
    portal.expect("front")
    assert not portal.shown("service-page").count() and not portal.shown("services").count()


# A4

def test_a4_a_new_credential_logs_in(exam, app):
    portal, phone = exam(), app().start()
    issue(phone)
    phone.shown("nfc-read").click()
    credential, kind = issued(phone)
    assert kind == "own"
    phone.scan(portal.login().code())
    choose(phone, credential)
    phone.next("credential").confirm().pass_face()
    expect(portal.expect_in().fact("credential")).to_have_attribute("data-value", credential)


def test_a4_a_relatives_phone_reads_the_document_and_hands_the_credential_on(exam, app):
    portal, phone = exam(), app().start()
    issue(phone)
    phone.shown("nfc-borrow").click()
    expect(phone.shown("issue-borrow")).to_contain_text("借用的手机上不会留下您的任何信息")
    phone.shown("borrow-done").click()
    credential, kind = issued(phone)
    assert kind == "delegated"
    phone.scan(portal.login().code())
    choose(phone, credential)
    phone.next("credential").confirm().pass_face()
    portal.expect_in()
    details = as_json(portal.claims("userinfo")["credential_details"])
    assert details["kind"] == "delegated"


def test_a4_a_delegated_credential_is_revoked_and_logs_nobody_in_any_more(exam, app):
    portal, phone = exam(), app().start()
    issue(phone)
    phone.shown("nfc-borrow").click()
    phone.shown("borrow-done").click()
    credential, _ = issued(phone)
    phone.page.locator(f'[data-credential="{credential}"] button').click()
    phone.shown("revoke").click()
    phone.shown("revoke-sure").click()
    expect(phone.shown("credential-detail")).to_have_attribute("data-state", "revoked")
    phone.scan(portal.login().code())
    choose(phone, credential)
    phone.next("credential").expect("request", "credential")
    assert phone.shown("missing").is_visible()
    phone.shown("credential-anyway").click()
    phone.confirm().expect("request", "credential")
    expect(phone.shown("credential-refused")).to_have_attribute("data-reason", "revoked")
    portal.expect("scanned")


# A6

@LANGUAGES
def test_a6_without_nfc_a_relatives_phone_is_the_way_out(app, locale):
    phone = app(locale=locale).start()
    issue(phone)
    phone.shown("nfc-lacking").click()
    failure = phone.shown("issue-failure")
    expect(failure).to_have_attribute("data-failure", "no_nfc")
    assert speaks(failure, locale)
    phone.shown("borrow-done").click()
    assert issued(phone)[1] == "delegated"


@LANGUAGES
def test_a6_a_chip_that_cannot_be_read_is_tried_again(app, locale):
    phone = app(locale=locale).start()
    issue(phone)
    phone.shown("nfc-failed").click()
    failure = phone.shown("issue-failure")
    expect(failure).to_have_attribute("data-failure", "read")
    assert speaks(failure, locale)
    phone.shown("nfc-read").click()
    assert issued(phone)[1] == "own"


@LANGUAGES
def test_a6_neither_another_face_nor_somebody_elses_number_gets_a_credential(app, locale):
    phone = app(locale=locale).start()
    issue(phone)
    phone.shown("nfc-read").click()
    phone.shown("issue-face-fail").click()
    failure = phone.shown("issue-failure")
    expect(failure).to_have_attribute("data-failure", "face")
    assert speaks(failure, locale)
    phone.shown("issue-face-pass").click()
    phone.shown("issue-number-input").fill("13800000000")
    phone.shown("issue-go").click()
    expect(failure).to_have_attribute("data-failure", "number")
    assert speaks(failure, locale)
    phone.shown("issue-leave").click()
    assert phone.page.locator('[data-credential^="cred-"]').count() == 0


@LANGUAGES
@pytest.mark.parametrize("credential, reason", [
    ("resident-id-revoked", "revoked"), ("permit-expired", "expired")])
def test_a6_a_credential_that_cannot_be_used_gives_way_to_another(
        exam, app, locale, credential, reason):
    portal, phone = exam().login(), app(locale=locale)
    phone.scan(portal.code())
    choose(phone, credential)
    note = phone.shown("credential-unusable")
    expect(note).to_have_attribute("data-reason", reason)
    assert speaks(note, locale)
    phone.shown("credential-anyway").click()
    phone.confirm().expect("request", "credential")
    refused = phone.shown("credential-refused")
    expect(refused).to_have_attribute("data-reason", reason)
    assert speaks(refused, locale)
    choose(phone, "resident-id")
    phone.next("credential").pass_face()
    portal.expect_in()


def test_a6_a_credential_can_be_had_in_the_middle_of_a_login(exam, app):
    portal, phone = exam().login(), app()
    phone.scan(portal.code()).expect("request", "credential").shown("credential-add").click()
    phone.page.locator("button[data-testid=issue-type]").first.click()
    phone.shown("nfc-read").click()
    phone.shown("issue-face-pass").click()
    phone.shown("issue-number-input").fill("13900000001")
    phone.shown("issue-go").click()
    phone.shown("issue-finish").click()
    phone.next("credential").confirm().pass_face()
    portal.expect_in()
    expect(portal.fact("credential")).to_have_attribute("data-value", re.compile("^cred-"))


@LANGUAGES
def test_a6_a_failed_face_check_says_what_to_do_and_is_tried_again(exam, app, locale):
    portal, phone = exam().login(), app(locale=locale)
    phone.scan(portal.code()).next("credential").confirm()
    advice = phone.fail("occluded")
    assert speaks(advice, locale)
    assert speaks(phone.shown("face-way-out"), locale)
    portal.expect("face_checking", "face_retry")
    phone.pass_face()
    portal.expect_in()


@LANGUAGES
def test_a6_after_the_last_failed_face_check_a_new_code_is_the_way_out(exam, app, locale):
    portal, phone = exam(locale=locale).login(), app(locale=locale)
    phone.scan(portal.code()).next("credential").confirm()
    for _ in range(3):
        phone.expect("face").shown("face-fail-not_live").click()
    assert speaks(phone.expect_end("failed", hint="face_failed"), locale)
    assert speaks(portal.shown("status-text"), locale)
    portal.shown("refresh").click()
    portal.expect("waiting")
    phone.shown("again").click()
    phone.scan(portal.code()).next("credential").confirm().pass_face()
    portal.expect_in()
