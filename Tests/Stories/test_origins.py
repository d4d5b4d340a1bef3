"""Which web pages may call the broker from a browser, and what the others are told."""

import pytest
from problems import assert_problem
from wallet import ROUTES

pytestmark = pytest.mark.quick

CORS = ("access-control-allow-origin", "access-control-allow-credentials",
        "access-control-expose-headers", "access-control-allow-methods",
        "access-control-allow-headers", "access-control-max-age")
EXPOSED = {"session-version", "retry-after", "ratelimit", "ratelimit-policy"}
EVIL = ["https://evil.example", "null", "https://plain.example.evil.example",
        "http://plain.example", "https://plain.example:444", "https://plain.example/", "https://PLAIN.example.",
        "https://sub.plain.example", "file://", ""]


def words(header: str) -> set:
    return {word.strip().lower() for word in header.split(",")}


def assert_cors(answer, origin):
    assert answer.headers["access-control-allow-origin"] == origin
    assert "origin" in words(answer.headers["vary"])
    assert "access-control-allow-credentials" not in answer.headers
    assert EXPOSED <= words(answer.headers["access-control-expose-headers"])


def assert_no_cors(answer):
    assert not [name for name in CORS if name in answer.headers], answer.headers


def session_calls(login):
    """Every session route, as (method, path)."""
    return [("GET", login.path), ("GET", login.path + "/qr"), ("GET", login.path + "/page"),
            ("POST", login.path + "/cancel")]


def test_a_page_of_the_portal_may_create_read_and_cancel(portal):
    client = portal()
    created = client.create(headers={"Origin": client.origin})
    assert created.status_code == 201
    assert_cors(created, client.origin)
    login = client.start()
    for method, path in session_calls(login):
        answer = login.broker.client.request(
            method, path, headers={**login.headers, "Origin": client.origin})
        assert answer.status_code == 200, answer.text
        assert_cors(answer, client.origin)


def test_refusals_and_204_are_readable_by_the_page_too(portal):
    login = portal().start()
    origin = {"Origin": login.portal.origin}
    answer = login.broker.client.get(
        login.path + "?after=1", headers={**login.headers, **origin})
    assert answer.status_code == 204
    assert_cors(answer, login.portal.origin)
    refused = portal().create(headers=origin, scope="openid admin")
    assert_problem(refused, 403, "scope_not_allowed")
    assert_cors(refused, login.portal.origin)


@pytest.mark.parametrize("origin", EVIL)
def test_a_page_of_somebody_else_is_refused(portal, origin):
    login = portal().start()
    answer = portal().create(headers={"Origin": origin})
    assert_problem(answer, 403, "origin_not_allowed")
    assert_no_cors(answer)
    for method, path in session_calls(login):
        answer = login.broker.client.request(
            method, path, headers={**login.headers, "Origin": origin})
        assert_problem(answer, 403, "origin_not_allowed")
        assert_no_cors(answer)
    assert login.read().json()["version"] == 1


def test_a_page_of_another_portal_is_refused(portal):
    login, other = portal("plain").start(), portal("other")
    for method, path in session_calls(login):
        answer = login.broker.client.request(
            method, path, headers={**login.headers, "Origin": other.origin})
        assert_problem(answer, 403, "origin_not_allowed")
        assert_no_cors(answer)
    assert_problem(
        portal("plain").create(headers={"Origin": other.origin}), 403, "origin_not_allowed")


def test_an_unknown_login_is_not_found_whatever_the_origin(portal):
    login = portal().start()
    answers = []
    for origin in ("https://evil.example", login.portal.origin, None):
        for path, token in ((f"/v1/sessions/{'A' * 22}", login.poll_token),
                            (login.path, "A" * 43), (login.path, "x")):
            headers = {"Authorization": f"Bearer {token}"}
            if origin:
                headers["Origin"] = origin
            answers.append(login.broker.client.get(path, headers=headers))
    for answer in answers:
        assert_problem(answer, 404, "not_found")
    assert len({answer.text for answer in answers}) == 1


def test_the_issuers_own_origin_is_accepted(portal):
    login = portal().start()
    answer = login.broker.client.get(
        login.path, headers={**login.headers, "Origin": login.broker.issuer})
    assert answer.status_code == 200


def preflight(broker, path, origin, method="POST"):
    return broker.client.options(path, headers={
        "Origin": origin, "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type"})


def test_a_preflight_of_a_registered_origin_is_answered(portal):
    login = portal().start()
    paths = ["/v1/sessions", "/token", "/userinfo"] + [path for _, path in session_calls(login)]
    for path in paths:
        answer = preflight(login.broker, path, login.portal.origin)
        assert answer.status_code == 204, (path, answer.text)
        assert answer.headers["access-control-allow-origin"] == login.portal.origin
        assert {"get", "post"} <= words(answer.headers["access-control-allow-methods"])
        assert {"authorization", "content-type", "accept"} <= words(
            answer.headers["access-control-allow-headers"])
        assert answer.headers["access-control-max-age"] == "600"
        assert "origin" in words(answer.headers["vary"])
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", EVIL[:4])
def test_a_preflight_of_another_origin_gets_no_permission(portal, origin):
    login = portal().start()
    for path in ("/v1/sessions", "/token", "/userinfo", login.path):
        answer = preflight(login.broker, path, origin)
        assert "access-control-allow-origin" not in answer.headers
        assert answer.status_code < 500


@pytest.mark.parametrize("act", ["scan", "confirm", "deny", "face", "enrol", "requests", "sign_ins"])
def test_wallets_are_no_browsers(portal, phone, act):
    """A page has no business there, not even the portal's own: its statement counts for nothing."""
    login, device = portal().start(), phone()
    word = device.statement(act, qr=login.payload)
    for origin in (login.portal.origin, "https://evil.example", "null"):
        answer = device.post(ROUTES[act], word, headers={"Origin": origin})
        assert_problem(answer, 403, "origin_not_allowed")
        assert_no_cors(answer)
    assert login.status() == "waiting"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/openapi.yaml"])
def test_public_documents_are_readable_from_everywhere(broker, path):
    for headers in ({}, {"Origin": "https://anybody.example"}):
        answer = broker.client.get(path, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"


def test_the_token_endpoint_is_open_to_pages_of_public_clients_only(portal, phone):
    def approved(identifier):
        login, device = portal(identifier).start(), phone()
        device.scan(login.payload)
        device.confirm()
        return login

    login = approved("plain")
    form = {"grant_type": "authorization_code", "code": login.code(), "client_id": "plain",
            "redirect_uri": login.portal.redirect_uri, "code_verifier": login.verifier}
    evil = login.broker.client.post("/token", data=form, headers={"Origin": EVIL[0]})
    assert evil.status_code == 403, evil.text
    assert_no_cors(evil)
    shop = login.broker.client.post(
        "/token", data=form, headers={"Origin": "https://shop.example"})
    assert_no_cors(shop)
    good = login.broker.client.post("/token", data=form, headers={"Origin": login.portal.origin})
    assert good.status_code == 200, good.text
    assert good.headers["access-control-allow-origin"] == login.portal.origin
    token = {"Authorization": f"Bearer {good.json()['access_token']}"}
    info = login.broker.client.get(
        "/userinfo", headers={**token, "Origin": login.portal.origin})
    assert info.status_code == 200
    assert info.headers["access-control-allow-origin"] == login.portal.origin


def test_modules_are_loadable_by_pages_of_registered_origins_only(portal):
    login = portal().start()
    page = login.broker.client.get(login.payload).text
    script = next(part for part in page.split('"') if part.startswith("/static/")
                  and part.endswith(".js"))
    allowed = login.broker.client.get(script, headers={"Origin": login.portal.origin})
    assert allowed.headers["access-control-allow-origin"] == login.portal.origin
    assert allowed.headers["cross-origin-resource-policy"] == "cross-origin"
    assert_no_cors(login.broker.client.get(script, headers={"Origin": "https://evil.example"}))
