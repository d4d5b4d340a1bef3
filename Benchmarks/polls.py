"""Held polls: this broker and nginx with nchan take turns at 1,000, 5,000 and 10,000 of them.

`qrload hold` opens a connection for each poll, waits until the server has come to rest, and then
wakes some of them at an even pace and some in a burst. Each poll has a channel, here a login
session, of its own. To compare:

- memory of a poll: growth of the server's processes (proportional set size) divided by the polls,
  without and with that of its login session, which was there before;
- processor time to take in and hold one: where they come one by one, each waking the server by
  itself, and where they come ten times as fast, as on an exam morning;
- wake-up, two ways: from sending what wakes (a publication; here a cancellation, which is checked,
  written and flushed to disk first) to the first byte at the waiting page; and from the answer to
  that, which says that it is durable, to the same byte, 0 where the page hears first.
"""

import json
import subprocess
import tempfile
import time
from pathlib import Path

import bed
from programs import memory_kb, spread


# Connections a second.
_CALM, _RUSH = "2000/s", "20000/s"


def hold(asked, count: int, wakes: int, pace: str, *target, processes) -> dict:
    """One run; whatever is lost stands in it."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "hold.json"
        done = subprocess.run(
            [str(asked.binaries / "qrload"), "hold", *map(str, target), "--count", str(count),
             "--connect-rate", pace, "--publish-rate", "500/s", "--publishes", str(wakes),
             "--burst", str(wakes), "--json", str(result),
             *(word for process in processes for word in ("--pid", str(process)))],
            capture_output=True, text=True)
        assert result.exists(), f"qrload: {done.stderr[-2000:]}"
        return json.loads(result.read_text())


def at_broker(asked, count: int, wakes: int, pace: str = _CALM) -> dict:
    with bed.broker() as bench:
        # What only its start needed has been given back by then.
        time.sleep(2)
        idle = memory_kb(bench.process)
        found = hold(asked, count, wakes, pace, "--broker", *bench.client("plain"),
                     processes=[bench.process])
        # From before the login sessions were made: a channel of nchan is in its memory too.
        grown = found["pss_kb_after"] - idle["share"]
        return {**found, "bytes_with_login": grown * 1024 / count}


def at_nchan(asked, count: int, wakes: int, pace: str = _CALM) -> dict:
    with bed.nchan() as server:
        found = hold(
            asked, count, wakes, pace, "--url", server.address + "/sub/{n}", "--publish",
            server.address + "/pub/{n}", processes=[server.process.pid, *server.workers])
        return {**found, "bytes_with_login": found["bytes_each"]}


SERVERS = {"qrbroker": at_broker, "nchan": at_nchan}
# nchan keeps nothing, so what we take after the write is compared with all of its wake-up.
PEERS = {"after_p50_us": "wake_p50_us", "after_p99_us": "wake_p99_us",
         "burst_after_p50_us": "burst_p50_us", "burst_after_p99_us": "burst_p99_us"}
# Name of the figure, where it stands in what qrload says.
FIGURES = {
    "bytes_each": ("bytes_each",), "bytes_with_login": ("bytes_with_login",),
    "establish_cpu_us": ("establish_cpu_us_each",), "rush_cpu_us": ("rush_cpu_us_each",),
    "wake_p50_us": ("wake", "p50_us"), "wake_p99_us": ("wake", "p99_us"),
    "after_p50_us": ("wake", "after_answer", "p50_us"),
    "after_p99_us": ("wake", "after_answer", "p99_us"),
    "burst_p50_us": ("burst", "p50_us"), "burst_p99_us": ("burst", "p99_us"),
    "burst_after_p50_us": ("burst", "after_answer", "p50_us"),
    "burst_after_p99_us": ("burst", "after_answer", "p99_us"),
    "burst_span_ms": ("burst", "span_ms"),
}


def figure(found: dict, name: str):
    for key in FIGURES[name]:
        found = found[key]
    return found


def measure(asked) -> dict:
    raw, levels = [], {}
    for count in (100, 300) if asked.quick else (1000, 5000, 10_000):
        wakes = min(2000, count * 4 // 10)
        runs = {name: [] for name in SERVERS}
        for _ in range(asked.rounds):
            for name, run in SERVERS.items():
                found = run(asked, count, wakes)
                rush = run(asked, count, 0, _RUSH)
                found["rush_cpu_us_each"] = rush["establish_cpu_us_each"]
                raw.append({"server": name, **found})
                runs[name].append(found)
                print(f"   {count:6} {name:9}" + "".join(
                    f"  {label} {figure(found, label):.0f}" for label in (
                        "bytes_each", "establish_cpu_us", "rush_cpu_us", "wake_p50_us",
                        "wake_p99_us", "after_p50_us", "burst_p50_us"))
                    + f"  lost {found['lost']}", flush=True)
        levels[str(count)] = {
            **{name: {label: spread(figure(one, label) for one in found) for label in FIGURES}
               | {"lost": sum(one["lost"] for one in found)} for name, found in runs.items()},
            "ratio": {label: spread(
                figure(ours, label) / max(1, figure(theirs, PEERS.get(label, label)))
                for ours, theirs in zip(*runs.values(), strict=True)) for label in FIGURES}}
    return {"polls": levels, "raw": raw}
