"""A tax authority's app: rows C1 and C4 of the template `tax`. Who logs in and for whom, and nobody
below level 3."""

import hashlib
import subprocess
import time

import httpx
import pytest
from broker import HTTP, LIMIT, QRPHONE
from browser import Demo
from clock import Clock
from demo import as_json, speaks
from playwright.sync_api import expect
from wallet import base64url

TRADING, WORKSHOP = "91000000DEMO000001", "92000000DEMO000002"

LANGUAGES = pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])

YEAR = 31_536_000

LEVEL = "urn:qrbroker:acr:"


@pytest.fixture(scope="module")
def bureau(demos, tmp_path_factory):
    """The demo. Zhang Wei was checked in a former login, by another phone; María never is."""
    demo = demos("tax")
    answer = httpx.post(f"{demo.issuer}/v1/sessions", **HTTP, json={
        "client_id": "tax-portal", "redirect_uri": f"{demo.portal}/callback",
        "code_challenge": base64url(hashlib.sha256(b"v" * 43).digest()),
        "code_challenge_method": "S256"})
    home = tmp_path_factory.mktemp("former-phone")
    subprocess.run(
        [QRPHONE, answer.json()["qr"]["payload"], "--wallet", "tax-app", "--home", home,
         "--wallet-key", demo.wallet_key, "--approve", "--acting-for", TRADING, "--verify",
         "--face", "pass"], check=True, capture_output=True, timeout=LIMIT)
    return demo


@pytest.fixture
def tax(bureau, portal_page):
    """The portal in a browser of its own."""
    return lambda **options: portal_page(bureau, **options)


@pytest.fixture
def app(bureau, wallet_page):
    """The app on a phone of its own."""
    return lambda **options: wallet_page(bureau, "tax-app", **options)


def act_for(phone, organisation):
    """Says for whom, in the login that the phone has scanned."""
    phone.expect("request", "organisation")
    phone.page.locator(f'label[data-organisation="{organisation}"]').click()
    return phone.next("organisation")


def services(portal) -> list[str]:
    shown = portal.shown("services").locator("a[data-service]")
    return [one.get_attribute("data-service") for one in shown.all()]


# C1

@pytest.mark.quick
def test_c1_staff_of_an_enterprise_choose_it_on_the_phone_and_the_portal_shows_both(tax, app):
    portal, phone = tax().login(), app()
    act_for(phone.scan(portal.code()), TRADING).expect("request", "decision")
    expect(phone.page.locator("[data-chosen=organisation] dd")).to_contain_text("天山商贸有限公司")
    phone.confirm().expect_end("approved")
    acting = portal.expect_in().shown("acting")
    expect(acting).to_have_attribute("data-acting", "firm")
    for shown in ("张伟", "天山商贸有限公司", TRADING, "法定代表人"):
        expect(acting).to_contain_text(shown)
    claims = portal.claims("id-token")
    assert claims["acting_for"] == TRADING
    assert as_json(claims["organisation"])["name"] == "天山商贸有限公司"
    assert services(portal) == ["declare", "invoices", "credit", "staff"]


def test_c1_a_natural_person_acts_for_nobody_else(tax, app):
    portal, phone = tax().login(), app()
    act_for(phone.scan(portal.code()), "self").confirm()
    acting = portal.expect_in().shown("acting")
    expect(acting).to_have_attribute("data-acting", "self")
    expect(acting).to_contain_text("张伟")
    assert not {"acting_for", "organisation"} & portal.claims("id-token").keys()
    assert services(portal) == ["annual", "deductions", "certificate", "invoice_request"]


@LANGUAGES
def test_c1_nobody_goes_on_without_a_choice(tax, app, locale):
    portal, phone = tax().login(), app(locale=locale)
    phone.scan(portal.code()).expect("request", "organisation")
    assert not phone.page.locator("[data-organisation] input:checked").count()
    phone.next("organisation").expect("request", "organisation")
    assert speaks(phone.shown("missing"), locale)
    portal.expect("scanned", "confirm_on_phone")
    act_for(phone, WORKSHOP).confirm()
    expect(portal.expect_in().fact("for_whom")).to_have_attribute("data-value", WORKSHOP)


def test_c1_the_phone_offers_only_organisations_of_the_person(tax, app):
    portal, phone = tax().login(), app()
    phone.scan(portal.code(), person="li-na").expect("request", "organisation")
    labels = phone.page.locator("label[data-organisation]")
    assert [one.get_attribute("data-organisation") for one in labels.all()] == ["self", WORKSHOP]


def test_c1_who_wants_to_act_for_another_is_asked_on_the_phone_again(tax, app):
    portal, phone = tax().login(), app()
    act_for(phone.scan(portal.code()), TRADING).confirm()
    portal.expect_in().begin("switch-organisation")
    act_for(phone.scan(portal.code()), WORKSHOP).confirm()
    acting = portal.expect_in().shown("acting")
    expect(acting).to_contain_text("李记手工坊")
    expect(acting).not_to_contain_text("天山商贸有限公司")
    assert portal.claims("id-token")["acting_for"] == WORKSHOP


# C4

def gated(portal, phone, person):
    """A login of this person, at the step of verification."""
    act_for(phone.scan(portal.code(), person=person), "self").confirm()
    return phone.expect("request", "verification")


def test_c4_the_phone_verifies_a_person_below_the_level_and_goes_on(tax, app):
    portal, phone = tax().login(), app()
    gate = gated(portal, phone, "li-na").shown("verification")
    expect(gate).to_have_attribute("data-level", "3")
    expect(gate).to_have_attribute("data-held", "2")
    expect(gate.locator("h1")).to_have_text("此服务需要 3 级实名，您当前为 2 级")
    portal.expect("scanned")
    phone.shown("verify").click()
    phone.pass_face().expect_end("approved")
    claims = portal.expect_in().claims("id-token")
    assert claims["acr"] == LEVEL + "3" and "face" in as_json(claims["amr"])
    expect(portal.fact("level")).to_have_attribute("data-value", "3")


def test_c4_who_has_been_verified_is_not_asked_again_while_the_level_lasts(tax, app):
    portal, phone = tax().login(), app()
    act_for(phone.scan(portal.code()), "self").confirm().expect_end("approved")
    claims = portal.expect_in().claims("id-token")
    assert claims["acr"] == LEVEL + "3" and "face" not in as_json(claims["amr"])
    expect(portal.fact("level")).to_have_attribute("data-value", "3")


@LANGUAGES
def test_c4_going_back_fails_the_login_and_the_page_says_so(tax, app, locale):
    portal, phone = tax(locale=locale).login(), app(locale=locale)
    gated(portal, phone, "maria-garcia").shown("verification-back").click()
    # Each side says that the level was the reason, and that another try can be verified.
    reason = {"en-GB": "level", "zh-CN": "核验"}[locale]
    ended = phone.expect_end("denied", hint="level_declined")
    assert speaks(ended, locale)
    expect(ended).to_contain_text(reason)
    portal.expect("denied", "level_declined")
    assert speaks(portal.shown("status-text"), locale)
    expect(portal.shown("status-text")).to_contain_text(reason)
    portal.shown("back").click()
    portal.expect_problem("level_declined", "login")
    assert speaks(portal.shown("problem"), locale)
    expect(portal.shown("problem")).to_contain_text(reason)
    # What was not done is asked at the next try.
    portal.shown("again").click()
    portal.expect("front")
    phone.shown("again").click()
    gated(portal.begin(), phone, "maria-garcia")


def test_c4_a_failed_check_verifies_nobody(tax, app):
    portal, phone = tax().login(), app()
    gated(portal, phone, "maria-garcia").shown("verify").click()
    for _ in range(3):
        phone.expect("face").shown("face-fail-mismatch").click()
    phone.expect_end("failed", hint="face_failed")
    portal.expect("failed", "face_failed")
    portal.shown("refresh").click()
    portal.expect("waiting")
    phone.shown("again").click()
    gated(portal, phone, "maria-garcia")


class ClockedDemo(Demo):
    """A demo whose wall clock a story may move."""

    def start(self):
        self.command = [*Clock.wrapper, *self.command]
        super().start()


@pytest.fixture
def clocked(tmp_path):
    clock = Clock(tmp_path / "offset")
    demo = ClockedDemo(tmp_path / "demo", "--template", "tax", environment=clock.environment)
    demo.clock = clock
    yield demo
    demo.stop()


def test_c4_when_the_level_has_run_out_the_check_is_asked_again(
        clocked, portal_page, wallet_page):
    portal, phone = portal_page(clocked), wallet_page(clocked, "tax-app")
    gated(portal.login(), phone, "zhang-wei").shown("verify").click()
    phone.pass_face()
    portal.expect_in().shown("log-out").click()
    clocked.clock.set(YEAR + 60)
    for page in (portal.page, phone.page):
        page.context.clock.set_system_time(time.time() + YEAR + 60)
    gated(portal.login(), phone, "zhang-wei").shown("verify").click()
    phone.pass_face()
    assert "face" in as_json(portal.expect_in().claims("id-token")["amr"])
