"""A portal takes tokens back (RFC 7009)."""

import pytest
from problems import assert_oauth_error
from tokens import SECRET, assert_token_refused, post, refresh, tokens_for, userinfo

pytestmark = pytest.mark.quick


@pytest.fixture
def tokens(portal, phone):
    return lambda identifier="notes", secret=None: tokens_for(
        portal(identifier), phone(), secret=secret, scope="openid offline_access")


def revoke(broker, token, client="notes", **form):
    return post(broker, "/revoke", token=token, client_id=client, **form)


def test_a_refresh_token_takes_all_that_came_of_the_login_with_it(broker, tokens):
    first = tokens()
    second = refresh(broker, "notes", first["refresh_token"]).json()
    assert revoke(broker, second["refresh_token"]).status_code == 200
    assert_oauth_error(refresh(broker, "notes", second["refresh_token"]), 400, "invalid_grant")
    for token in (first["access_token"], second["access_token"]):
        assert_token_refused(userinfo(broker, token))


@pytest.mark.parametrize("hint", [None, "access_token", "refresh_token", "other"])
def test_an_access_token_is_of_no_use_afterwards(broker, tokens, hint):
    given = tokens()
    assert revoke(broker, given["access_token"], token_type_hint=hint).status_code == 200
    assert_token_refused(userinfo(broker, given["access_token"]))


def test_a_second_time_and_garbage_are_answered_alike(broker, tokens):
    token = tokens()["refresh_token"]
    for value in (token, token, "x", "A" * 43, "a.b.c", "A" * 5000):
        answer = revoke(broker, value)
        assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"


def test_a_token_of_another_client_stays_good(broker, tokens):
    given = tokens()
    for token in (given["access_token"], given["refresh_token"]):
        assert revoke(broker, token, "plain").status_code == 200
        assert revoke(broker, token, "mail", client_secret=SECRET).status_code == 200
    assert userinfo(broker, given["access_token"]).status_code == 200
    assert refresh(broker, "notes", given["refresh_token"]).status_code == 200


@pytest.mark.parametrize("secret", [None, "wrong"])
def test_a_confidential_client_has_to_prove_itself(broker, tokens, secret):
    token = tokens("mail", SECRET)["refresh_token"]
    answer = revoke(broker, token, "mail", client_secret=secret)
    assert_oauth_error(answer, 401, "invalid_client")
    assert refresh(broker, "mail", token, client_secret=SECRET).status_code == 200


def test_nothing_to_take_back_is_a_fault(broker):
    for token in (None, ""):
        assert_oauth_error(revoke(broker, token), 400, "invalid_request")
    assert_oauth_error(revoke(broker, "x", client=None), 401, "invalid_client")


def test_a_portals_own_page_may_do_it_and_no_other(broker, tokens):
    form = {"token": tokens()["refresh_token"], "client_id": "notes"}
    own, other = ({"Origin": origin} for origin in (
        "https://notes.example", "https://evil.example"))
    answer = broker.client.post("/revoke", data=form, headers=other)
    assert answer.status_code == 403 and "access-control-allow-origin" not in answer.headers
    assert refresh(broker, "notes", form["token"]).status_code == 200
    answer = broker.client.post("/revoke", data=form, headers=own)
    assert answer.headers["access-control-allow-origin"] == own["Origin"]
