"""Apache's mod_auth_openidc, a real browser, and a phone that reads the screen."""

import pytest
from apache import apache
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


def test_the_person_scans_and_apache_knows_the_name(portal, page, phone):
    assert page.url.startswith(portal.site.broker.issuer + "/login/")
    phone.photograph(page).run("--approve")
    page.locator("#name").wait_for(timeout=30_000)
    assert page.locator("#name").inner_text() == "张伟"
