"""The wall clock of the broker's machine is corrected while people sign in."""

import pytest
from broker import eventually, in_time
from clock import Clock
from portal import Portal
from wallet import Phone


@pytest.fixture
def house(own_house, tmp_path):
    house = own_house({"plain": {}, "swift": {"qr_rotation": 5}})
    house.clock = Clock(tmp_path / "offset")
    house.broker.start(
        wrapper=house.clock.wrapper, environment=house.clock.environment)
    return house


def begin(house, identifier="swift"):
    return Portal(house.broker, identifier).start(), Phone(house.broker, house.wallet)


def step(payload: str) -> int:
    return int(payload.rsplit(".", 2)[1])


def test_the_clock_can_be_moved(house):
    """Otherwise the stories below prove nothing."""
    before = begin(house)[0].created["expires_at"]
    house.clock.set(-86400)
    assert begin(house)[0].created["expires_at"] < before


@pytest.mark.parametrize("seconds", [-20, 20])
def test_a_correction_makes_no_frame_stale_or_future(house, seconds):
    def corrected() -> tuple:
        login, device = begin(house)
        house.clock.set(0)
        eventually(lambda: step(login.current_payload()) >= 1, "the second frame")
        shown = login.current_payload()
        house.clock.set(seconds)
        return login, device, step(login.current_payload()) - step(shown), device.scan(shown)
    # A frame of five seconds, and less than the next one.
    login, device, passed, scanned = in_time(9, corrected)
    assert 0 <= passed <= 1 and scanned.status_code == 200
    assert device.confirm().json()["status"] == "approved"
    assert login.redeem().status_code == 200


def test_a_clock_that_was_ahead_before_a_crash_leaves_the_login_usable(house):
    house.clock.set(25)
    login, _ = begin(house)
    house.broker.kill()
    house.clock.set(0)
    house.broker.start(
        wrapper=house.clock.wrapper, environment=house.clock.environment)
    device = Phone(house.broker, house.wallet)
    assert device.scan(login.current_payload()).status_code == 200
    assert device.confirm().json()["status"] == "approved"


def test_a_jump_past_the_deadline_ends_the_login_and_says_so(house):
    login, device = begin(house)
    house.clock.set(3600)
    page = login.next(1)
    assert (page["status"], page["hint"]) == ("expired", "expired_unscanned")
