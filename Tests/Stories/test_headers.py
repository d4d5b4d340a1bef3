"""What every answer says about caching, framing and itself, and what it never says."""

import pytest
from broker import ROOT
from problems import assert_problem

pytestmark = pytest.mark.quick


def test_api_answers_are_never_cached(portal, phone):
    login, device = portal().start(), phone()
    answers = [
        portal().create(), login.read(), login.read(after=1), login.frame(),
        login.broker.client.get(login.path + "/page", headers=login.headers),
        portal().create(scope="nothing"), device.scan(login.payload), device.confirm(),
        device.status(), login.redeem(), login.redeem("x"),
        login.broker.client.get("/userinfo"), login.broker.client.get("/v1/sessions/x")]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", (answer.url, answer.status_code)


def test_documents_and_static_files_may_be_cached(broker):
    for path in ("/jwks", "/.well-known/openid-configuration"):
        assert broker.client.get(path).headers["cache-control"].endswith("max-age=300")
    assert "no-store" not in broker.client.get("/openapi.yaml").headers["cache-control"]
    first = broker.client.get("/static/shared/api.js")
    if first.status_code == 200:
        again = broker.client.get(
            "/static/shared/api.js", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304 and again.content == b""


def test_the_contract_is_served_as_it_stands_in_the_source(broker):
    answer = broker.client.get("/openapi.yaml")
    assert answer.content == (ROOT / "web" / "openapi.yaml").read_bytes()
    assert "yaml" in answer.headers["content-type"]


def test_every_answer_refuses_sniffing_and_referrers(portal, broker):
    login = portal().start()
    for path in (login.path, "/jwks", login.payload, "/openapi.yaml", "/nothing",
                 "/login/" + login.id, "/v1/wallets"):
        headers = broker.client.get(path, headers=login.headers).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path


def test_no_answer_runs_anything_or_is_framed_or_read_across_origins(portal, broker):
    """Even where a browser is talked into showing an answer as a page."""
    login = portal().start()
    for path in (login.path, "/jwks", login.payload, "/nothing", "/login/" + login.id,
                 "/v1/wallets", "/userinfo"):
        headers = broker.client.get(path, headers=login.headers).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; "), path
        assert headers["content-security-policy"].endswith("frame-ancestors 'none'"), path
        assert headers["cross-origin-opener-policy"] == "same-origin", path
        wanted = "cross-origin" if path == "/jwks" else "same-origin"
        assert headers["cross-origin-resource-policy"] == wanted, path


def test_pages_run_nothing_from_elsewhere_and_are_not_framed(portal, broker):
    login = portal().start()
    for path in (login.payload, "/login/" + login.id):
        headers = broker.client.get(path).headers
        policy = {part.split()[0]: part.split()[1:]
                  for part in headers["content-security-policy"].split(";") if part.strip()}
        assert policy["default-src"] == ["'none'"]
        assert policy["script-src"] == ["'self'"] and policy["style-src"] == ["'self'"]
        assert policy["frame-ancestors"] == ["'none'"] and policy["base-uri"] == ["'none'"]
        assert policy["form-action"] == ["'none'"]
        assert "'unsafe-inline'" not in headers["content-security-policy"]
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] in ("same-origin", "same-site")


def test_pages_hold_no_inline_script_or_style(portal, broker):
    login = portal().start()
    for path in (login.payload, "/login/" + login.id, "/authorize?client_id=nobody"):
        page = broker.client.get(path).text
        assert "<style" not in page and " style=" not in page and "onclick=" not in page
        for script in page.split("<script")[1:]:
            assert "src=" in script.split(">")[0], "a script without a source"


def test_the_server_does_not_say_what_it_is_made_of(broker):
    answer = broker.client.get("/jwks")
    assert "hummingbird" not in str(answer.headers).lower()
    assert "swift" not in str(answer.headers).lower()


# Uniform refusals

def test_unknown_foreign_and_forgotten_logins_answer_alike(portal):
    mine, foreign = portal().start(), portal("other").start()
    client = mine.broker.client

    def answers(method, suffix):
        for identifier, token in (
                ("A" * 22, mine.poll_token), (foreign.id, mine.poll_token),
                (mine.id, foreign.poll_token), (mine.id, mine.poll_token[:-1]),
                (mine.id, mine.poll_token + "A"), (mine.id, "x"), ("x", "x"),
                (mine.id, mine.poll_token.swapcase())):
            yield client.request(method, f"/v1/sessions/{identifier}{suffix}",
                                 headers={"Authorization": f"Bearer {token}"})
        for headers in ({}, {"Authorization": "Bearer"}, {"Authorization": mine.poll_token},
                        {"Authorization": f"Basic {mine.poll_token}"},
                        {"Cookie": f"qr_{mine.id[:8]}={mine.poll_token}x"}):
            yield client.request(method, f"/v1/sessions/{mine.id}{suffix}", headers=headers)

    bodies = set()
    for method, suffix in (("GET", ""), ("GET", "/qr"), ("GET", "/page"), ("POST", "/cancel")):
        for answer in answers(method, suffix):
            assert_problem(answer, 404, "not_found")
            bodies.add(answer.text)
    assert len(bodies) == 1
    assert mine.status() == foreign.status() == "waiting"


def test_a_bad_number_does_not_tell_whether_a_login_exists(portal):
    login = portal().start()
    wrong = {"Authorization": "Bearer " + "A" * 43}
    known = login.broker.client.get(login.path + "?after=x", headers=wrong)
    unknown = login.broker.client.get(f"/v1/sessions/{'A' * 22}?after=x", headers=wrong)
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)


def test_a_poll_token_in_the_query_is_not_taken(portal):
    login = portal().start()
    for name in ("access_token", "poll_token", "token"):
        answer = login.broker.client.get(f"{login.path}?{name}={login.poll_token}")
        assert_problem(answer, 404, "not_found")
