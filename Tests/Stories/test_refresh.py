"""Refresh tokens: a new one at each use, and nothing left when an old one comes back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from clock import Clock
from portal import Portal
from problems import assert_oauth_error
from tokens import SECRET, assert_token_refused, refresh, tokens_for, unverified, userinfo
from wallet import Phone

pytestmark = pytest.mark.quick

SCOPE = "openid profile email offline_access"
CLAIMS = {"name": "张伟", "email": "z@example.com"}
DAY = 86400


@pytest.fixture
def tokens(portal, phone):
    """What a portal gets for a login that lasts: `tokens("mail", secret=SECRET)`."""
    def make(identifier="notes", **changes):
        return tokens_for(
            portal(identifier), phone(), CLAIMS, **{"scope": SCOPE, **changes})
    return make


def test_a_login_without_offline_access_has_no_refresh_token(tokens):
    assert "refresh_token" not in tokens(scope="openid profile")


def test_a_refresh_gives_new_tokens_for_the_same_login(broker, tokens):
    first = tokens()
    answer = refresh(broker, "notes", first["refresh_token"])
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    second = answer.json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    assert set(second["scope"].split()) == set(SCOPE.split())
    assert userinfo(broker, second["access_token"]).json()["name"] == "张伟"
    before, after = unverified(first["id_token"]), unverified(second["id_token"])
    for claim in ("iss", "sub", "aud", "auth_time", "acr", "amr", "sid"):
        assert before[claim] == after[claim], claim
    assert refresh(broker, "notes", second["refresh_token"]).status_code == 200


def test_an_old_refresh_token_ends_everything_that_came_of_the_login(broker, tokens):
    first = tokens()
    second = refresh(broker, "notes", first["refresh_token"]).json()
    assert_oauth_error(refresh(broker, "notes", first["refresh_token"]), 400, "invalid_grant")
    assert_oauth_error(refresh(broker, "notes", second["refresh_token"]), 400, "invalid_grant")
    for token in (first["access_token"], second["access_token"]):
        assert_token_refused(userinfo(broker, token))


def test_another_login_of_the_same_person_is_left_alone(broker, portal, phone):
    device = phone()
    lost, kept = (tokens_for(portal("notes"), device, scope=SCOPE) for _ in range(2))
    refresh(broker, "notes", lost["refresh_token"])
    assert_oauth_error(refresh(broker, "notes", lost["refresh_token"]), 400, "invalid_grant")
    assert refresh(broker, "notes", kept["refresh_token"]).status_code == 200


def test_of_twenty_uses_at_once_one_wins_and_the_family_ends(broker, tokens):
    token = tokens()["refresh_token"]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: refresh(broker, "notes", token), range(20)))
    good = [answer.json() for answer in answers if answer.status_code == 200]
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 19
    assert_oauth_error(refresh(broker, "notes", good[0]["refresh_token"]), 400, "invalid_grant")


def test_less_may_be_asked_for_and_all_of_it_comes_back(broker, tokens):
    narrow = refresh(broker, "notes", tokens()["refresh_token"], scope="openid email").json()
    assert set(narrow["scope"].split()) == {"openid", "email"}
    assert "name" not in userinfo(broker, narrow["access_token"]).json()
    whole = refresh(broker, "notes", narrow["refresh_token"]).json()
    assert userinfo(broker, whole["access_token"]).json()["name"] == "张伟"


@pytest.mark.parametrize("scope", ["openid credential", "openid profile nothing"])
def test_more_than_was_granted_is_refused_and_uses_nothing_up(broker, tokens, scope):
    token = tokens(scope="openid profile offline_access")["refresh_token"]
    assert_oauth_error(refresh(broker, "notes", token, scope=scope), 400, "invalid_scope")
    assert refresh(broker, "notes", token).status_code == 200


def test_another_client_gets_nothing_and_spoils_nothing(broker, tokens):
    token = tokens()["refresh_token"]
    assert_oauth_error(refresh(broker, "plain", token), 400, "invalid_grant")
    assert_oauth_error(
        refresh(broker, "mail", token, client_secret=SECRET), 400, "invalid_grant")
    assert refresh(broker, "notes", token).status_code == 200


@pytest.mark.parametrize("secret", [None, "wrong"])
def test_a_confidential_client_shows_its_secret_at_each_refresh(broker, tokens, secret):
    token = tokens("mail", secret=SECRET)["refresh_token"]
    answer = refresh(broker, "mail", token, client_secret=secret)
    assert_oauth_error(answer, 401, "invalid_client")
    assert refresh(broker, "mail", token, client_secret=SECRET).status_code == 200


def test_what_is_no_refresh_token_is_refused(broker, tokens):
    given = tokens()
    for wrong in ("x", "A" * 43, given["access_token"], given["id_token"]):
        assert_oauth_error(refresh(broker, "notes", wrong), 400, "invalid_grant")
    for missing in (None, ""):
        assert_oauth_error(refresh(broker, "notes", missing), 400, "invalid_request")


def test_a_client_without_this_grant_gets_no_refresh_token(broker, tokens):
    given = tokens("narrow")
    assert "refresh_token" not in given
    assert_oauth_error(refresh(broker, "narrow", "A" * 43), 400, "unauthorized_client")


def test_thirty_days_without_use_end_it(own_house, tmp_path):
    house, clock = own_house({"plain": {}}), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    given = tokens_for(Portal(house.broker, "notes"), Phone(house.broker, house.wallet),
                       scope=SCOPE)
    for days in (29, 58):
        clock.set(days * DAY)
        answer = refresh(house.broker, "notes", given["refresh_token"])
        assert answer.status_code == 200, f"after {days} days, 29 of them idle: {answer.text}"
        given = answer.json()
    clock.set(89 * DAY)
    assert_oauth_error(
        refresh(house.broker, "notes", given["refresh_token"]), 400, "invalid_grant")
