"""The catalogue played against a broker that lacks something: an attack that cannot succeed proves
nothing. The product has no switch that takes a protection away, so a proxy in front of a good
broker does, or a configuration that no operator should have."""

import pytest
from attack import POLICIES, Attack, breaches, verdicts
from house import House
from weak_proxy import Honest, Proxy
from weaknesses import WEAKNESSES


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(
        tmp_path_factory.mktemp("weakened"), POLICIES, limits={}, trusted_proxies=["127.0.0.1"])
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def behind(house, tmp_path):
    """Attacks a proxy in front of the house: `behind(weakness, "--only", 1)`."""
    proxies = []

    def attack(weakness, *flags):
        proxies.append(Proxy(house.broker, weakness))
        attack = Attack(house, tmp_path / "attack", url=proxies[-1].url)
        return attack.run("--codes", 40, *flags)
    yield attack
    for proxy in proxies:
        proxy.close()


FOUND = sorted({number for weakness in WEAKNESSES for number in weakness.found_by})


def test_behind_an_honest_proxy_they_all_hold(behind):
    """So what is found below is found because of the weakness, not because of the proxy."""
    report = behind(Honest(), "--only", ",".join(map(str, FOUND)))
    assert verdicts(report) == dict.fromkeys(FOUND, "held"), {
        number: (one.get("reason"), breaches(one)) for number, one in report.items()}


@pytest.mark.parametrize("weakness", WEAKNESSES, ids=lambda weakness: weakness.__name__)
def test_a_missing_protection_is_found(behind, weakness):
    numbers = weakness.found_by
    report = behind(weakness(), "--only", ",".join(map(str, numbers)))
    assert verdicts(report) == dict.fromkeys(numbers, "broken"), report
    for one in report.values():
        assert one["documentation"].startswith("Attacks.md#")


def test_a_trusted_proxy_attacks_under_many_addresses(house, tmp_path):
    """Forwarded addresses count, and only the last one: what others wrote in front of it does not."""
    report = Attack(house, tmp_path / "attack").run("--only", "12,22", "--trusted-proxy")
    assert verdicts(report) == {12: "held", 22: "held"}, report
    seen = [one["seen"] for one in report[12]["happened"]]
    assert any("attacker's address: 198." in text for text in seen), seen


def test_a_log_that_tells_secrets_is_found(house, tmp_path, behind):
    log = tmp_path / "broker.log"

    class Talkative(Honest):
        def after(self, exchange):
            with log.open("ab") as file:
                file.write(exchange.body + exchange.answer + b"\n")
    log.touch()
    report = behind(Talkative(), "--only", "10,38", "--log", log)
    assert verdicts(report) == {10: "broken", 38: "broken"}


def test_a_careless_configuration_is_found(tmp_path):
    """Codes that do not turn, no number, no limits, and forwarded addresses of everybody."""
    policy = {"guarded": {"qr_rotation": 0, "number_match": "off"}}
    house = House(tmp_path / "careless", policy, trusted_proxies=["0.0.0.0/0"])
    house.broker.start()
    try:
        report = Attack(house, tmp_path / "attack").run("--only", "11,12,22,23")
    finally:
        house.broker.stop()
    assert verdicts(report) == dict.fromkeys((11, 12, 22, 23), "broken"), report
