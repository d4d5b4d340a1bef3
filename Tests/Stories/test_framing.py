"""Who may show the login page in a frame: the origins of its own portal, and only that page."""

import pytest
from house import INITIAL_ACCESS_TOKEN, House, portal as portal_settings
from portal import Portal
from problems import assert_error_page, assert_problem
from switches import Switches
from tokens import unverified
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick

ORIGINS = ["https://framed.example", "https://www.framed.example:8443", "http://127.0.0.1:3000"]

# Where a browser says that a page will stand: everything but `document` may be a frame.
FRAMES = ["iframe", "frame", "embed", "object", "fencedframe", "empty", None]


def with_frames(settings):
    settings["relying_parties"] += [
        portal_settings("framed", "sso", frame_ancestors=ORIGINS),
        portal_settings("second", "sso", frame_ancestors=["https://second.example"])]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("framing"), {
        "plain": {}, "sso": {"single_sign_on": 3600}}, with_frames)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def browser(house):
    one = Browser(house.broker)
    yield one
    one.close()


@pytest.fixture
def framed(house):
    return Portal(house.broker, "framed")


def ancestors(answer) -> list[str]:
    """Who may frame this answer, as its one policy says."""
    (policy,) = answer.headers.get_list("content-security-policy")
    (said,) = [part.split()[1:] for part in policy.split(";")
               if part.split()[0] == "frame-ancestors"]
    return said


def ancestors_of(visit) -> list[str]:
    return ancestors(visit.browser.get("/login/" + visit.id))


def bound_for(browser, dest):
    """Tells the broker where its page will stand, as browsers do by themselves."""
    browser.client.headers.pop("Sec-Fetch-Dest", None)
    if dest:
        browser.client.headers["Sec-Fetch-Dest"] = dest
    return browser


def signed_in(browser, portal, house):
    bound_for(browser, "document").sign_in(portal, Phone(house.broker, house.wallet))
    return browser


# The header

def test_the_page_of_a_login_names_the_origins_of_its_own_portal_exactly(house, browser, framed):
    assert ancestors_of(browser.visit(framed)) == ORIGINS
    second = browser.visit(Portal(house.broker, "second"))
    assert ancestors_of(second) == ["https://second.example"]
    plain = browser.visit(Portal(house.broker, "plain"))
    assert ancestors_of(plain) == ["'none'"], "nobody, unless the operator says who"


def test_only_the_browser_that_holds_the_login_learns_of_it(house, browser, framed):
    visit, stranger = browser.visit(framed), Browser(house.broker)
    name = f"qr_{visit.id[:8]}"
    own = browser.client.cookies[name]
    other = browser.visit(framed)
    for cookie in (None, own[:-1], own[:-1] + ("A" if own[-1] != "A" else "B"), "",
                   browser.client.cookies[f"qr_{other.id[:8]}"]):
        headers = {"Cookie": f"{name}={cookie}"} if cookie is not None else {}
        foreign = stranger.get("/login/" + visit.id, headers=headers)
        unknown = stranger.get("/login/" + "A" * 22, headers=headers)
        assert ancestors(foreign) == ancestors(unknown) == ["'none'"], cookie
        assert foreign.content == unknown.content
    assert ancestors(browser.get("/login/x")) == ["'none'"]
    stranger.close()


def test_nothing_else_is_framed(house, browser, framed):
    visit = browser.visit(framed)
    for path in (
            "/end_session?client_id=framed&id_token_hint=none",
            f"/login/{visit.id}/answer", f"/return/{visit.id}", visit.payload(), "/device",
            "/end_session", "/authorize?client_id=nobody", "/terms/face-notice",
            f"/login/{visit.id}/", f"/login//{visit.id}", visit.path, visit.path + "/page",
            visit.path + "/qr", "/static/login/index.html", "/static/login/login.js", "/jwks"):
        assert ancestors(browser.get(path)) == ["'none'"], path
    assert ancestors(visit.answer) == ["'none'"], "the way to it is no page"


def test_a_frame_in_which_no_login_begins_says_why(house, browser, framed):
    wrong = {"redirect_uri": "https://framed.example/elsewhere"}
    refused = browser.visit(framed, **wrong).answer
    assert_error_page(refused)
    assert ancestors(refused) == ORIGINS
    assert ancestors(browser.visit(Portal(house.broker, "plain"), **wrong).answer) == ["'none'"]
    switches = Switches(house.broker)
    switches.off(portal="framed")
    off = browser.visit(framed).answer
    switches.on(portal="framed")
    assert 'data-problem="switched_off"' in off.text and ancestors(off) == ORIGINS


def test_the_log_says_at_start_whose_pages_cannot_frame_it_although_they_may(house):
    said = [entry for entry in house.broker.log.entries()
            if entry.get("message") == "configuration"]
    assert [entry["path"] for entry in said] == [
        "relying_parties.framed.frame_ancestors", "relying_parties.second.frame_ancestors"]
    assert all(entry["issue"].startswith("of another site") for entry in said)


def test_the_rest_of_what_guards_the_page_stays(browser, framed):
    page = browser.get("/login/" + browser.visit(framed).id)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors" in policy
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    assert page.headers["cross-origin-resource-policy"] == "same-origin"
    assert "x-frame-options" not in page.headers, "it knows no list, and old browsers obey it"
    assert "access-control-allow-origin" not in page.headers


def test_a_login_whose_answer_another_page_posts_is_not_framed(browser, framed):
    """That page is not framed, so the login could not be finished there."""
    posted = browser.visit(framed, response_mode="form_post")
    assert ancestors_of(posted) == ["'none'"]
    assert ancestors_of(browser.visit(framed, response_mode="query")) == ORIGINS


def test_it_stays_so_to_the_end_and_over_a_restart(own_house):
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}}, with_frames)
    house.broker.start()
    browser, device = Browser(house.broker), Phone(house.broker, house.wallet)
    visit = browser.visit(Portal(house.broker, "framed"))
    visit.approve(device)
    assert ancestors_of(visit) == ORIGINS
    house.broker.restart()
    assert ancestors_of(visit) == ORIGINS
    browser.close()


# The press of a button that nobody sees

@pytest.mark.parametrize("dest", FRAMES)
def test_in_a_frame_nobody_is_signed_in_by_a_press(house, browser, framed, dest):
    signed_in(browser, framed, house)
    visit = bound_for(browser, dest).visit(framed, prompt="consent")
    assert "sign_on" not in visit.page() and ancestors_of(visit) == ORIGINS
    assert_problem(visit.sign_on(), 404, "not_found")
    assert visit.read()["status"] == "waiting"
    assert "code" in visit.approve(Phone(house.broker, house.wallet)), "a scan is as good as ever"


@pytest.mark.parametrize("dest", ["iframe", None])
def test_in_a_frame_nobody_is_signed_in_without_a_press_either(house, browser, framed, dest):
    signed_in(browser, framed, house)
    assert "code" in bound_for(browser, "document").visit(framed).back
    visit = bound_for(browser, dest).visit(framed)
    assert visit.read()["status"] == "waiting" and "sign_on" not in visit.page()


@pytest.mark.parametrize("dest", ["iframe", "document", None])
def test_where_nothing_is_shown_there_is_nothing_to_press(house, browser, framed, dest):
    signed_in(browser, framed, house)
    visit = bound_for(browser, dest).visit(framed, prompt="none")
    claims = unverified(visit.redeem(visit.back["code"]).json()["id_token"])
    assert claims["aud"] == "framed"


def test_a_page_that_offers_it_is_not_framed(house, browser, framed):
    signed_in(browser, framed, house)
    visit = bound_for(browser, "document").visit(framed, prompt="consent")
    assert "sign_on" in visit.page()
    for dest in ("document", "iframe"):
        assert ancestors_of(type(visit)(bound_for(browser, dest), framed, prompt="consent")) == (
            ["'none'"] if dest == "document" else ORIGINS)
    assert ancestors_of(visit) == ["'none'"]
    assert visit.sign_on().json()["status"] == "approved"
    assert ancestors_of(visit) == ["'none'"]


@pytest.mark.parametrize("dest", ["iframe", "document", None])
def test_a_portal_that_frames_nothing_is_asked_nothing_more(house, browser, dest):
    portal = Portal(house.broker, "sso")
    signed_in(browser, portal, house)
    assert "code" in bound_for(browser, dest).visit(portal).back
    visit = browser.visit(portal, prompt="consent")
    assert "sign_on" in visit.page() and ancestors_of(visit) == ["'none'"]


# Who may say who

def test_a_portal_that_registered_itself_cannot_say_who_frames_it(house, browser):
    answer = house.broker.client.post(
        "/register", headers={"Authorization": f"Bearer {INITIAL_ACCESS_TOKEN}"}, json={
            "redirect_uris": ["https://stranger.example/callback"],
            "token_endpoint_auth_method": "none", "frame_ancestors": ["https://stranger.example"],
            "frameAncestors": ["https://stranger.example"]})
    assert answer.status_code == 201 and "frame_ancestors" not in answer.json()
    stranger = Portal(house.broker, answer.json()["client_id"])
    stranger.redirect_uri = "https://stranger.example/callback"
    assert ancestors_of(browser.visit(stranger)) == ["'none'"]


def test_no_request_says_who_frames_it(browser, framed):
    for name in ("frame_ancestors", "origin", "frame-ancestors"):
        visit = browser.visit(framed, **{name: "https://evil.example"})
        assert ancestors_of(visit) == ORIGINS
    page = browser.get("/login/" + visit.id, headers={"Origin": "https://evil.example"})
    assert ancestors(page) == ORIGINS
