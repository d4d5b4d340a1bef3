"""The broker's own page, below the browser: the redirect, the cookie, and what each may do."""

import re
from http.cookies import SimpleCookie

import httpx
import pytest
from broker import HTTP
from portal import query_of
from problems import assert_problem

pytestmark = pytest.mark.quick


class HostedPage:
    """What a browser gets by following `/authorize`: a login id and a cookie."""

    def __init__(self, portal, **changes):
        self.portal, self.broker = portal, portal.broker
        members = {"response_type": "code", "scope": "openid", "state": "st-1", "nonce": "n-1",
                   **changes}
        self.query = portal.request(**members)
        self.answer = self.broker.client.get(
            "/authorize", params=self.query, follow_redirects=False)
        if self.answer.status_code == 303 and "/login/" in self.answer.headers["location"]:
            self.id = re.search("/login/([A-Za-z0-9_-]+)", self.answer.headers["location"])[1]
            (self.name, self.morsel), = SimpleCookie(self.answer.headers["set-cookie"]).items()
            self.path = f"/v1/sessions/{self.id}"

    def call(self, method="GET", suffix="", cookie=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        cookie = cookie or f"{self.name}={self.morsel.value}"
        with httpx.Client(base_url=self.broker.issuer, **HTTP) as client:
            return client.request(
                method, self.path + suffix, headers={"Cookie": cookie, **headers})


@pytest.fixture
def page(portal):
    return HostedPage(portal())


def test_the_browser_is_sent_to_a_page_of_its_own_with_a_cookie(page):
    assert page.answer.status_code == 303
    assert query_of(page.answer.headers["location"]) == page.query
    cookie = page.morsel
    assert page.name.startswith("qr_") and page.id.startswith(page.name[3:])
    assert len(page.name) > len("qr_") + 4
    assert cookie["httponly"] and cookie["samesite"].lower() in ("lax", "strict")
    assert cookie["path"] == "/" and not cookie["domain"] and not cookie["secure"]
    assert cookie.value not in page.answer.headers["location"]


def test_the_cookie_reads_like_the_poll_token(page):
    answer = page.call()
    assert answer.status_code == 200 and answer.json()["status"] == "waiting"
    assert page.call(suffix="/qr", Accept="application/json").status_code == 200
    shown = page.call(suffix="/page").json()
    assert shown["session_id"] == page.id and shown["relying_party"]["id"] == "plain"
    assert re.fullmatch("[B-Z]{4}-[B-Z]{4}", shown["user_code"])
    assert shown["links"]["wallets"][0]["deep_link"].count("{payload}") == 1
    assert 0 < shown["qr"]["valid_for"] <= 30


def test_two_tabs_do_not_disturb_each_other(portal):
    first, second = HostedPage(portal()), HostedPage(portal())
    assert first.name != second.name and first.morsel.value != second.morsel.value
    both = f"{first.name}={first.morsel.value}; {second.name}={second.morsel.value}"
    for page in (first, second):
        assert page.call(cookie=both).json()["session_id"] == page.id
    swapped = f"{first.name}={second.morsel.value}; {second.name}={first.morsel.value}"
    for page in (first, second):
        assert_problem(page.call(cookie=swapped), 404, "not_found")


@pytest.mark.parametrize("headers, allowed", [
    ({}, False), ({"Sec_Fetch_Site": "same-origin"}, True),
    ({"Sec_Fetch_Site": "cross-site"}, False), ({"Sec_Fetch_Site": "same-site"}, False),
    ({"Sec_Fetch_Site": "none"}, False), ({"Origin": "https://evil.example"}, False),
    ({"Origin": "null"}, False), ({"Origin": "issuer"}, True),
    ({"Origin": "https://plain.example"}, False)])
def test_a_cookie_changes_something_only_from_the_page_itself(page, headers, allowed):
    if headers.get("Origin") == "issuer":
        headers = {"Origin": page.broker.issuer}
    answer = page.call("POST", "/cancel", **headers)
    if allowed:
        assert answer.status_code == 200, answer.text
    else:
        assert answer.status_code in (403, 404), answer.text
        assert page.call().json()["status"] == "waiting"


def test_the_page_is_the_same_for_every_login_and_knows_nothing(page, broker):
    known = broker.client.get(f"/login/{page.id}")
    unknown = broker.client.get("/login/" + "A" * 22)
    assert known.status_code == 200 and known.text == unknown.text
    assert page.morsel.value not in known.text


@pytest.mark.parametrize("changes, error", [
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"response_type": None}, "invalid_request"), ({"code_challenge": None}, "invalid_request"),
    ({"code_challenge_method": "plain"}, "invalid_request"),
    ({"scope": "openid admin"}, "invalid_scope"), ({"prompt": "none"}, "login_required")])
def test_a_wrong_request_of_a_known_client_goes_back_to_it(portal, changes, error):
    page = HostedPage(portal(), **changes)
    assert page.answer.status_code in (302, 303), page.answer.text
    location = page.answer.headers["location"]
    assert location.startswith(page.portal.redirect_uri + "?"), location
    back = query_of(location)
    assert back["error"] == error
    assert back["state"] == "st-1" and back["iss"] == page.broker.issuer
    assert "set-cookie" not in page.answer.headers


@pytest.mark.parametrize("changes", [
    {"client_id": "nobody"}, {"client_id": None}, {"redirect_uri": None},
    {"redirect_uri": "https://evil.example/"}, {"redirect_uri": "https://plain.example/callback/x"},
    {"redirect_uri": "javascript:alert(1)"}])
def test_a_request_that_cannot_be_trusted_goes_nowhere(portal, changes):
    answer = HostedPage(portal(), **changes).answer
    assert 400 <= answer.status_code < 500
    assert "location" not in answer.headers and "set-cookie" not in answer.headers
    assert answer.headers["content-type"].startswith("text/html")
    assert "evil.example" not in answer.text and "javascript:" not in answer.text


def test_a_parameter_of_the_request_never_reaches_the_page_as_markup(portal):
    nasty = '"><script>alert(1)</script>'
    for name in ("client_id", "redirect_uri", "state", "scope", "ui_locales", "nonce"):
        page = HostedPage(portal(), **{name: nasty})
        assert "<script>alert" not in page.answer.text
        assert "\n" not in page.answer.headers.get("location", "")


def test_the_cookie_follows_a_login_to_its_end(page, phone):
    device = phone()
    device.scan(page.call(suffix="/qr", Accept="application/json").json()["payload"])
    assert page.call().json()["status"] == "scanned"
    device.confirm()
    result = page.call().json()["result"]
    assert query_of(result["redirect_to"])["state"] == "st-1"
    answer = page.broker.client.post("/token", data={
        "grant_type": "authorization_code", "code": result["code"], "client_id": "plain",
        "redirect_uri": page.portal.redirect_uri, "code_verifier": "v" * 43})
    assert answer.status_code == 200, answer.text
