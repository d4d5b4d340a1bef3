"""More logins than a broker can do: the broker on one processor, `qrload` on another, pages without
thinking time and with five seconds of patience.

First what it does at its own pace, 64 at once. Then logins that begin at a rate, however it fares:
a part of that pace, which is calm; twice the pace; and, as soon as the last of these has ended, the
calm one again. Rates are shares of the pace found in the same round.

- It goes on at its pace, and whom it does not turn away at the door gets through.
- Who is let in waits a time that is bounded: that of some five hundred requests, whatever is asked.
- Memory levels off: the second half of the rush adds nothing to speak of.
- Afterwards it is as before.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import bed
from programs import ratios, spread

# Of the pace at 64 at once.
CALM, TWICE = 0.3, 2
# At the door, before anything is done for a new login.
_TURNED_AWAY = "create: HTTP 503 overloaded"


def _processors() -> tuple[str, str]:
    here = sorted(os.sched_getaffinity(0))
    assert len(here) > 1, "overload takes two processors: one for the broker, one for qrload"
    return str(here[0]), str(here[1])


def run(asked, bench, processor: str, seconds: int, *load) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "logins.json"
        done = subprocess.run(
            ["taskset", "-c", processor, str(asked.binaries / "qrload"), "logins",
             *bench.client("plain"), *bench.wallet(), *map(str, load), "--duration", f"{seconds}s",
             "--think", "0s", "--patience", "5s", "--mix", "approve=100",
             "--pid", str(bench.process), "--json", str(result), "--quiet"],
            capture_output=True, text=True)
        # Logins that were turned away are failures to it, and to be told here.
        assert result.exists(), f"qrload: {(done.stdout + done.stderr)[-2000:]}"
        return told(json.loads(result.read_text()), seconds)


def told(found: dict, seconds: int) -> dict:
    """What counts of a report of `qrload logins`.

    - `seconds`: in which logins began. What ends afterwards has come through, but no pace and no
      memory is told by it: one that hangs would be half of the time.
    """
    ended = sum(found["logins"]["ended_as_asked"].values())
    away = found["errors"].get(_TURNED_AWAY, 0)
    rush = [one for one in found["timeline"] if one["second"] < seconds + 0.5]
    middle = next(one for one in rush if one["second"] > seconds / 2 - 0.5)
    return {
        "turned_away_share": away / found["logins"]["started"],
        "lost": found["logins"]["started"] - ended - away,
        "ended_per_second": sum(one["ended"] for one in rush) / rush[-1]["second"],
        "resident_mib": rush[-1]["server_rss_kb"] / 1024,
        "resident_growth": rush[-1]["server_rss_kb"] / middle["server_rss_kb"],
        **{f"{step}_{share}_ms": found["steps"][step][f"{share}_us"] / 1000
           for step in ("create", "answer") for share in ("p50", "p99")}}


def once(asked) -> dict:
    ours, theirs = _processors()
    # First until the last 20,000 login sessions, which a broker keeps in memory, are there. A rush
    # of a minute would be one on the ports of this machine: each page has a connection of its own.
    first, short, rush = (1, 1, 2) if asked.quick else (40, 4, 20)
    with bed.broker(wrapper=("taskset", "-c", ours)) as bench:
        own = run(asked, bench, theirs, first, "--concurrency", 64)
        pace = own["ended_per_second"]

        def at(share, seconds):
            return run(asked, bench, theirs, seconds, "--rate", f"{pace * share:.0f}/s")
        found = {"own": own, "calm": at(CALM, short), "twice": at(TWICE, rush),
                 "after": at(CALM, short)}
    twice = found["twice"]
    print(f"   its pace {pace:.0f}/s; at twice: {twice['ended_per_second']:.0f}/s ended, "
          f"{twice['turned_away_share']:.0%} turned away, {twice['lost']} lost, answer p99 "
          f"{twice['answer_p99_ms']:.0f} ms, {twice['resident_mib']:.0f} MiB", flush=True)
    return found


def measure(asked) -> dict:
    raw = [once(asked) for _ in range(asked.rounds)]
    loads = {load: {name: spread(one[load][name] for one in raw) for name in raw[0][load]}
             for load in raw[0]}

    def beside(load, base, name):
        return ratios([one[load][name] for one in raw], [one[base][name] for one in raw])
    return {"raw": raw, "loads": loads, "ratio": {
        "twice": beside("twice", "own", "ended_per_second"),
        "after": beside("after", "calm", "answer_p50_ms")}}
