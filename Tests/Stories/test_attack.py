"""The attack catalogue as an operator plays it against a running broker."""

import pytest
from attack import POLICIES, Attack, breaches


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A broker with the limits that hold where nobody has written any."""
    from house import House
    house = House(tmp_path_factory.mktemp("attacked"), POLICIES, limits={})
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture(scope="module")
def report(house, tmp_path_factory):
    attack = Attack(house, tmp_path_factory.mktemp("attack"))
    return attack.run("--database", house.broker.database)


def test_no_attack_of_the_catalogue_succeeds(report):
    broken = {number: breaches(one) for number, one in report.items() if breaches(one)}
    assert not broken
    unexplained = {number: one["reason"] for number, one in report.items()
                   if one["verdict"] == "interrupted"}
    assert not unexplained
