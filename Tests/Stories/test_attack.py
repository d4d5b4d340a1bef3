"""The attack catalogue as an operator plays it against a running broker."""

import re
import subprocess

import pytest
from attack import POLICIES, Attack, breaches, verdicts
from broker import QRBROKER, ROOT, free_port
from house import House

GUIDE = ROOT / "Sources/BrokerServer/BrokerServer.docc/Attacks.md"
# These need the portal whose time is short, or more of the machine than the first run is given.
AT_A_DEADLINE, WITH_THE_PROGRAM = 19, {37, 39}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A broker with the limits that hold where nobody has written any."""
    house = House(tmp_path_factory.mktemp("attacked"), POLICIES, limits={})
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture(scope="module")
def attack(house, tmp_path_factory):
    """All 44 from outside, with the database to search and nothing else of the inside."""
    attack = Attack(house, tmp_path_factory.mktemp("attack"))
    attack.report = attack.run("--database", house.broker.database)
    return attack


def assert_no_success(report):
    assert not {number: breaches(one) for number, one in report.items() if breaches(one)}
    assert not {number: one["reason"] for number, one in report.items()
                if one["verdict"] == "interrupted"}


def test_no_attack_of_the_catalogue_succeeds(attack):
    assert list(attack.report) == list(range(1, 45))
    assert_no_success(attack.report)


def test_what_was_not_tried_says_what_it_needs(attack):
    reasons = {number: one["reason"] for number, one in attack.report.items()
               if one["verdict"] == "not tried"}
    assert set(reasons) == {AT_A_DEADLINE} | WITH_THE_PROGRAM
    assert reasons[37] == "needs --binary" and "--longest-wait" in reasons[AT_A_DEADLINE]


def test_every_report_says_the_same(attack):
    html = attack.html.read_text()
    assert "No attack succeeded" in html
    for number, one in attack.report.items():
        assert one["happened"] or one["verdict"] == "not tried"
        assert all(not seen["breach"] for seen in one["happened"])
        row = re.search(rf'<tr id="attack-{number}">.*?</tr>', html, re.S)[0]
        assert f">{one['verdict']}</td>" in row and one["documentation"] in row
        assert re.search(rf"^ ?{number}  {one['verdict']} ", attack.text, re.M)


def test_the_reports_of_a_relay_say_that_it_is_not_stopped(attack):
    for report in (attack.html.read_text(), attack.text, attack.report[12]["caveat"]):
        assert "is not stopped, only shown" in report


@pytest.mark.parametrize("width", [390, 1280])
def test_the_report_fits_on_a_phone(attack, context_of, width):
    page = context_of(viewport={"width": width, "height": 844}).new_page()
    page.goto(attack.html.resolve().as_uri())
    assert page.locator("tbody tr").count() == 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_report_leads_to_the_section_of_the_guide(attack):
    headings = {line.removeprefix("## ").lower().replace(",", "").replace(" ", "-")
                for line in GUIDE.read_text().splitlines() if line.startswith("## ")}
    for one in attack.report.values():
        page, section = one["documentation"].split("#")
        assert page == GUIDE.name and section in headings, one["documentation"]


def test_the_guide_lists_the_catalogue_as_it_is(attack):
    rows = re.findall(r"^\| (\d+) \| (.+?) \|.*\| `(\w+)` \|$", GUIDE.read_text(), re.M)
    assert [(int(number), title) for number, title, _ in rows] == [
        (number, one["title"]) for number, one in attack.report.items()]
    for number, _, story in rows:
        assert (ROOT / "Tests" / "Stories" / f"{story}.py").exists(), number


def test_decisions_around_their_deadline(house, tmp_path):
    report = Attack(house, tmp_path, portal="hasty").run("--only", "19,26")
    assert_no_success(report)
    assert verdicts(report) == {19: "held", 26: "held"}


def test_a_broker_of_its_own_is_killed_and_its_files_edited(house, tmp_path):
    report = Attack(house, tmp_path).run("--only", "37,39", "--binary", QRBROKER)
    assert_no_success(report)
    assert verdicts(report) == {37: "held", 39: "held"}


def run(*flags) -> subprocess.CompletedProcess:
    return subprocess.run([QRBROKER, "attack", *flags], capture_output=True, text=True, timeout=60)


def test_nobody_there_is_no_verdict(house, tmp_path):
    attack = Attack(house, tmp_path)
    flags = ["--client", "guarded", "--redirect-uri", "https://guarded.example/callback",
             "--wallet-key", str(tmp_path / "demo-wallet.private.jwk.json")]
    ended = run("--url", f"http://127.0.0.1:{free_port()}", *flags)
    assert ended.returncode == 1 and "held" not in ended.stdout
    ended = run("--url", attack.url, *flags, "--only", "45")
    assert ended.returncode == 64 and "--only" in ended.stderr
    ended = run("--url", attack.url, *flags[:-1], str(tmp_path / "missing.jwk.json"))
    assert ended.returncode == 1 and "missing.jwk.json" in ended.stderr
