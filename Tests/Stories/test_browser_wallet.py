"""The demo wallets as their users meet them: credentials, organisations, levels, passwords."""

import pytest
from browser import MOBILE, Window
from phone_page import PhonePage, code_of
from playwright.sync_api import expect

LI_S_WORKSHOP = "92000000DEMO000002"


@pytest.fixture
def portal_and_phone(context_of, own_demo):
    """The login page of a template's portal, and a phone: `portal_and_phone("tax")`."""
    def make(template, face="attested"):
        demo = own_demo("--template", template, "--face", face)
        desk, phone = context_of(locale="zh-CN"), context_of(locale="zh-CN", **MOBILE)
        return Window(desk, demo, "hosted").open(), PhonePage(phone, demo)
    return make


def test_a_person_acts_for_an_organisation_after_passing_the_level_gate(portal_and_phone):
    browser, phone = portal_and_phone("tax")
    phone.scan(code_of(browser)).expect_step("organisation")
    phone.next()
    expect(phone.shown("missing")).to_be_visible()
    phone.page.locator(f'label[data-organisation="{LI_S_WORKSHOP}"]').click()
    phone.next().expect_step("decision")
    expect(phone.shown("chosen")).to_contain_text("李记手工坊")
    phone.shown("confirm").click()
    phone.expect_step("verification")
    expect(phone.shown("verification")).to_have_attribute("data-level", "3")
    browser.expect("scanned")
    phone.shown("verify").click()
    phone.expect_step("face")
    expect(phone.shown("progress")).to_have_attribute("data-number", "4")
    phone.shown("face-pass").click()
    phone.expect("end")
    browser.page.locator('body[data-status="signed_in"]').wait_for()
    expect(browser.page.locator("body")).to_contain_text("李记手工坊")
    assert not phone.faults


def test_going_back_at_the_level_gate_ends_the_login(portal_and_phone):
    browser, phone = portal_and_phone("tax")
    phone.scan(code_of(browser), person="maria-garcia").expect_step("organisation")
    expect(phone.shown("no-organisation")).to_be_visible()
    phone.next().expect_step("decision")
    phone.shown("confirm").click()
    phone.expect_step("verification")
    phone.shown("verification-back").click()
    phone.expect("end")
    expect(phone.shown("result")).to_have_attribute("data-result", "denied")
    browser.expect("denied")


def test_a_credential_the_service_refuses_gives_way_to_another(portal_and_phone):
    browser, phone = portal_and_phone("exam")
    phone.scan(code_of(browser)).expect_step("credential")
    phone.page.locator('label[data-state="revoked"]').first.click()
    expect(phone.shown("credential-unusable")).to_have_attribute("data-reason", "revoked")
    phone.next()
    expect(phone.shown("missing")).to_be_visible()
    phone.shown("credential-anyway").click()
    phone.expect_step("decision")
    phone.shown("confirm").click()
    expect(phone.shown("credential-refused")).to_have_attribute("data-reason", "revoked")
    browser.expect("scanned")
    # What was answered stands: only the credential is asked for again.
    phone.next().expect_step("face")
    phone.shown("face-pass").click()
    phone.expect("end")
    expect(phone.shown("result")).to_have_attribute("data-result", "approved")


def test_three_wrong_wallet_passwords_lock_it_and_there_is_a_way_out(portal_and_phone):
    browser, phone = portal_and_phone("province")
    phone.scan(code_of(browser), query="?wallet=social-card").expect_step("pin")
    for wrong in ("111111", "222222", "333333"):
        phone.shown("pin-input").fill(wrong)
        phone.next()
    expect(phone.shown("missing")).to_have_attribute("data-locked", "true")
    expect(phone.shown("pin-input")).to_be_disabled()
    # A reload gives no tries back.
    phone.scan(code_of_waiting(browser, phone), query="?wallet=social-card").expect_step("pin")
    expect(phone.shown("pin-input")).to_be_disabled()
    phone.shown("pin-forgot").click()
    phone.shown("pin-reset").click()
    phone.shown("pin-input").fill("123456")
    phone.next().expect_step("decision")
    phone.shown("confirm").click()
    phone.expect("end")
    expect(phone.shown("result")).to_have_attribute("data-result", "approved")


def code_of_waiting(browser, phone) -> str:
    """Another code, after the one that the phone holds was declined."""
    phone.shown("deny").click()
    phone.expect("end")
    browser.shown("refresh").click()
    return code_of(browser)


def test_a_credential_is_issued_with_a_borrowed_phone_and_revoked(portal_and_phone):
    _, phone = portal_and_phone("exam")
    phone.open(person="maria-garcia").shown("credentials-open").click()
    phone.shown("credential-issue").click()
    phone.page.locator('[data-type="foreign-permanent-resident"]').click()
    phone.shown("nfc-failed").click()
    expect(phone.shown("issue-failure")).to_have_attribute("data-failure", "read")
    phone.shown("nfc-lacking").click()
    expect(phone.shown("issue-failure")).to_have_attribute("data-failure", "no_nfc")
    phone.shown("borrow-done").click()
    phone.shown("issue-face-fail").click()
    expect(phone.shown("issue-failure")).to_have_attribute("data-failure", "face")
    phone.shown("issue-face-pass").click()
    phone.shown("issue-number-input").fill("13800000000")
    phone.shown("issue-go").click()
    expect(phone.shown("issue-failure")).to_have_attribute("data-failure", "number")
    phone.shown("issue-number-input").fill("13912345678")
    phone.shown("issue-go").click()
    expect(phone.shown("issue-done")).to_have_attribute("data-kind", "delegated")
    phone.shown("issue-finish").click()
    phone.shown("revoke").click()
    phone.shown("revoke-sure").click()
    expect(phone.shown("credential-detail")).to_have_attribute("data-state", "revoked")
    assert not phone.faults
