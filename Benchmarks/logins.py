"""Complete logins: created, code drawn, poll held, scanned, confirmed, face result, redeemed; each
durable at every step, at 1, 8 and 64 at once, nobody thinking in between; in turns with the device
grant of glewlwyd, a C OAuth server on SQLite.

`qrload logins` plays pages, phones and portals; `device_grant.py` devices and browsers at glewlwyd.
Both need a processor of their own: on a machine of two cores the rate is what is left beside them,
so what counts is the server's processor time. The latency is that of the answer: from the phone's
last call, the face result, to the page, which is what a person waits for.

How often each server waits for the disk in a login is told by a trace of its calls, in runs of
their own, because tracing costs time.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import bed
import device_grant
import glewlwyd
from programs import flushes, ratios, spread, tracing_flushes


def _seconds(asked) -> int:
    return 1 if asked.quick else 6


def report(asked, bench, client: str, seconds: int, *load, wrapper=()) -> dict:
    """What `qrload logins` says of pages without thinking time, whether or not all went well."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "logins.json"
        done = subprocess.run(
            [*wrapper, str(asked.binaries / "qrload"), "logins", *bench.client(client),
             *bench.wallet(), *map(str, load), "--duration", f"{seconds}s", "--think", "0s",
             "--mix", "approve=100", "--pid", str(bench.process), "--json", str(result), "--quiet"],
            capture_output=True, text=True)
        assert result.exists(), f"qrload: {(done.stdout + done.stderr)[-2000:]}"
        return json.loads(result.read_text())


def run(asked, bench, at_once: int) -> dict:
    """One run against a broker; a login that went wrong fails it."""
    found = report(asked, bench, "face", _seconds(asked), "--concurrency", at_once)
    assert not found["errors"] and not found["logins"]["failed"], f"qrload: {found['errors']}"
    answer = found["steps"]["answer"]
    return {
        "at_once": at_once, "logins": found["logins"]["started"],
        "per_second": found["logins"]["per_second"],
        "cpu_ms_each": found["server"]["cpu_us_each"] / 1000,
        "p50_ms": answer["p50_us"] / 1000, "p99_ms": answer["p99_us"] / 1000,
        "generator_cpu_seconds": found["generator"]["cpu_seconds"],
        "resident_mib": found["server"]["rss_kb"] / 1024,
        "steps": {name: {share: step[f"{share}_us"] for share in ("p50", "p99")}
                  for name, step in found["steps"].items()}}


def at_broker(asked, at_once: int) -> dict:
    with bed.broker() as bench:
        return run(asked, bench, at_once)


def at_glewlwyd(asked, at_once: int) -> dict:
    with glewlwyd.running() as server:
        return device_grant.play(server, at_once, _seconds(asked))


SERVERS = {"qrbroker": at_broker, "glewlwyd": at_glewlwyd}


def flushes_each(asked) -> dict:
    """Waits for the disk in a login, one login at a time."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        with bed.broker(wrapper=tracing_flushes(ours)) as bench:
            before = flushes(ours)
            logins = run(asked, bench, 1)["logins"]
            found = {"qrbroker": (flushes(ours) - before) / logins}
        with glewlwyd.running(tracing_flushes(theirs)) as server:
            before = flushes(theirs)
            logins = device_grant.play(server, 1, _seconds(asked))["logins"]
            found["glewlwyd"] = (flushes(theirs) - before) / logins
    return found


def _level(runs: dict[str, list[dict]]) -> dict:
    ours, theirs = runs["qrbroker"], runs["glewlwyd"]

    def figures(found, *labels):
        return {label: spread(one[label] for one in found) for label in labels}
    return {
        **figures(ours, "cpu_ms_each", "per_second", "p50_ms", "p99_ms"),
        "glewlwyd": figures(theirs, "cpu_ms_each", "per_second"),
        "ratio": ratios((one["cpu_ms_each"] for one in ours),
                        (one["cpu_ms_each"] for one in theirs))}


def measure(asked) -> dict:
    levels, raw = (1, 8) if asked.quick else (1, 8, 64), []
    runs = {level: {name: [] for name in SERVERS} for level in levels}
    for _ in range(asked.rounds):
        for level in levels:
            for name, server in SERVERS.items():
                found = server(asked, level)
                raw.append({"server": name, **found})
                runs[level][name].append(found)
                print(f"   {level:3} at once {name:9} {found['cpu_ms_each']:6.2f} ms of processor "
                      f"time each, {found['per_second']:.0f} a second" + (
                          f", answer p50 {found['p50_ms']:.1f} ms, p99 {found['p99_ms']:.1f} ms"
                          if "p50_ms" in found else ""), flush=True)
    waits = flushes_each(asked)
    print("   flushes of a login: " + ", ".join(
        f"{name} {count:.1f}" for name, count in waits.items()), flush=True)
    return {"at_once": {str(level): _level(found) for level, found in runs.items()},
            "flushes": waits, "raw": raw}
