"""The load test: what it says it did is what the broker did."""

import json
import signal
import subprocess
import time

import pytest
from broker import LIMIT, QRLOAD, eventually, free_port
from hdrh.histogram import HdrHistogram
from hdrh.log import HistogramLogReader
from load import PATIENCE, Load, statuses

POLICIES = {
    "face": {"asks": ["consent", "face"], "qr_rotation": 30},
    "swift": {"qr_rotation": 1},
    "everything": {
        "asks": ["credential", "pin", "consent", {"terms": ["face-notice"]}, "face"],
        "number_match": "always", "qr_rotation": 30},
}


@pytest.fixture
def load_of(own_house, tmp_path):
    def make(portal="face", **settings) -> Load:
        house = own_house(POLICIES, **settings)
        house.broker.start()
        return Load(house, tmp_path, portal)
    return make


@pytest.fixture
def load(load_of):
    return load_of()


MIX = ("--mix", "approve=6,deny=2,abandon=2,face-fail=2")


@pytest.mark.quick
def test_every_login_of_the_mix_ends_as_asked_in_the_broker_too(load):
    run = load.run("--rate", "12/s", "--duration", "4s", *MIX, "--hold", "5")
    assert run.returncode == 0, run.stdout + run.stderr
    report = load.report()
    assert report["logins"]["ended_as_asked"] == {
        "approve": 24, "deny": 8, "abandon": 8, "face-fail": 8}
    assert report["errors"] == {} and report["retried"] == {}
    # One creation beforehand, to see whether anybody is there, was taken back.
    assert statuses(load.house.broker) == {
        "redeemed": 24, "denied": 8, "failed": 8, "scanned": 4, "waiting": 4 + 5, "cancelled": 1}
    counts = {name: step["count"] for name, step in report["steps"].items()}
    assert counts == {
        "create": 48, "qr": 48, "scan": 44, "seen": 44, "confirm": 32, "deny": 8,
        "face": 24 + 3 * 8, "redeem": 24, "answer": 40}
    assert report["signing"]["count"] == 44 + 32 + 8 + 48
    assert {sample["held"] for sample in report["timeline"]} == {5}
    assert report["server"]["cpu_seconds"] > 0 and report["server"]["rss_kb"] > 0


def test_all_that_a_policy_can_ask_is_answered(load_of):
    load = load_of("everything")
    run = load.run("--rate", "6/s", "--duration", "2s", "--mix", "approve=1")
    assert run.returncode == 0, run.stdout + run.stderr
    assert load.report()["logins"]["ended_as_asked"] == {"approve": 12}
    assert statuses(load.house.broker)["redeemed"] == 12


def test_a_confidential_portal_redeems_with_its_secret(load_of):
    load = load_of("shop")
    secret = load.house.broker.folder / "shop.secret"
    run = load.run("--concurrency", "2", "--duration", "1s", "--mix", "approve=1",
                   "--secret-file", str(secret))
    assert run.returncode == 0, run.stdout + run.stderr
    ended = load.report()["logins"]["ended_as_asked"]["approve"]
    assert ended > 0 and statuses(load.house.broker)["redeemed"] == ended


def test_a_limit_decides_the_exit_status(load):
    options = ("--rate", "5/s", "--duration", "1s", "--mix", "approve=1")
    kept = load.run(*options, "--fail-if", "answer.p99>1h", "--fail-if", "errors>0")
    assert kept.returncode == 0, kept.stdout + kept.stderr
    assert "errors>0: kept" in kept.stdout
    met = load.run(*options, "--fail-if", "answer.p99>1h", "--fail-if", "answer.p50>1us")
    assert met.returncode == 3 and "answer.p50>1us: MET" in met.stdout
    limits = {limit["limit"]: limit["met"] for limit in load.report()["limits"]}
    assert limits == {"answer.p99>1h": False, "answer.p50>1us": True}


def limits(**changed):
    def edit(settings):
        settings["limits"].update(changed)
    return edit


def test_refusals_are_waited_out_in_a_closed_loop_and_errors_in_an_open_one(load_of):
    load = load_of(edit=limits(create_per_client="3/3"))
    mix = ("--duration", "3s", "--mix", "approve=1")
    closed = load.run("--concurrency", "6", *mix)
    assert closed.returncode == 0, closed.stdout + closed.stderr
    report = load.report()
    assert report["retried"]["create: HTTP 429 rate_limited"] > 0 and not report["errors"]
    ended = report["logins"]["started"]
    assert statuses(load.house.broker)["redeemed"] == ended

    def creates_again() -> bool:
        return load.run("--rate", "30/s", *mix).returncode != 4
    eventually(creates_again, "a creation that is not refused")
    report = load.report()
    assert report["logins"]["started"] == 90
    assert set(report["errors"]) == {"create: HTTP 429 rate_limited"}
    assert statuses(load.house.broker)["redeemed"] == (
        ended + report["logins"]["ended_as_asked"]["approve"])


def test_a_broker_that_dies_leaves_a_complete_report(load):
    broker = load.house.broker
    with load.start("--rate", "15/s", "--duration", "12s", *MIX) as run:
        eventually(lambda: statuses(broker).get("redeemed", 0) >= 18, "18 logins")
        broker.kill()
        output, complaint = run.communicate(timeout=LIMIT)
    assert run.returncode == 5, output + complaint
    report = load.report()
    assert report["logins"]["started"] == 180, "arrivals do not wait for the broker"
    # An answer that was on its way when the broker died is an error here and a login there.
    lost = report["errors"].get("redeem: connection closed", 0)
    ended = report["logins"]["ended_as_asked"]["approve"]
    assert ended <= statuses(broker)["redeemed"] <= ended + lost
    assert report["errors"]["create: no connection"] > 0
    assert all(kind.split(": ")[1] in ("no connection", "connection closed")
               for kind in report["errors"])
    assert "× create: no connection" in output
    assert "create: no connection" in load.html.read_text()
    assert report["server"]["cpu_seconds"] > 0


def test_a_broker_that_stalls_is_seen_to_stall(load_of):
    """Arrivals go on while it stands still, and each of them counts from when it should have been
    answered; codes that grew old meanwhile are scanned anew."""
    load = load_of("swift")
    broker = load.house.broker
    with load.start("--rate", "15/s", "--duration", "14s", "--mix", "approve=1",
                    "--think", "1s") as run:
        eventually(lambda: statuses(broker).get("redeemed", 0) >= 1, "a login")
        broker.process.send_signal(signal.SIGSTOP)
        time.sleep(7)
        broker.process.send_signal(signal.SIGCONT)
        output, complaint = run.communicate(timeout=LIMIT)
    assert run.returncode == 0, output + complaint
    report = load.report()
    assert report["logins"]["ended_as_asked"] == {"approve": 210}
    assert report["steps"]["create"]["p90_us"] > 3_000_000
    assert report["retried"]["scan: HTTP 410 stale_code"] > 0


def test_an_interrupted_run_reports_what_was(load):
    broker = load.house.broker
    with load.start("--rate", "10/s", "--duration", "10m", "--mix", "approve=1") as run:
        eventually(lambda: statuses(broker).get("redeemed", 0) >= 3, "three logins")
        run.send_signal(signal.SIGINT)
        output, complaint = run.communicate(timeout=LIMIT)
    assert run.returncode == 0, output + complaint
    started = load.report()["logins"]["started"]
    assert 3 <= started < 6000
    assert statuses(broker) == {"redeemed": started, "cancelled": 1}


def test_others_read_the_histograms(load):
    run = load.run("--rate", "20/s", "--duration", "2s", "--mix", "approve=1")
    assert run.returncode == 0, run.stdout + run.stderr
    log = HistogramLogReader(str(load.hdr), HdrHistogram(1, 60_000_000, 3))
    read = {}
    while histogram := log.get_next_interval_histogram():
        read[histogram.get_tag()] = histogram
    steps = load.report()["steps"]
    assert set(read) == set(steps)
    for name, histogram in read.items():
        assert histogram.get_total_count() == steps[name]["count"] == 40
        assert histogram.get_max_value() == steps[name]["max_us"]
        assert histogram.get_mean_value() == pytest.approx(steps[name]["mean_us"], rel=0.002)


@pytest.mark.parametrize("width", [380, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_whole_and_asks_for_nothing(load, context_of, width, scheme):
    run = load.run("--rate", "10/s", "--duration", "3s", "--hold", "3")
    assert run.returncode == 0, run.stdout + run.stderr
    page = context_of(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(load.html.as_uri())
    assert asked == [load.html.as_uri()] and not faults
    assert page.locator("svg").count() == 6
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for row in page.locator("table").first.locator("tbody tr").all():
        assert row.locator("td").count() == 6
    assert page.get_by_text("Every login ended as it was asked to").is_visible()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(int(part) for part in background[4:-1].split(","))
    assert (brightness < 200) == (scheme == "dark")


def test_nobody_there_and_nobody_willing_are_told_apart(load):
    command = load.command("--rate", "5/s", "--duration", "1s")
    elsewhere = [*command, "--url", f"http://127.0.0.1:{free_port()}"]
    assert subprocess.run(elsewhere, capture_output=True).returncode == 6
    stranger = subprocess.run(
        [*command, "--client", "stranger"], capture_output=True, text=True)
    assert stranger.returncode == 4 and "invalid_client" in stranger.stderr
    usage = subprocess.run([*command, "--concurrency", "5"], capture_output=True, text=True)
    assert usage.returncode == 2 and "either --rate or --concurrency" in usage.stderr
    assert not load.json.exists()


def hold(broker, *flags) -> subprocess.CompletedProcess:
    return subprocess.run(
        [QRLOAD, "hold", "--broker", "--url", broker.issuer, "--client", "face",
         "--redirect-uri", "https://face.example/callback", *PATIENCE,
         "--pid", str(broker.process.pid), "--json", "-", *flags],
        capture_output=True, text=True, timeout=LIMIT)


def test_held_polls_are_woken_each_once(load):
    broker = load.house.broker
    run = hold(broker, "--count", "60", "--publishes", "20", "--publish-rate", "100/s",
               "--burst", "25", "--publishers", "5")
    assert run.returncode == 0, run.stdout + run.stderr
    report = json.loads(run.stdout)
    assert (report["established"], report["held"], report["lost"]) == (60, 60, 0)
    assert report["wake"]["woken"] == report["wake"]["count"] == 20
    assert report["burst"]["woken"] == report["burst"]["after_answer"]["count"] == 25
    assert report["establish_cpu_us_each"] > 0 and report["rss_kb_after"] > 0
    assert statuses(broker) == {"cancelled": 45, "waiting": 15}


def test_a_poll_that_is_not_held_is_lost(load, tmp_path):
    """Polls of login sessions that do not exist are answered at once, and not held."""
    broker = load.house.broker
    lines = [f"{broker.issuer}/v1/sessions/AAAAAAAAAAAAAAAAAAAAA{n}?after=1&wait=60 token"
             for n in "ABCD"]
    (tmp_path / "polls").write_text("\n".join(lines) + "\n")
    run = subprocess.run(
        [QRLOAD, "hold", "--url-file", str(tmp_path / "polls"), "--json", "-"],
        capture_output=True, text=True, timeout=LIMIT)
    report = json.loads(run.stdout)
    assert run.returncode == 5 and report["held"] == 0 and report["lost"] == 4
    assert report["losses"] == {"HTTP 404": 4}
