"""The request at `/authorize`: every parameter that changes something, and where its errors go."""

import json

import pytest
from forgery import other_signature
from portal import query_of
from problems import assert_error_page, assert_problem
from tokens import tokens_for, unverified
from visit import Form

pytestmark = pytest.mark.quick

LEVEL = "urn:qrbroker:acr:"


@pytest.fixture
def visit(browser, portal):
    """`visit(identifier, **parameters)` with a new browser."""
    return lambda identifier="plain", **changes: browser().visit(portal(identifier), **changes)


def test_a_request_may_come_as_a_form(visit, phone):
    posted = visit(method="POST")
    back = posted.approve(phone())
    assert (back["state"], back["iss"]) == (posted.state, posted.broker.issuer)
    assert unverified(posted.redeem(back["code"]).json()["id_token"])["nonce"] == posted.nonce


def test_the_page_of_a_form_can_begin_anew(visit):
    posted = visit(method="POST")
    address, again = posted.location.split("?", 1)
    assert "/login/" in address
    assert query_of("?" + again) == posted.query, "what the page's refresh button asks once more"


def test_a_form_of_another_kind_is_refused(broker, portal):
    query = portal().request(response_type="code", scope="openid")
    assert_error_page(broker.client.post("/authorize", json=query))


@pytest.mark.parametrize("changes, error", [
    ({"prompt": "none login"}, "invalid_request"), ({"prompt": "later"}, "invalid_request"),
    ({"prompt": "none"}, "login_required"), ({"max_age": "-1"}, "invalid_request"),
    ({"max_age": "soon"}, "invalid_request"), ({"max_age": "1.5"}, "invalid_request"),
    ({"claims": "{"}, "invalid_request"), ({"claims": "[]"}, "invalid_request"),
    ({"claims": '{"id_token": 1}'}, "invalid_request"),
    ({"response_mode": "fragment"}, "invalid_request"),
    ({"dpop_jkt": "short"}, "invalid_request"), ({"scope": "email"}, "invalid_request"),
    ({"scope": "openid nothing"}, "invalid_scope"),
    ({"request": "e30.e30."}, "request_not_supported"),
    ({"acr_values": LEVEL + "4"}, "unmet_authentication_requirements"),
    ({"response_type": "code id_token"}, "unsupported_response_type")])
def test_a_wrong_request_is_the_clients_to_know(visit, changes, error):
    wrong = visit(**changes)
    assert (wrong.back["error"], wrong.back["state"]) == (error, wrong.state)
    assert wrong.back["iss"] == wrong.broker.issuer and "code" not in wrong.back
    assert "set-cookie" not in wrong.answer.headers
    if error == "invalid_request":
        assert wrong.back["error_description"].endswith(f": {next(iter(changes))}")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("changes", [
    {"client_id": "nobody"}, {"client_id": None}, {"redirect_uri": None},
    {"redirect_uri": "https://plain.example/callback?x=1"},
    {"redirect_uri": "https://plain.example:443/callback"},
    {"redirect_uri": "https://PLAIN.example/callback"},
    {"redirect_uri": "https://plain.example/x/../callback"},
    {"redirect_uri": "https://plain.example@evil.example/callback"}])
def test_nobody_unknown_hears_of_it(visit, method, changes):
    for mode in (None, "form_post"):
        assert_error_page(visit(method=method, response_mode=mode, **changes).answer)


@pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
def test_a_parameter_twice_is_no_request(broker, portal, name):
    query = portal().request(response_type="code", scope="openid")
    again = [*query.items(), (name, query[name])]
    assert_error_page(broker.client.get("/authorize", params=again))


def test_an_error_is_posted_to_a_client_that_wants_it_so(visit):
    wrong = visit(response_mode="form_post", prompt="none")
    assert wrong.answer.status_code == 200 and wrong.answer.headers["cache-control"] == "no-store"
    form = Form(wrong.answer.text)
    assert (form.action, form.method) == (wrong.portal.redirect_uri, "post")
    assert form.fields["error"] == "login_required"
    assert (form.fields["state"], form.fields["iss"]) == (wrong.state, wrong.broker.issuer)


def test_the_answer_is_posted_to_a_client_that_wants_it_so(visit, browser, phone):
    posted = visit(response_mode="form_post")
    device = phone()
    device.scan(posted.payload())
    device.confirm()
    address = posted.read()["result"]["redirect_to"]
    assert address == f"{posted.broker.issuer}/login/{posted.id}/answer"
    assert_error_page(browser().get(address))
    answer = posted.browser.get(address)
    form = Form(answer.text)
    assert (form.action, form.method) == (posted.portal.redirect_uri, "post")
    assert (form.fields["state"], form.fields["iss"]) == (posted.state, posted.broker.issuer)
    policy = answer.headers["content-security-policy"]
    assert "form-action 'none'" not in policy and "unsafe" not in policy
    assert posted.redeem(form.fields["code"]).status_code == 200


def test_a_denial_is_posted_too(visit, phone):
    posted, device = visit(response_mode="form_post", state='"><b>'), phone()
    device.scan(posted.payload())
    device.deny(reason="not_me")
    answer = posted.browser.get(posted.read()["problem"]["redirect_to"])
    form = Form(answer.text)
    assert form.fields["error"] == "access_denied" and form.fields["state"] == '"><b>'
    assert "<b>" not in answer.text and "code" not in form.fields


def test_a_page_without_an_answer_yet_posts_nothing(visit):
    posted = visit(response_mode="form_post")
    answer = posted.browser.get(f"/login/{posted.id}/answer")
    assert_error_page(answer)
    assert "<form" not in answer.text


def test_a_denial_carries_the_issuer(visit, phone):
    denied, device = visit(), phone()
    device.scan(denied.payload())
    device.deny(reason="changed_mind")
    back = query_of(denied.read()["problem"]["redirect_to"])
    assert back == {"error": "access_denied", "state": denied.state, "iss": denied.broker.issuer}


@pytest.mark.parametrize("prompt", ["login", "consent", "select_account", "login consent"])
def test_a_prompt_that_asks_for_the_person_shows_the_code(visit, prompt):
    assert visit(prompt=prompt).read()["status"] == "waiting"


def test_an_age_is_answered_with_the_time_of_the_login(visit, phone):
    aged = visit(max_age="600")
    tokens = aged.redeem(aged.approve(phone())["code"]).json()
    claims = unverified(tokens["id_token"])
    assert 0 <= claims["iat"] - claims["auth_time"] <= 60


def test_a_hint_names_the_only_person_who_may_answer(visit, portal, phone):
    device = phone()
    known = tokens_for(portal(), device)["id_token"]
    hinted = visit(id_token_hint=known)
    assert_problem(phone().scan(hinted.payload()), 403, "wrong_subject")
    assert "code" in hinted.approve(device)
    for_another = tokens_for(portal("other"), device)["id_token"]
    for hint in ("x", "x.y.z", for_another, other_signature(known)):
        assert visit(id_token_hint=hint).back["error"] == "invalid_request"


def test_a_level_may_be_asked_for_as_a_claim(visit):
    def wanting(level, **more):
        return json.dumps({"id_token": {"acr": {"values": [LEVEL + level], **more}}})
    assert visit("face", claims=wanting("3", essential=True)).read()["status"] == "waiting"
    impossible = visit(claims=wanting("4", essential=True))
    assert impossible.back["error"] == "unmet_authentication_requirements"
    assert visit(claims=wanting("4")).read()["status"] == "waiting", "a wish only"


def test_a_claim_may_be_asked_for_in_the_id_token(visit, phone):
    wish = json.dumps({"id_token": {"email": None}, "userinfo": {"email": None}})
    asked = visit(scope="openid email", claims=wish)
    back = asked.approve(phone(), scopes=["email"],
                         claims={"email": "z@example.com", "name": "张伟"})
    claims = unverified(asked.redeem(back["code"]).json()["id_token"])
    assert claims["email"] == "z@example.com" and "name" not in claims
