"""Requests sent to `/par` beforehand (RFC 9126)."""

import pytest
from clock import Clock
from house import CONFIDENTIAL_SECRET
from portal import Portal, query_of
from problems import assert_error_page, assert_oauth_error, assert_problem
from tokens import post, unverified
from visit import Browser

pytestmark = pytest.mark.quick

PREFIX = "urn:ietf:params:oauth:request_uri:"


def push(portal, **changes):
    members = {"response_type": "code", "scope": "openid", "state": "st-1", "nonce": "n-1",
               **changes}
    return post(portal.broker, "/par", **portal.request(**members))


def pushed(portal, **changes) -> str:
    answer = push(portal, **changes)
    assert answer.status_code == 201, answer.text
    assert answer.json()["expires_in"] == 599 and answer.headers["cache-control"] == "no-store"
    assert answer.json()["request_uri"].startswith(PREFIX)
    return answer.json()["request_uri"]


def open_with(browser, portal, request_uri, **more):
    return browser.get("/authorize", params={
        "client_id": portal.id, "request_uri": request_uri, **more})


class PushedVisit:
    """A visit whose request went ahead of it."""

    def __new__(cls, browser, portal, **changes):
        visit = browser.visit(portal, client_id="nobody")
        visit.answer = open_with(browser, portal, pushed(portal, **changes))
        return visit


def test_a_pushed_request_is_the_request(browser, portal, phone):
    visit = PushedVisit(browser(), portal())
    back = visit.approve(phone())
    assert (back["state"], back["iss"]) == ("st-1", visit.broker.issuer)
    tokens = visit.redeem(back["code"], code_verifier="v" * 43)
    assert unverified(tokens.json()["id_token"])["nonce"] == "n-1"


def test_a_reload_is_another_login_by_the_same_request(browser, portal):
    uri, browser = pushed(portal()), browser()
    first, second = (open_with(browser, portal(), uri).headers["location"] for _ in range(2))
    assert "/login/" in first and "/login/" in second and first != second


def test_what_is_written_beside_it_changes_nothing(browser, portal, phone):
    visit = PushedVisit(browser(), portal())
    visit.answer = open_with(visit.browser, portal(), pushed(portal()), state="evil",
                             scope="openid email", redirect_uri="https://evil.example/")
    device = phone()
    assert device.scan(visit.payload()).json()["scopes"] == []
    device.confirm()
    address = visit.read()["result"]["redirect_to"]
    assert address.startswith(visit.portal.redirect_uri + "?")
    assert query_of(address)["state"] == "st-1"


@pytest.mark.parametrize("uri", [
    PREFIX + "A" * 43, PREFIX, "https://plain.example/request.jwt", "urn:x", "http://127.0.0.1:1/"])
def test_a_request_nobody_pushed_is_refused_on_our_page(browser, portal, uri):
    assert_error_page(open_with(browser(), portal(), uri))


def test_a_request_of_another_client_is_refused(browser, portal):
    assert_error_page(open_with(browser(), portal("other"), pushed(portal())))


@pytest.mark.parametrize("changes, error", [
    ({"redirect_uri": "https://evil.example/"}, "invalid_request"),
    ({"redirect_uri": None}, "invalid_request"),
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"scope": "openid nothing"}, "invalid_scope"), ({"code_challenge": None}, "invalid_request"),
    ({"acr_values": "urn:qrbroker:acr:4"}, "unmet_authentication_requirements"),
    ({"code_challenge_method": "plain"}, "invalid_request"),
    ({"prompt": "none login"}, "invalid_request"), ({"claims": "{"}, "invalid_request"),
    ({"request_uri": PREFIX + "x"}, "invalid_request")])
def test_a_wrong_request_is_refused_when_it_is_pushed(portal, changes, error):
    assert_oauth_error(push(portal(), **changes), 400, error)


@pytest.mark.parametrize("secret", [None, "wrong"])
def test_a_confidential_client_has_to_say_who_it_is(portal, secret):
    assert_oauth_error(push(portal("shop"), client_secret=secret), 401, "invalid_client")
    assert_oauth_error(push(portal("nobody")), 401, "invalid_client")


def test_a_confidential_client_pushes_with_its_secret(portal, browser):
    uri = pushed(portal("shop"), client_secret=CONFIDENTIAL_SECRET)
    assert "/login/" in open_with(browser(), portal("shop"), uri).headers["location"]


def test_a_client_may_be_bound_to_push(browser, portal):
    assert browser().visit(portal("pushed")).back["error"] == "invalid_request"
    assert_problem(portal("pushed").create(), 400, "invalid_request", parameter="request_uri")
    uri = pushed(portal("pushed"))
    assert "/login/" in open_with(browser(), portal("pushed"), uri).headers["location"]


def test_a_form_is_the_only_way(broker, portal):
    answer = broker.client.post("/par", json=portal().request(response_type="code"))
    assert_oauth_error(answer, 415, "invalid_request")


def test_a_pushed_request_expires(own_house, tmp_path):
    house, clock = own_house({"plain": {}}), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    portal, browser = Portal(house.broker, "plain"), Browser(house.broker)
    uri = pushed(portal)
    clock.set(500)
    assert "/login/" in open_with(browser, portal, uri).headers["location"], "a new code is had"
    clock.set(605)
    assert_error_page(open_with(browser, portal, uri))


def test_what_nobody_looks_at_is_not_kept(own_house):
    house = own_house({"plain": {}})
    house.broker.start()
    for more in ({}, {"chatter": "x" * 60_000, "login_hint": "y" * 2000}):
        pushed(Portal(house.broker, "plain"), **more)
    sizes = house.broker.rows("SELECT length(parameters) FROM pushed_requests")
    assert len(sizes) == 2 and sizes[0] == sizes[1], sizes
