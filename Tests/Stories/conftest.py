"""The house and what lives in it. One broker serves all stories of a worker that leave it alive;
a story that kills, starves or reconfigures it builds a house of its own."""

import pytest

from house import House
from portal import Portal
from wallet import Phone


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture(scope="session")
def broker(house):
    return house.broker


@pytest.fixture
def portal(broker):
    """A portal by the name of what it asks: `portal("face")`."""
    return lambda identifier="plain": Portal(broker, identifier)


@pytest.fixture
def phone(house):
    """A new person's phone: `phone()`, `phone(sub=…, wallet="strict-wallet")`."""
    def make(wallet="demo-wallet", **options):
        return Phone(house.broker, house.wallets[wallet], **options)
    return make


@pytest.fixture
def own_house(tmp_path):
    """Builds a house of the story's own, stopped at its end: `own_house(policies, **settings)`."""
    houses = []

    def build(policies=None, **settings):
        house = House(tmp_path / f"house-{len(houses)}", policies, **settings)
        houses.append(house)
        return house
    yield build
    for house in houses:
        house.broker.stop()


@pytest.fixture(autouse=True)
def nothing_broke_unseen(request):
    """No story may pass while the shared broker had a fault inside."""
    yield
    if "house" in request.fixturenames:
        faults = [
            entry for entry in request.getfixturevalue("house").broker.log.entries()
            if str(entry.get("level", "")).lower() in ("error", "critical")]
        assert not faults, faults
