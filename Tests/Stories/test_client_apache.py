"""Apache's mod_auth_openidc, a real browser, and a phone that reads the screen."""

import subprocess
from urllib.parse import quote

import pytest
from apache import apache
from broker import LIMIT, QRPHONE, eventually
from browser import Camera
from guide import site

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def portal():
    with site("Client-Apache.md") as place, apache(place, "intranet.conf") as server:
        yield server


@pytest.fixture
def phone(portal, tmp_path):
    return Camera(str(portal.site.wallet_key), tmp_path / "phone")


@pytest.fixture
def page(portal, context_of):
    """A browser that asked for a page behind Apache and was sent to the broker."""
    page = context_of().new_page()
    page.goto(portal.address + "/")
    return page


@pytest.fixture
def logged_in(page, phone):
    phone.photograph(page).run("--approve")
    page.locator("#name").wait_for()
    return page


def is_sent_to_the_broker(page, portal) -> bool:
    page.goto(portal.address + "/")
    return page.url.startswith(portal.site.broker.issuer + "/login/")


def test_the_person_scans_and_apache_knows_the_name(portal, logged_in):
    assert logged_in.locator("#name").inner_text() == "张伟"
    assert logged_in.url == portal.address + "/"
    assert not is_sent_to_the_broker(logged_in, portal)


@pytest.mark.slow
def test_a_no_on_the_phone_reaches_apache_as_access_denied(portal, page, phone):
    phone.photograph(page).run("--deny", "not_me")
    page.get_by_test_id("back").click()
    page.wait_for_url(portal.address + "/**")
    assert "access_denied" in page.locator("body").inner_text()


@pytest.mark.slow
def test_logging_out_of_apache_logs_out_of_the_broker_too(portal, logged_in):
    bye = portal.address + "/bye"
    logged_in.goto(f"{portal.address}/callback?logout={quote(bye, safe='')}")
    logged_in.wait_for_url(bye + "**")
    assert is_sent_to_the_broker(logged_in, portal)
    logged_in.get_by_test_id("qr").wait_for()


@pytest.mark.slow
def test_a_sign_in_that_is_ended_on_the_phone_is_over_at_apache_too(portal, logged_in, phone):
    subprocess.run([QRPHONE, "sign-ins", *phone.fixed, "--issuer", portal.site.broker.issuer,
                    "--end-all"], check=True, capture_output=True, timeout=LIMIT)
    eventually(lambda: is_sent_to_the_broker(logged_in, portal), what="Apache's own logout")
