"""mozilla-django-oidc in a Django project."""

import sys

import pytest
from guide import site
from portal import query_of
from server import Server
from visitor import Visitor

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def portal():
    """The project of the guide, as people start it while they write it."""
    with site("Client-Django.md") as place:
        django = [sys.executable, "manage.py", "runserver", "--noreload", str(place.port)]
        with Server(place, *django) as server:
            yield server


@pytest.fixture
def visitor(portal):
    return Visitor(portal.site).open(portal.address + "/")


def test_the_person_scans_and_django_has_a_user_with_that_address(visitor, portal):
    home = visitor.client.get(visitor.approve(email="zhang@example.com", email_verified=True))
    assert home.url == portal.address + "/" and home.text == "zhang@example.com"
    again = visitor.client.get(portal.address + "/")
    assert again.text == home.text and not again.history


@pytest.mark.slow
def test_a_no_on_the_phone_reaches_django_as_access_denied(visitor, portal):
    back = visitor.deny()
    assert query_of(back)["error"] == "access_denied"
    refused = visitor.client.get(back)
    assert refused.status_code == 403 and refused.url == portal.address + "/refused"


@pytest.mark.slow
def test_logging_out_of_django_logs_out_of_the_broker_too(visitor, portal):
    home = visitor.client.get(visitor.approve(email="zhang@example.com"))
    visitor.forget("sessionid")
    again = visitor.client.get(portal.address + "/")
    assert again.text == home.text and again.history, "the broker knows the browser"
    bye = visitor.client.post(portal.address + "/oidc/logout/", headers={
        "X-CSRFToken": visitor.client.cookies["csrftoken"]})
    assert bye.url == portal.address + "/bye", bye.text
    visitor.open(portal.address + "/")
