"""Signing out: at a portal, at the broker's page, and from the phone; and who hears of it."""

import pytest
from clock import Clock
from house import portal as portal_settings
from portal import Portal, query_of
from problems import assert_error_page
from tokens import assert_token_refused, refresh, unverified, userinfo
from visit import Browser, Form
from wallet import Phone

pytestmark = pytest.mark.quick

SCOPES = ["openid", "profile", "email", "offline_access"]


@pytest.fixture
def house(own_house, tmp_path):
    def edit(settings):
        settings["relying_parties"] += [portal_settings(
            name, "sso", scopes=SCOPES,
            post_logout_redirect_uris=[f"https://{name}.example/bye"])
            for name in ("left", "right")]
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}}, edit)
    house.clock = Clock(tmp_path / "offset")
    house.broker.start(wrapper=house.clock.wrapper, environment=house.clock.environment)
    return house


@pytest.fixture
def portal(house):
    return lambda identifier="left": Portal(house.broker, identifier)


@pytest.fixture
def browser(house, portal):
    """A browser that is signed in at `left`."""
    browser = Browser(house.broker)
    browser.first = browser.sign_in(
        portal(), Phone(house.broker, house.wallet), scope="openid offline_access")
    browser.hint = browser.first.tokens["id_token"]
    return browser


def end(browser, method="GET", **members):
    members = {name: value for name, value in members.items() if value is not None}
    sent = {"params": members} if method == "GET" else {"data": members}
    answer = browser.client.request(method, "/end_session", **sent)
    if method == "POST" and answer.headers.get("location", "").startswith("/end_session?"):
        # Another site's form comes without cookies, so the broker asks again from its own.
        return browser.get(answer.headers["location"])
    return answer


def is_signed_in(browser, portal) -> bool:
    back = browser.visit(portal, prompt="none").back
    assert "code" in back or back["error"] == "login_required", back
    return "code" in back


def assert_page(answer, state: str):
    assert answer.status_code == 200 and f'data-state="{state}"' in answer.text, answer.text[:500]
    assert "location" not in answer.headers and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_portal_signs_its_person_out(browser, portal, method):
    assert is_signed_in(browser, portal())
    answer = end(browser, method, id_token_hint=browser.hint, state="s&1",
                 post_logout_redirect_uri="https://left.example/bye")
    assert answer.status_code == 303
    assert answer.headers["location"].split("?")[0] == "https://left.example/bye"
    assert query_of(answer.headers["location"]) == {"state": "s&1"}
    assert not is_signed_in(browser, portal())
    assert not any(cookie.name == "qr_sign_in" for cookie in browser.client.cookies.jar)


def test_with_nowhere_to_go_the_page_says_that_it_is_done(browser, portal):
    assert_page(end(browser, id_token_hint=browser.hint), "done")
    assert not is_signed_in(browser, portal())


@pytest.mark.parametrize("uri", [
    "https://evil.example/", "https://left.example/bye/", "https://left.example/bye?x=1",
    "https://right.example/bye", "https://left.example/callback", "javascript:alert(1)"])
def test_nobody_is_sent_where_the_portal_did_not_say(browser, uri):
    answer = end(browser, id_token_hint=browser.hint, post_logout_redirect_uri=uri)
    assert "location" not in answer.headers and answer.status_code in (200, 400)
    assert "evil.example" not in answer.text and "javascript:" not in answer.text


def test_an_old_hint_is_a_good_one(browser, portal, house):
    house.clock.set(3000)
    answer = end(browser, id_token_hint=browser.hint,
                 post_logout_redirect_uri="https://left.example/bye")
    assert answer.status_code == 303 and not is_signed_in(browser, portal())


def test_without_a_hint_the_person_is_asked(browser, portal, house):
    answer = end(browser, client_id="left", state="s",
                 post_logout_redirect_uri="https://left.example/bye")
    assert_page(answer, "ask")
    assert is_signed_in(browser, portal())
    form = Form(answer.text)
    fields = {**form.fields, "confirm": "yes"}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        refused = browser.client.post("/end_session", data=fields, headers=headers)
        assert refused.status_code in (200, 403) and "location" not in refused.headers
        assert is_signed_in(browser, portal())
    done = browser.client.post(form.action, data=fields, headers={"Origin": house.issuer})
    assert done.status_code == 303 and done.headers["location"].startswith(
        "https://left.example/bye?")
    assert not is_signed_in(browser, portal())


def test_who_is_not_signed_in_is_signed_out_already(house):
    assert_page(end(Browser(house.broker)), "done")


def test_somebody_elses_hint_ends_nothing_here(browser, portal, house):
    other = Browser(house.broker)
    hint = other.sign_in(portal(), Phone(house.broker, house.wallet)).tokens["id_token"]
    assert_page(end(browser, id_token_hint=hint), "ask")
    assert is_signed_in(browser, portal())


def test_a_hint_nobody_made_or_for_another_is_refused(browser, portal):
    head, body, signature = browser.hint.split(".")
    for wrong in ({"id_token_hint": f"{head}.{body}."}, {"id_token_hint": "x"},
                  {"id_token_hint": browser.first.tokens["access_token"]},
                  {"id_token_hint": browser.hint, "client_id": "right"}):
        assert_error_page(end(browser, **wrong))
    assert is_signed_in(browser, portal())


def test_tokens_of_the_browser_end_and_those_for_later_stay(browser, portal, house):
    second = browser.visit(portal("right"), prompt="none")
    short = second.redeem(second.back["code"]).json()
    end(browser, id_token_hint=browser.hint)
    assert_token_refused(userinfo(house.broker, short["access_token"]))
    kept = refresh(house.broker, "left", browser.first.tokens["refresh_token"])
    assert kept.status_code == 200, kept.text
    assert unverified(kept.json()["id_token"])["sub"] == unverified(browser.hint)["sub"]
