"""Logins that nobody finishes: each deadline, by the broker's clock, and what may still be done."""

import time

import audit
import pytest
from clock import Clock
from house import House
from portal import Portal, query_of
from problems import assert_oauth_error, assert_problem
from wallet import Phone, from_base64url

POLICIES = {
    "scan": {"lifetimes": {"scan": 2}},
    "decide": {"lifetimes": {"decide": 2}},
    "face": {"asks": ["face"], "lifetimes": {"face": 2}},
    "still": {"lifetimes": {"scan": 2}, "qr_rotation": 0},
}

# Seconds of `total` and `redeem` in the house with a clock to be moved, where stories do not hurry.
TOTAL, REDEEM = 300, 100


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("brief"), POLICIES)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def clocked(own_house, tmp_path):
    """A house whose clock is moved: `clocked.jump(100)`."""
    parts = {name: TOTAL for name in ("scan", "decide", "face", "total")}
    house, clock = own_house({
        "plain": {}, "redeem": {"lifetimes": {"redeem": REDEEM}},
        "total": {"asks": ["face"], "lifetimes": {**parts, "redeem": 500}}}), Clock(
            tmp_path / "offset")
    house.broker.start(wrapper=clock.wrapper, environment=clock.environment)

    def jump(seconds):
        clock.set(seconds)
        house.wallet.clock_offset = seconds
    house.jump = jump
    return house


def begin(brief, identifier, *steps):
    login, device = Portal(brief.broker, identifier).start(), Phone(brief.broker, brief.wallet)
    for step in steps:
        answer = getattr(device, step)(*([login.payload] if step == "scan" else []))
        assert answer.status_code == 200, answer.text
    return login, device


def assert_expires(login, hint, version):
    page = login.next(version)
    assert (page["status"], page["hint"]) == ("expired", hint), page
    assert page["problem"]["code"] == "expired"
    assert page["problem"]["reason"] == hint.removeprefix("expired_")
    assert "expires_in" not in page and "result" not in page
    back = query_of(page["problem"]["redirect_to"])
    assert back["error"] == "access_denied" and back["error_description"] == "expired"
    assert audit.transitions(login.broker, login.id)[-1][1] == "expired"


def test_a_code_nobody_scans(brief):
    login, device = begin(brief, "scan")
    assert login.created["expires_in"] == 2
    assert_expires(login, "expired_unscanned", 1)
    assert_problem(device.scan(login.payload), 410, "session_over")
    assert_problem(login.cancel(), 409, "session_over")


def test_a_scan_nobody_decides(brief):
    login, device = begin(brief, "decide", "scan")
    assert_expires(login, "expired_undecided", 2)
    assert_problem(device.confirm(), 410, "session_over")
    assert_problem(device.deny(), 410, "session_over")


def test_a_face_check_nobody_does(brief):
    login, device = begin(brief, "face", "scan", "confirm")
    assert_expires(login, "expired_undecided", 4)
    assert_problem(device.face("pass"), 410, "session_over")


def test_a_code_nobody_redeems(clocked):
    login, device = begin(clocked, "redeem", "scan", "confirm")
    code = login.code()
    clocked.jump(REDEEM + 1)
    assert_expires(login, "expired_unredeemed", 4)
    assert_oauth_error(login.redeem(code), 400, "invalid_grant")
    assert login.status() == "expired"


def left(login) -> int:
    return login.read().json()["expires_in"]


def test_the_whole_has_an_end_whatever_the_parts_allow(clocked):
    login, device = begin(clocked, "total")
    assert TOTAL - 100 < left(login) <= TOTAL
    clocked.jump(100)
    device.scan(login.payload)
    assert TOTAL - 200 < left(login) <= TOTAL - 100
    clocked.jump(200)
    device.confirm()
    assert 0 < left(login) <= TOTAL - 200
    clocked.jump(TOTAL + 1)
    assert_expires(login, "expired_undecided", 4)


def test_redeeming_is_not_capped_by_the_whole(clocked):
    login, device = begin(clocked, "total", "scan", "confirm")
    device.face("pass")
    assert TOTAL < left(login) <= 500


def test_the_seconds_left_count_down_to_the_end(brief):
    """However long an answer takes: it was right at some moment between question and answer."""
    login, _ = begin(brief, "scan")
    deadline = deadline_of(login) / 1000
    while True:
        asked = time.time()
        page = login.read().json()
        if page["status"] != "waiting":
            break
        # The broker counts whole milliseconds.
        assert deadline - time.time() <= page["expires_in"] < deadline - asked + 1.002
    assert page["status"] == "expired" and time.time() >= deadline


def deadline_of(login) -> int:
    """Milliseconds of the epoch."""
    ((deadline,),) = login.broker.rows(
        "SELECT deadline FROM login_sessions WHERE id = ?", from_base64url(login.id))
    return deadline


@pytest.mark.parametrize("identifier, steps, last", [
    ("scan", [], "scan"), ("decide", ["scan"], "confirm"), ("face", ["scan", "confirm"], "face")])
def test_around_the_deadline_an_answer_and_the_page_always_agree(brief, identifier, steps, last):
    """Answers from 30 ms before to 30 ms after the deadline: what the phone is told is what the
    page then sees, and by the times in the trail nothing but the end happens from the deadline
    on, and the end not before it."""
    version = {"scan": 1, "confirm": 2, "face": 4}[last]
    for offset in (-0.03, -0.015, -0.005, 0, 0.005, 0.03):
        login, device = begin(brief, identifier, *steps)
        deadline = deadline_of(login)
        time.sleep(max(0, deadline / 1000 + offset - time.time()))
        answer = getattr(device, last)(*([login.payload] if last == "scan" else []))
        assert answer.status_code in (200, 410), answer.text
        page = login.next(version)
        in_time = login.broker.rows(
            "SELECT at < ? FROM audit_trail WHERE session = ? AND version = ?", deadline,
            from_base64url(login.id), version + 1)
        assert in_time == [(page["status"] != "expired",)], offset
        assert (page["status"] == "expired") == (answer.status_code == 410), offset


def test_an_expired_login_stays_readable_and_a_new_one_replaces_it_freely(clocked):
    login, _ = begin(clocked, "plain")
    clocked.jump(121)
    assert_expires(login, "expired_unscanned", 1)
    fresh = login.portal.start(
        replaces={"session_id": login.id, "poll_token": login.poll_token})
    assert fresh.status() == "waiting" and login.status() == "expired"


def test_a_typed_code_after_the_end_is_over_not_unknown(brief):
    login, device = begin(brief, "still")
    assert_expires(login, "expired_unscanned", 1)
    assert_problem(device.scan(user_code=login.created["user_code"]), 410, "session_over")
    assert_problem(device.scan(login.payload), 410, "session_over")


def test_refreshing_replaces_what_was_waiting_or_scanned(clocked):
    for steps in ((), ("scan",)):
        login, device = begin(clocked, "redeem", *steps)
        fresh = login.portal.start(
            replaces={"session_id": login.id, "poll_token": login.poll_token})
        page = login.read().json()
        assert (page["status"], page["hint"]) == ("replaced", "replaced")
        assert page["problem"]["code"] == "replaced"
        assert fresh.status() == "waiting"


def test_an_unknown_pair_to_replace_is_ignored(clocked):
    login, device = begin(clocked, "redeem", "scan", "confirm")
    other, _ = begin(clocked, "redeem")
    for pair in ({"session_id": login.id, "poll_token": other.poll_token},
                 {"session_id": "A" * 22, "poll_token": "A" * 43},
                 {"session_id": login.id, "poll_token": login.poll_token}):
        assert Portal(clocked.broker, "redeem").start(replaces=pair).status() == "waiting"
    assert login.status() in ("approved", "expired") and other.status() == "waiting"
