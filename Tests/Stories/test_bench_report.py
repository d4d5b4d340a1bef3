"""What `scripts/bench` says of its figures: tables that own up to missed targets, curves that can be
read, and a capacity page on which every figure has its command."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
from broker import LIMIT, ROOT

sys.path.append(str(ROOT / "Benchmarks"))

import bench  # noqa: E402
import growth  # noqa: E402
import micro  # noqa: E402
import overload  # noqa: E402
import plots  # noqa: E402
import report  # noqa: E402
import targets  # noqa: E402

pytestmark = pytest.mark.quick

PAGE = (ROOT / "Sources" / "BrokerServer" / "BrokerServer.docc" / "Capacity.md").read_text()
HEADING = {"command": "scripts/bench qr --rounds 3", "commit": "0123456789", "date": "today",
           "machine": "a machine", "load_average_before": 0.1, "quick": False}


def spread(value):
    return {"min": value, "median": value, "max": value}


def symbols(ratio):
    return {"heading": HEADING, "microseconds": {
        name: spread(100) for name in ("bare", "svg", "frame")},
        "ratio": {"svg": spread(1.2), "frame": spread(ratio)}}


def test_a_missed_target_is_said():
    good, bad = (report.table("qr", symbols(ratio)) for ratio in (1.5, 1.51))
    assert good.count("| yes |") == 2 and "**no**" not in good
    assert bad.count("| yes |") == 1 and bad.count("| **no** |") == 1
    assert "`scripts/bench qr --rounds 3`, commit 0123456789" in good
    assert "no good as figures" in report.table(
        "qr", {**symbols(1), "heading": {**HEADING, "quick": True}})


def logins(ratio):
    labels = ("cpu_ms_each", "per_second", "p50_ms", "p99_ms")
    ours = {label: spread(1) for label in labels}
    peer = {"cpu_ms_each": spread(1 / ratio), "per_second": spread(60)}
    return {"heading": HEADING, "flushes": {"qrbroker": 5.06, "glewlwyd": 44.5},
            "at_once": {"64": {**ours, "glewlwyd": peer, "ratio": spread(ratio)}}}


@pytest.mark.parametrize("ratio, met", [(0.1, "yes"), (0.101, "**no**")])
def test_a_login_is_at_most_a_tenth_of_its_peer(ratio, met):
    text = report.table("logins", logins(ratio))
    row = next(row for row in text.splitlines() if "device grant" in row)
    assert f"glewlwyd: {1 / ratio:.2f} ms ({1000 * ratio:.0f} per second" in row
    assert row.endswith(f"| at most 0.1 x | {met} |")


def test_flushes_of_a_login_stand_beside_those_of_its_peer():
    text = report.table("logins", logins(0.1))
    assert "| flushes to disk of a complete login, 1 at once | 5.1 | glewlwyd: 44.5 |" in text


@pytest.mark.parametrize("log_x", [False, True])
def test_a_curve_shows_every_point_on_light_and_dark(log_x):
    ours, theirs = [(0, 4), (10_000, 5), (1_000_000, 9)], [(0, 1), (10_000, 1.5)]
    svg = plots.lines("Memory & more", "polls", "MiB", {"ours": ours, "theirs": theirs}, log_x)
    drawn = ElementTree.fromstring(svg)
    namespace = "{http://www.w3.org/2000/svg}"
    dots = [(float(dot.get("cx")), float(dot.get("cy")))
            for dot in drawn.iter(namespace + "circle") if dot.get("r") == "3.5"]
    assert len(dots) == 5
    assert all(0 < x < plots.WIDTH and 0 < y < plots.HEIGHT for x, y in dots)
    assert dots[0][0] < dots[1][0] < dots[2][0] and dots[0][1] > dots[1][1] > dots[2][1]
    assert "prefers-color-scheme: dark" in svg and "rect" not in svg
    words = [text.text for text in drawn.iter(namespace + "text")]
    assert {"Memory & more", "polls", "MiB", "ours", "theirs"} <= set(words)


@pytest.mark.parametrize("points, since, exponent", [
    ([(10, 10), (100, 100), (1000, 100)], 0, 0.5),
    # What comes before is drawn, but not reckoned with.
    ([(10, 10), (100, 100), (1000, 100)], 100, 0),
    # From one point there is no exponent.
    ([(10, 10), (100, 100), (1000, 100)], 1000, 0.5),
    ([(10, 1), (100, 100)], 0, 2),
])
def test_a_curve_that_bends_up_is_said_to(points, since, exponent):
    found = growth.curve("Work", "polls", "ms", {"ours": points, "theirs": []}, since=since)
    assert found["exponent"] == pytest.approx(exponent) and found["series"]["ours"] == points
    assert found["is_at_most_linear"] == (exponent <= 1)
    rate = growth.curve("Rate", "polls", "1/s", {"ours": points}, is_cost=False, since=since)
    assert rate["is_at_most_linear"] is None


@pytest.mark.parametrize("last, is_linear", [(10**1.09, True), (10**1.11, False)])
def test_what_noise_may_bend_a_line_by_is_bounded(last, is_linear):
    found = growth.curve("Work", "polls", "ms", {"ours": [(10, 1), (100, last)]})
    assert found["is_at_most_linear"] is is_linear


@pytest.mark.parametrize("last, is_constant, met", [(1.15, True, "yes"), (1.16, False, "**no**")])
def test_what_noise_may_add_to_a_flat_curve_is_bounded_and_said(last, is_constant, met):
    found = growth.flat_curve("Work", "logins", "ms", [(0, 1), (1000, 9), (10_000, last)])
    assert found["is_constant"] is is_constant
    text = report.table("growth", {"heading": HEADING, "curves": {"work": found}})
    assert f"does not grow (1; up to 1.15 may be noise) | {met} |" in text


def overloaded(load="twice", twice=1, after=1, **changed):
    calm = {"ended_per_second": 400, "turned_away_share": 0, "lost": 0,
            "create_p50_ms": 1, "create_p99_ms": 2, "answer_p50_ms": 1, "answer_p99_ms": 2,
            "resident_mib": 40, "resident_growth": 1}
    loads = {name: {key: spread(value) for key, value in calm.items()}
             for name in ("own", "calm", "twice", "after")}
    loads[load].update({name: spread(value) for name, value in changed.items()})
    return report.table("overload", {"heading": HEADING, "loads": loads, "ratio": {
        "twice": spread(twice), "after": spread(after)}})


@pytest.mark.parametrize("good, bad", [
    ({"twice": 0.9}, {"twice": 0.89}), ({"after": 1.5}, {"after": 1.51}),
    *(({"load": load}, {"load": load, "lost": 1}) for load in ("own", "calm", "twice", "after")),
    ({"create_p99_ms": 2000}, {"create_p99_ms": 2001}),
    ({"answer_p99_ms": 1000}, {"answer_p99_ms": 1001}),
    ({"resident_growth": 1.1}, {"resident_growth": 1.11})])
def test_what_a_rush_may_do_is_bounded(good, bad):
    assert "**no**" not in overloaded(**good)
    assert overloaded(**bad).count("**no**") == 1


def test_what_a_rush_has_turned_away_is_not_lost():
    step = {"p50_us": 1000, "p99_us": 2500}
    # Four seconds in which logins begin, and two in which the last ones end.
    found = overload.told({
        "logins": {"started": 100, "ended_as_asked": {"approve": 60}},
        "errors": {"create: HTTP 503 overloaded": 38, "create: timeout": 1, "scan: timeout": 1},
        "timeline": [
            {"second": second, "ended": ended, "server_rss_kb": kb} for second, ended, kb in (
                (1, 4, 10240), (2, 6, 40960), (3, 10, 40960), (4, 12, 51200), (5, 28, 20480),
                (6.1, 0, 20480))],
        "steps": {"create": step, "answer": step}}, 4)
    assert found == {
        "ended_per_second": 8, "turned_away_share": 0.38, "lost": 2,
        "resident_mib": 50, "resident_growth": 1.25, "create_p50_ms": 1, "create_p99_ms": 2.5,
        "answer_p50_ms": 1, "answer_p99_ms": 2.5}


def test_the_page_has_a_measured_table_for_each_part_with_its_command():
    for part in targets.LINES:
        text = re.search(f"<!-- measured: {part} -->(.*?)<!-- end: {part} -->", PAGE, re.DOTALL)
        assert text, part
        assert f"`scripts/bench {part} --rounds" in text[1], part
        assert "--quick" not in text[1], f"{part}: small numbers are no figures"
        kept = json.loads((report.FIGURES / f"{part}.json").read_text())
        assert report.table(part, kept) == text[1].strip(), f"{part}: table and figures differ"


def test_what_was_not_measured_here_stays_as_it_was(tmp_path, monkeypatch):
    kept = tmp_path / "figures"
    kept.mkdir()
    monkeypatch.setattr(report, "FIGURES", kept)
    (kept / "qr.json").write_text(json.dumps(symbols(1.5)))
    (kept / "start.json").write_text("{}")
    results = tmp_path / "results"
    results.mkdir()
    assert report.on_page(report.kept(results)) == {"qr": symbols(1.5), "start": {}}
    (results / "qr.json").write_text(json.dumps(symbols(1.2)))
    assert report.kept(results) == {"qr": symbols(1.2)}
    assert report.on_page(report.kept(results)) == {"qr": symbols(1.2), "start": {}}


def test_what_falls_short_stands_at_the_top():
    kept = {part: json.loads((report.FIGURES / f"{part}.json").read_text())
            for part in targets.LINES}
    text = report.summary(kept)
    assert text in PAGE
    missed = sum(report.table(part, kept[part]).count("| **no** |") for part in kept)
    assert text.count("; target ") == missed
    assert f"Targets missed: {missed or 'none'}." in text


def test_every_curve_stands_on_the_page():
    named = set(re.findall(r"\((capacity-[a-z0-9-]+\.svg)\)", PAGE))
    kept = json.loads((report.FIGURES / "growth.json").read_text())
    assert named == set(report.pictures(kept))
    for name, svg in report.pictures(kept).items():
        assert (report.PICTURES / name).read_text() == svg, name


@pytest.mark.parametrize("extra, exceeded", [(0, 0), (1, 22)])
def test_a_part_that_costs_more_than_allowed_is_named(monkeypatch, extra, exceeded):
    """Counted by a valgrind of our own: the start, and for each run what is allowed, or more."""
    allowed = json.loads(micro.THRESHOLDS.read_text())["parts"]
    monkeypatch.setattr(micro, "counted", lambda binaries, part, counter, times: (
        5_000_000 + times * (allowed[part][counter] + extra)))
    found = micro.measure(argparse.Namespace(quick=True, binaries=None))
    assert len(found["exceeded"]) == exceeded
    assert found["parts"]["svg"]["allocations"] == allowed["svg"]["allocations"] + extra
    assert ("**no**" in report.table("micro", {"heading": HEADING, **found})) == bool(exceeded)


@pytest.fixture
def asked(tmp_path):
    """`scripts/bench` in a folder where installing, which comes before building, ends with 7."""
    folder = tmp_path / "scripts"
    for copied in ["scripts/bench", "Benchmarks/bench.py"]:
        (tmp_path / copied).parent.mkdir()
        shutil.copy(ROOT / copied, tmp_path / copied)
    (folder / "install").write_text("#!/bin/sh\nexit 7\n")
    (folder / "install").chmod(0o755)
    return lambda *words: subprocess.run(
        [folder / "bench", *words], capture_output=True, text=True, timeout=LIMIT)


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["qr", "--rounds", "2", "--help"]])
def test_help_installs_and_builds_nothing(asked, words):
    answer = asked(*words)
    assert answer.returncode == 0 and answer.stdout.startswith("usage: scripts/bench")
    assert all(part in answer.stdout for part in [*bench.PARTS, "report"])


@pytest.mark.parametrize("words", [["nonsense"], ["qr", "--fast"], ["--rounds"]])
def test_what_nobody_understands_is_said_before_anything_is_built(asked, words):
    answer = asked(*words)
    assert answer.returncode == 2 and answer.stderr.startswith("usage: scripts/bench")
    assert not answer.stdout


@pytest.mark.parametrize("words", [
    [], [*bench.PARTS], ["report", "--pages"], ["--quick", "--rounds", "1", "--results=here"]])
def test_what_can_be_asked_goes_on(asked, words):
    assert asked(*words).returncode == 7
