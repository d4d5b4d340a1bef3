"""A house with levels that last, and people who reach them."""

from contextlib import contextmanager
from pathlib import Path

from clock import Clock
from house import House
from portal import Login, Portal
from tokens import unverified
from wallet import EVERYTHING, Key, Phone

LEVEL = "urn:qrbroker:acr:"

LEVELS = [
    {"level": 2, "by": ["device_key", "pin"], "lasts": 0},
    {"level": 3, "by": ["face", ["pin", "credential"]], "lasts": 3600},
]

POLICIES = {
    "plain": {}, "pin": {"asks": ["pin"]}, "face": {"asks": ["face"]},
    "gate": {"minimum_level": 3, "step_up": ["face"]},
    "documents": {"asks": ["pin", "credential"]},
    "pair": {"asks": ["pin"], "minimum_level": 3, "step_up": ["credential", "face"]},
    "threshold": {"minimum_level": 2, "step_up": ["pin"]},
    "wish": {"step_up": ["face"]},
    "simulated": {"asks": ["face"], "face": {"provider": "simulator", "tries": 3}},
    "sso": {"single_sign_on": 7200},
    "sso-pin": {"single_sign_on": 7200, "asks": ["pin"]},
    "sso-gate": {"single_sign_on": 7200, "minimum_level": 3, "step_up": ["face"]},
}


@contextmanager
def house_with_levels(folder: Path):
    """Its clock can be moved: `house.clock`."""
    house = House(folder / "house", POLICIES, levels=LEVELS)
    house.clock = Clock(folder / "offset")
    house.broker.start(wrapper=house.clock.wrapper, environment=house.clock.environment)
    yield house
    house.broker.stop()


def scanned(device: Phone, identifier="gate", **changes) -> tuple[Login, dict]:
    """A login at the portal with this policy, and what this phone is told of it."""
    login = Portal(device.broker, identifier).start(**changes)
    answer = device.scan(login.payload)
    assert answer.status_code == 200, answer.text
    return login, answer.json()


def entered(device: Phone, identifier="gate", **members) -> dict:
    """Logs in with whatever is asked; the claims of the ID token."""
    login, _ = scanned(device, identifier)
    answer = device.confirm(**members)
    if answer.json().get("face"):
        answer = device.face("pass")
    assert answer.json()["status"] == "approved", answer.text
    return unverified(login.redeem().json()["id_token"])


def asked(shown) -> set:
    return {name for name in ("credential", "pin", "face") if shown["asks"][name]}


def enrolled(device, rights=EVERYTHING) -> Phone:
    device.key = Key()
    assert device.enrol(device.key, attests=rights).status_code == 201
    return device
