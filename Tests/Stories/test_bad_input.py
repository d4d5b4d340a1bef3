"""Whatever is sent to an endpoint, the answer is clear, never a fault, and nothing changes."""

import json

import httpx
import pytest
from broker import HTTP
from problems import assert_oauth_error, assert_problem
from wallet import ROUTES

pytestmark = pytest.mark.quick

EDGE = 64 * 1024
JSON_ROUTES = ["/v1/sessions", *sorted(set(ROUTES.values()))]


def nested(depth: int) -> bytes:
    """An object whose member is arrays down to `depth` levels in all."""
    return b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


MALFORMED = {
    "nothing": b"", "blank": b" \n", "not JSON": b"{", "a word": b"hello",
    "trailing bytes": b"{} {}", "trailing comma": b'{"assertion":"x",}', "trailing nul": b"{}\0",
    "byte-order mark": b"\xef\xbb\xbf{}", "UTF-16": '{"assertion":"x"}'.encode("utf-16"),
    "not UTF-8": b'{"assertion":"\xff\xfe"}', "lone surrogate bytes": b'{"a":"\xed\xa0\x80"}',
    "overlong UTF-8": b'{"a":"\xc0\xaf"}', "duplicate keys": b'{"assertion":"x","assertion":"y"}',
    "duplicate keys by escape": b'{"a":1,"\\u0061":2}',
    "duplicate keys below": b'{"assertion":"x","b":{"c":1,"c":2}}',
    "33 levels": nested(33), "many levels": nested(20000), "single quotes": b"{'a':1}",
    "comment": b"{}//x", "control character": b'{"a":"\x01"}', "NaN": b'{"a":NaN}',
    "leading zero": b'{"a":01}', "bare plus": b'{"a":+1}', "form": b"assertion=x",
    "unfinished string": b'{"a":"', "bad escape": b'{"a":"\\x"}',
}


def post(broker, route, body, content_type="application/json"):
    headers = {"Content-Type": content_type} if content_type is not None else {}
    return broker.client.post(route, content=body, headers=headers)


@pytest.mark.parametrize("route", JSON_ROUTES)
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_body_is_called_malformed(broker, route, name):
    assert_problem(post(broker, route, MALFORMED[name]), 400, "malformed")


@pytest.mark.parametrize("route", JSON_ROUTES)
def test_thirty_two_levels_are_read(broker, route):
    answer = post(broker, route, nested(32))
    assert_problem(answer, 400, "invalid_request")


@pytest.mark.parametrize("route", JSON_ROUTES)
@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"1", b"true", b"[{}]"])
def test_json_that_is_no_object_is_refused(broker, route, body):
    answer = post(broker, route, body)
    assert answer.status_code == 400 and answer.json()["code"] in ("malformed", "invalid_request")


@pytest.mark.parametrize("route", sorted(set(ROUTES.values())))
@pytest.mark.parametrize("body", [
    {}, {"assertion": None}, {"assertion": 1}, {"assertion": []}, {"assertion": {}},
    {"assertion": True}, {"Assertion": "x"}])
def test_a_call_without_a_statement_names_what_is_missing(broker, route, body):
    answer = broker.client.post(route, json=body)
    assert_problem(answer, 400, "invalid_request", parameter="assertion")


@pytest.mark.parametrize("route", JSON_ROUTES)
@pytest.mark.parametrize("size, accepted", [(EDGE, True), (EDGE + 1, False), (EDGE * 20, False)])
def test_a_body_may_have_64_kib_and_not_a_byte_more(broker, route, size, accepted):
    body = b'{"padding":"'
    body += b"x" * (size - len(body) - 2) + b'"}'
    assert len(body) == size
    answer = post(broker, route, body)
    if accepted:
        assert_problem(answer, 400, "invalid_request")
    else:
        assert_problem(answer, 413, "payload_too_large")


@pytest.mark.parametrize("route", ["/v1/sessions", "/v1/wallet/scan", "/token"])
def test_a_body_in_pieces_is_bounded_too(broker, route):
    """Without a Content-Length the size is known only as it comes."""
    def pieces():
        for _ in range(200):
            yield b"x" * 1024
    media_type = "application/x-www-form-urlencoded" if route == "/token" else "application/json"
    with httpx.Client(base_url=broker.issuer, **HTTP) as client:
        try:
            answer = client.post(
                route, content=pieces(), headers={"Content-Type": media_type})
        except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            return  # cut off while sending is as good
        assert answer.status_code == 413


@pytest.mark.parametrize("route", JSON_ROUTES)
@pytest.mark.parametrize("media_type", [
    None, "", "text/plain", "application/x-www-form-urlencoded", "application/xml", "json",
    "application/json-seq", "application/json; charset=latin-1", "application/json;charset=utf-16",
    "application/jose", "application/json, text/plain"])
def test_another_media_type_or_charset_is_refused(broker, route, media_type):
    answer = post(broker, route, b'{"assertion":"x"}', media_type)
    assert_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize("media_type", [
    "application/json", "application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"',
    "application/json ; charset=Utf-8"])
def test_utf_8_may_be_named_in_any_way(broker, media_type):
    answer = post(broker, "/v1/wallet/scan", b'{"assertion":"x"}', media_type)
    assert_problem(answer, 401, "invalid_assertion")


@pytest.mark.parametrize("member, value", [
    ("client_id", None), ("client_id", 1), ("redirect_uri", None), ("redirect_uri", []),
    ("code_challenge", None), ("code_challenge", "short"), ("code_challenge", 1),
    ("code_challenge", "=" * 43), ("code_challenge", "x" * 44),
    ("code_challenge_method", None), ("code_challenge_method", "plain"),
    ("code_challenge_method", "s256"), ("scope", 1), ("scope", "profile"), ("scope", ""),
    ("state", 1), ("nonce", []), ("acr_values", 1), ("max_age", -1), ("max_age", "x"),
    ("login_hint", 1), ("purpose", "other"), ("purpose", 1), ("purpose", "register"),
    ("wallets", []), ("wallets", "demo-wallet"), ("wallets", [1]), ("ui_locales", 1),
    ("replaces", "x"), ("replaces", [])])
def test_a_creation_names_the_parameter_that_is_wrong(portal, member, value):
    answer = portal().create(**{member: value})
    assert_problem(answer, 400, "invalid_request", parameter=member)


@pytest.mark.parametrize("member, value, status, code", [
    ("client_id", "nobody", 401, "invalid_client"), ("client_id", "", 401, "invalid_client"),
    ("redirect_uri", "https://evil.example/callback", 403, "redirect_uri_not_allowed"),
    ("redirect_uri", "https://plain.example/callback/", 403, "redirect_uri_not_allowed"),
    ("redirect_uri", "https://plain.example/callback?x=1", 403, "redirect_uri_not_allowed"),
    ("redirect_uri", "https://PLAIN.example/callback", 403, "redirect_uri_not_allowed"),
    ("redirect_uri", "https://plain.example/callback#x", 403, "redirect_uri_not_allowed"),
    ("redirect_uri", "https://plain.example:443/callback", 403, "redirect_uri_not_allowed"),
    ("redirect_uri", "https://plain.example/x/../callback", 403, "redirect_uri_not_allowed"),
    ("scope", "openid admin", 403, "scope_not_allowed"),
    ("wallets", ["foreign-wallet"], 403, "wallet_not_allowed"),
    ("wallets", ["nobody"], 403, "wallet_not_allowed")])
def test_a_creation_that_asks_for_too_much_is_refused(portal, member, value, status, code):
    answer = portal().create(**{member: value})
    if value == "" and answer.status_code == 400:
        assert_problem(answer, 400, "invalid_request", parameter=member)
    else:
        assert_problem(answer, status, code)


def test_unknown_members_never_change_a_result(portal):
    answer = portal().create(
        session_id="A" * 22, poll_token="B" * 43, status="approved", subject="admin",
        user_code="BBBB-BBBB", expires_in=99999, unknown={"deep": [1]})
    assert answer.status_code == 201
    created = answer.json()
    assert created["session_id"] != "A" * 22 and created["poll_token"] != "B" * 43
    assert created["status"] == "waiting" and created["expires_in"] <= 120


def test_null_is_the_same_as_leaving_out(portal):
    nothing = dict.fromkeys([
        "scope", "state", "nonce", "acr_values", "max_age", "login_hint", "purpose", "wallets",
        "ui_locales", "replaces"])
    members = {**portal().request(), **nothing}
    answer = portal().broker.client.post("/v1/sessions", content=json.dumps(members), headers={
        "Content-Type": "application/json"})
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("method, path", [
    ("DELETE", "/v1/sessions"), ("GET", "/v1/sessions"), ("PUT", "/v1/wallet/scan"),
    ("GET", "/v1/wallet/scan"), ("GET", "/token"), ("POST", "/jwks"), ("PATCH", "/userinfo"),
    ("DELETE", "/v1/sessions/x"), ("GET", "/v1/sessions/x/cancel"), ("POST", "/openapi.yaml")])
def test_another_method_is_refused_with_the_ones_there_are(broker, method, path):
    answer = broker.client.request(method, path)
    assert answer.status_code == 405, answer.text
    assert answer.headers["allow"]


@pytest.mark.parametrize("path", [
    "/nothing", "/v1", "/v1/", "/v1/nothing", "/v1/sessions/", "//", "/v1//sessions",
    "/static/../qrbroker.yaml", "/static/..%2f..%2fetc/passwd", "/static/%00", "/%ff",
    "/static/nothing.js", "/v1/sessions/x/y/z", "/.env", "/admin", "/metrics", "/healthz/live",
    "/healthz/ready"])
def test_a_path_nobody_has_is_404(broker, path):
    answer = broker.client.get(path)
    assert answer.status_code == 404, (path, answer.status_code, answer.text[:200])
    assert "qrbroker:" not in answer.text or answer.headers["content-type"].startswith("app")


@pytest.mark.parametrize("body", [b"", b"grant_type", b"grant_type=&&&", b"%", b"a=%zz",
                                  b"grant_type=authorization_code&code=%ff", b"\xff\xfe"])
def test_a_token_request_that_is_no_form_is_refused_in_oauth_words(broker, body):
    answer = post(broker, "/token", body, "application/x-www-form-urlencoded")
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] in (
        "invalid_request", "unsupported_grant_type", "invalid_client", "invalid_grant")


def test_json_at_the_token_endpoint_is_415_in_oauth_words(broker):
    answer = broker.client.post("/token", json={"grant_type": "authorization_code"})
    assert answer.status_code == 415 and "error" in answer.json()
    assert "type" not in answer.json()


def test_a_parameter_given_twice_is_refused(portal, phone):
    login, device = portal().start(), phone()
    device.scan(login.payload)
    device.confirm()
    form = (f"grant_type=authorization_code&code={login.code()}&code={login.code()}"
            f"&client_id=plain&redirect_uri={login.portal.redirect_uri}"
            f"&code_verifier={login.verifier}")
    answer = post(login.broker, "/token", form.encode(), "application/x-www-form-urlencoded")
    assert_oauth_error(answer, 400, "invalid_request")
    assert login.redeem().status_code == 200
