"""Authlib in a Flask application."""

import sys

import pytest
from guide import site
from server import Server
from visitor import Visitor

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def portal():
    """The application of the guide, as people start it while they write it."""
    with site("Client-Flask.md") as place:
        flask = [sys.executable, "-m", "flask", "--app", "portal", "run", "--port", str(place.port)]
        with Server(place, *flask) as server:
            yield server


@pytest.fixture
def visitor(portal):
    return Visitor(portal.site).open(portal.address + "/")


def test_the_person_scans_and_flask_knows_the_name(visitor, portal):
    home = visitor.client.get(visitor.approve(name="张伟"))
    assert home.url == portal.address + "/"
    assert home.json()["name"] == "张伟" and home.json()["sub"]
    again = visitor.client.get(portal.address + "/")
    assert again.json() == home.json() and not again.history


@pytest.mark.slow
def test_a_no_on_the_phone_reaches_flask_as_access_denied(visitor):
    answer = visitor.client.get(visitor.deny())
    assert answer.status_code == 403 and answer.json() == {"refused": "access_denied"}


@pytest.mark.slow
def test_logging_out_of_flask_logs_out_of_the_broker_too(visitor, portal):
    home = visitor.client.get(visitor.approve(name="张伟"))
    visitor.forget("session")
    again = visitor.client.get(portal.address + "/")
    assert again.json() == home.json() and again.history, "the broker knows the browser"
    bye = visitor.client.post(portal.address + "/logout")
    assert bye.text == "You are logged out." and bye.url.path == "/bye"
    visitor.open(portal.address + "/")
