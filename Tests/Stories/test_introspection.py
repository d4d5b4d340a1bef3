"""What a resource server learns of a token (RFC 7662)."""

import pytest
from problems import assert_oauth_error
from tokens import SECRET, post, refresh, tokens_for, unverified

pytestmark = pytest.mark.quick

INACTIVE = {"active": False}


@pytest.fixture
def tokens(portal, phone):
    return lambda identifier="mail", secret=SECRET, **changes: tokens_for(
        portal(identifier), phone(), {"name": "张伟"}, secret,
        **{"scope": "openid profile offline_access", **changes})


def ask(broker, token, client="mail", secret=SECRET, **form):
    return post(broker, "/introspect", token=token, client_id=client, client_secret=secret, **form)


def test_a_portal_reads_its_own_access_token(broker, tokens):
    token = tokens()["access_token"]
    answer = ask(broker, token)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    claims, found = unverified(token), answer.json()
    assert found["active"] is True and found["token_type"] == "Bearer"
    for name in ("iss", "sub", "aud", "client_id", "exp", "iat", "jti", "scope", "acr"):
        assert found[name] == claims[name], name
    assert "name" not in found, "what is known of the person is for /userinfo"


def test_a_portal_reads_its_own_refresh_token(broker, tokens):
    given = tokens()
    found = ask(broker, given["refresh_token"], token_type_hint="refresh_token").json()
    assert found["active"] is True and found["client_id"] == "mail"
    assert found["sub"] == unverified(given["id_token"])["sub"]
    assert "offline_access" in found["scope"].split()
    assert refresh(broker, "mail", given["refresh_token"], client_secret=SECRET).status_code == 200


def test_a_token_of_another_portal_is_none_to_it(broker, tokens):
    given = tokens("notes", secret=None)
    for token in (given["access_token"], given["refresh_token"]):
        assert ask(broker, token).json() == INACTIVE


def test_a_resource_server_may_read_everybodys(broker, tokens):
    given = tokens("notes", secret=None)
    for token in (given["access_token"], given["refresh_token"]):
        found = ask(broker, token, "inspector").json()
        assert found["active"] is True and found["client_id"] == "notes"


def test_what_is_no_good_token_is_inactive_and_nothing_more(broker, tokens):
    given = tokens()
    used = given["refresh_token"]
    refresh(broker, "mail", used, client_secret=SECRET)
    head, body, signature = given["access_token"].split(".")
    for token in ("x", "A" * 43, used, given["id_token"], f"{head}.{body}.", f"{head}.{body}.AA"):
        answer = ask(broker, token)
        assert answer.status_code == 200 and answer.json() == INACTIVE, token


def test_a_token_taken_back_is_inactive(broker, tokens):
    given = tokens()
    post(broker, "/revoke", token=given["refresh_token"], client_id="mail", client_secret=SECRET)
    for token in (given["access_token"], given["refresh_token"]):
        assert ask(broker, token).json() == INACTIVE


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "pct", ""])
def test_a_hint_is_only_a_hint(broker, tokens, hint):
    given = tokens()
    for token in (given["access_token"], given["refresh_token"]):
        assert ask(broker, token, token_type_hint=hint).json()["active"] is True


def test_only_a_client_that_proves_itself_may_ask(broker, tokens):
    token = tokens()["access_token"]
    for secret in (None, "wrong"):
        assert_oauth_error(ask(broker, token, secret=secret), 401, "invalid_client")
    assert_oauth_error(ask(broker, token, "notes", secret=None), 401, "invalid_client")
    assert_oauth_error(post(broker, "/introspect", token=token), 401, "invalid_client")


@pytest.mark.parametrize("token", [None, ""])
def test_a_question_about_nothing_is_refused(broker, token):
    assert_oauth_error(ask(broker, token), 400, "invalid_request")
