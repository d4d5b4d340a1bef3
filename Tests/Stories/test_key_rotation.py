"""New signing keys while people sign in: nothing that was good becomes bad."""

import os
import subprocess

import pytest
from broker import QRBROKER, eventually, run
from clock import Clock
from portal import Portal
from tokens import post, tokens_for, userinfo, verified
from wallet import Phone

pytestmark = pytest.mark.quick

DAY = 86400


@pytest.fixture
def house(own_house, tmp_path):
    house = own_house({"plain": {}}, signing_key_age=0)
    house.clock = Clock(tmp_path / "offset")
    house.start = lambda: house.broker.start(
        wrapper=house.clock.wrapper, environment=house.clock.environment)
    house.start()
    return house


def move(house, seconds: int):
    house.clock.set(seconds)
    house.wallet.clock_offset = seconds


def kids(house) -> set[str]:
    return {key["kid"] for key in house.broker.client.get("/jwks").json()["keys"]}


def rotate(house):
    """Rotates by command and waits until everybody could read the new keys."""
    before = kids(house)
    result = run("key", "rotate", "--key-file", house.broker.folder / "qrbroker.key")
    assert result.returncode == 0, result.stderr
    eventually(lambda: kids(house) > before, what="new keys at /jwks beside the old ones")
    return before, kids(house) - before


def tokens(house) -> dict:
    return tokens_for(Portal(house.broker, "notes"), Phone(house.broker, house.wallet),
                      scope="openid offline_access")


def signed_by(house, token, kind="JWT") -> str:
    return verified(house.broker, token, kind)[0]["kid"]


@pytest.mark.slow
def test_new_keys_are_published_before_they_sign(house):
    old = signed_by(house, tokens(house)["id_token"])
    before, new = rotate(house)
    assert old in before and len(new) == len(before)
    assert signed_by(house, tokens(house)["id_token"]) == old


def test_after_the_overlap_they_sign_and_the_old_ones_still_verify(house):
    given = tokens(house)
    _, new = rotate(house)
    move(house, 3600)
    later = tokens(house)
    assert signed_by(house, later["id_token"]) in new
    assert signed_by(house, later["access_token"], "at+jwt") in new
    assert signed_by(house, given["id_token"]) not in new
    assert userinfo(house.broker, later["access_token"]).status_code == 200
    refreshed = post(house.broker, "/token", grant_type="refresh_token", client_id="notes",
                     refresh_token=given["refresh_token"])
    assert signed_by(house, refreshed.json()["id_token"]) in new


@pytest.mark.slow
def test_an_access_token_of_the_old_key_is_good_until_its_end(house):
    given = tokens(house)
    rotate(house)
    assert userinfo(house.broker, given["access_token"]).status_code == 200
    move(house, 500)
    assert userinfo(house.broker, given["access_token"]).status_code == 200


@pytest.mark.slow
def test_a_restart_changes_nothing(house):
    rotate(house)
    published = kids(house)
    house.broker.kill()
    house.start()
    assert kids(house) == published


@pytest.mark.slow
def test_a_key_that_was_replaced_long_ago_is_dropped(house):
    first, _ = rotate(house)
    move(house, 3600)
    assert first < kids(house)
    move(house, 70 * DAY)
    house.broker.kill()
    subprocess.run(
        [*house.clock.wrapper, QRBROKER, "key", "rotate", "--key-file",
         house.broker.folder / "qrbroker.key"],
        env={**os.environ, **house.clock.environment}, check=True, stdout=subprocess.DEVNULL)
    house.start()
    assert not first & kids(house)


@pytest.mark.slow
def test_by_age_the_broker_rotates_itself(own_house, tmp_path):
    house, clock = own_house({"plain": {}}, signing_key_age=DAY), Clock(tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)
    before = kids(house)
    clock.set(DAY + 60)
    eventually(lambda: kids(house) > before, "a new key by age")


@pytest.mark.slow
def test_nothing_else_in_the_file_changes(house):
    """The subject is made with a key that is never rotated."""
    portal, device = Portal(house.broker, "notes"), Phone(house.broker, house.wallet)
    login = tokens_for(portal, device)
    rotate(house)
    again = tokens_for(portal, device)
    subjects = [verified(house.broker, given["id_token"])[1]["sub"] for given in (login, again)]
    assert subjects[0] == subjects[1]


def test_a_file_that_is_not_there_is_a_clear_failure(tmp_path):
    result = run("key", "rotate", "--key-file", tmp_path / "nothing.key")
    assert result.returncode != 0 and "nothing.key" in result.stderr
