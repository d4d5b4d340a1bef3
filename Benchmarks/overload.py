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

import os

import bed
import logins
from programs import ratios, spread

# Of the pace at 64 at once.
_CALM, _TWICE = 0.3, 2
# At the door, before anything is done for a new login.
_TURNED_AWAY = "create: HTTP 503 overloaded"


def _processors() -> tuple[str, str]:
    here = sorted(os.sched_getaffinity(0))
    assert len(here) > 1, "overload takes two processors: one for the broker, one for qrload"
    return str(here[0]), str(here[1])


def told(found: dict, seconds: int) -> dict:
    """What counts of a report of `qrload logins`.

    - `seconds`: in which logins began. What ends afterwards has come through, but no pace and no
      memory is told by it: one that hangs would be half of the time.
    """
    ended = sum(found["logins"]["ended_as_asked"].values())
    away = found["errors"].get(_TURNED_AWAY, 0)
    within = [one for one in found["timeline"] if one["second"] < seconds + 0.5]
    middle, end = next(one for one in within if one["second"] > seconds / 2 - 0.5), within[-1]
    return {
        "turned_away_share": away / found["logins"]["started"],
        "lost": found["logins"]["started"] - ended - away,
        "ended_per_second": sum(one["ended"] for one in within) / end["second"],
        "resident_mib": end["server_rss_kb"] / 1024,
        "resident_growth": end["server_rss_kb"] / middle["server_rss_kb"],
        **{f"{step}_{share}_ms": found["steps"][step][f"{share}_us"] / 1000
           for step in ("create", "answer") for share in ("p50", "p99")}}


def once(asked) -> dict:
    ours, theirs = _processors()
    # First until the last 20,000 login sessions, which a broker keeps in memory, are there. A rush
    # of a minute would be one on the ports of this machine: each page has a connection of its own.
    first, short, rush = (1, 1, 2) if asked.quick else (40, 4, 20)
    with bed.broker(wrapper=("taskset", "-c", ours)) as bench:
        def run(seconds, *load):
            found = logins.report(asked, bench, "plain", seconds, "--patience", "5s", *load,
                                  wrapper=("taskset", "-c", theirs))
            for error, count in found["errors"].items():
                if error != _TURNED_AWAY:
                    print(f"   {count} x {error}", flush=True)
            return told(found, seconds)

        def at(share, seconds):
            return run(seconds, "--rate", f"{pace * share:.0f}/s")
        own = run(first, "--concurrency", 64)
        pace = own["ended_per_second"]
        found = {"own": own, "calm": at(_CALM, short), "twice": at(_TWICE, rush),
                 "after": at(_CALM, short)}
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
