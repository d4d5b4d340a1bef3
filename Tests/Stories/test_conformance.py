"""The articles by which others judge the product name tests that exist, and leave nothing out."""

import re

import pytest
from broker import ROOT, run

pytestmark = pytest.mark.quick

GUIDES = ROOT / "Sources/BrokerServer/BrokerServer.docc"
STATES = {"built", "built in part", "not built", "not applicable"}


def read(article: str) -> str:
    return (GUIDES / f"{article}.md").read_text()


def tables(text: str) -> list[list[dict]]:
    """Every table, as rows by the name of their column."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
        head, _, *rows = ([cell.strip() for cell in line.strip("|\n").split(" | ")]
                          for line in block.splitlines())
        for row in rows:
            assert len(row) == len(head), row
        found.append([dict(zip(head, row)) for row in rows])
    return found


def names_in(text: str) -> set[str]:
    return set(re.findall(r"`(test_\w+|\w+Tests(?:\.\w+)?)`", text))


def every_test() -> set[str]:
    folder = ROOT / "Tests"
    stories = "\n".join(path.read_text() for path in folder.rglob("test_*.py"))
    found = set(re.findall(r"^def (test_\w+)\(", stories, re.M))
    for path in folder.rglob("*.swift"):
        found |= swift_tests(path.read_text())
    return found


def swift_tests(text: str) -> set[str]:
    """The suites of a file, and each test as `Suite.test`."""
    found = set()
    for suite, body in re.findall(r"\bstruct (\w+Tests)\b(.*?)(?=\bstruct \w+Tests\b|\Z)", text, re.S):
        found |= {suite} | {f"{suite}.{name}" for name in re.findall(r"\bfunc (\w+)\(", body)}
    return found


@pytest.mark.parametrize("article", ["Conformance", "ThreatModel"])
def test_every_test_that_is_named_exists(article):
    named = names_in(read(article))
    assert len(named) > 2, "the articles name tests"
    assert not named - every_test()


def judged() -> list[dict]:
    return [row for table in tables(read("Conformance")) for row in table if "state" in row]


def test_a_state_is_one_of_four():
    rows = judged()
    assert {row["state"] for row in rows} == STATES
    assert len(rows) > 60


def test_what_is_built_has_a_test_and_what_is_not_has_none():
    for row in judged():
        named = names_in(row["test"])
        if row["state"].startswith("not "):
            assert row["test"] == "–", row
        if row["state"] == "built":
            assert named, row
        else:
            assert len(row.get("reason") or row["missing, and why"]) > 10, "it says why"


def numbers(table: list[dict], column: str) -> list[str]:
    return [row[column].split()[0] for row in table]


def test_no_flaw_and_no_protection_is_left_out():
    by_first = {next(iter(table[0])): table for table in tables(read("Conformance"))}
    assert numbers(by_first["flaw"], "flaw") == [f"F{number}" for number in range(1, 7)]
    assert numbers(by_first["protection"], "protection") == [str(number) for number in range(1, 23)]


def switched_off() -> list[dict]:
    (table,) = (table for table in tables(read("Conformance")) if "taken out" in table[0])
    return table


def test_each_protection_was_switched_off_and_missed():
    by_first = {next(iter(table[0])): table for table in tables(read("Conformance"))}
    names = [row["protection"] for row in by_first["protection"]]
    met = list(dict.fromkeys(row["without"] for row in switched_off()))
    assert met == names
    for row in switched_off():
        assert names_in(row["failed"]), row


def test_every_setting_of_a_protection_is_in_the_reference():
    keys = [line for line in run("config", "reference").stdout.splitlines() if line[0] != " "]
    for row in switched_off():
        for name in re.findall(r"`([\w.]+)`", row["setting"]):
            assert any(f".{key}".endswith(f".{name}") for key in keys), name


def test_every_mitigation_of_the_rfc_stands_in_its_order():
    (mitigations,) = (table for table in tables(read("Conformance")) if "mitigation" in table[0])
    assert [row["section"] for row in mitigations] == [f"6.1.{number}" for number in range(1, 18)]


def test_every_attack_of_the_catalogue_has_an_attacker():
    (attackers,) = (table for table in tables(read("ThreatModel")) if "attacks" in table[0])
    numbers = {int(number) for row in attackers for number in row["attacks"].split(", ")}
    assert numbers == set(range(1, 45))
