"""What everything costs as there is more of it: held polls from 100 to 10,000, past login sessions
from none to a million, writes and logins from 1 to 64 in flight.

Nothing may grow faster than linearly: between the first point and the last, a curve's exponent
(its slope where both axes are logarithmic) stays below 1, but for noise. What one login costs may
not grow with the past at all.
"""

from math import log
from statistics import median

import bed
import logins
import past
import polls
from programs import said

# How much a curve may seem to grow by noise alone.
_NOISE = 0.1
_HISTORY_NOISE = 0.15
# Fewer polls find room in memory that is free already: a hundred of them cost nearly nothing.
_MEMORY_SHOWS = 1000
_ANSWER = "From the face result to the answer at the page"


def exponent(points) -> float:
    (first_x, first_y), (last_x, last_y) = points[0], points[-1]
    # Below a microsecond or a byte nothing was measured.
    return log(max(last_y, 1e-6) / max(first_y, 1e-6)) / log(last_x / first_x)


def curve(title, x, y, series, is_cost=True, since=0) -> dict:
    """- `series`: points by name; ours is the first.
    - `is_cost`: a rate may grow as fast as it likes.
    - `since`: the exponent is taken from there on, where there are two points."""
    ours = next(iter(series.values()))
    shown = [point for point in ours if point[0] >= since]
    grows = exponent(shown if len(shown) > 1 else ours)
    print(f"   {title}: exponent {grows:.2f}  {[(one, round(other, 1)) for one, other in ours]}",
          flush=True)
    return {"title": title, "x": x, "y": y, "series": series,
            "exponent": grows, "noise": _NOISE,
            "is_at_most_linear": grows <= 1 + _NOISE if is_cost else None}


def flat_curve(title, x, y, points) -> dict:
    """Of what may not grow at all between the first point and the last."""
    grows = points[-1][1] / points[0][1]
    print(f"   {title}: x {grows:.2f}  {points}", flush=True)
    return {"title": title, "x": x, "y": y, "series": {"qrbroker": points}, "log_x": True,
            "growth": grows, "noise": _HISTORY_NOISE,
            "is_constant": grows <= 1 + _HISTORY_NOISE}


def waiters(asked) -> dict:
    counts = (100, 200) if asked.quick else (100, 300, 1000, 3000, 10_000)
    found = {name: {count: [] for count in counts} for name in polls.SERVERS}
    for _ in range(asked.rounds):
        for count in counts:
            for name, run in polls.SERVERS.items():
                found[name][count].append(run(asked, count, min(1000, count * 4 // 10)))

    def series(label, factor, times_count=False):
        return {name: [(count, median(
            polls.figure(one, label) for one in runs) * factor * (count if times_count else 1))
            for count, runs in by_count.items()] for name, by_count in found.items()}
    x = "held polls"
    return {
        "polls-memory": curve("Memory of all held polls", x, "MiB",
                              series("bytes_each", 1 / 2**20, True), since=_MEMORY_SHOWS),
        "polls-cpu": curve("Processor time to take all of them in", x, "ms",
                           series("establish_cpu_us", 1 / 1000, True)),
        "polls-wake": curve("Wake-up at 500 a second, median", x, "ms",
                            series("wake_p50_us", 1 / 1000)),
        "polls-wake-p99": curve("Wake-up at 500 a second, 99 of 100", x, "ms",
                                series("wake_p99_us", 1 / 1000)),
    }


def history(asked) -> dict:
    sizes = (0, 1000) if asked.quick else (0, 10_000, 100_000, 1_000_000)
    found = {size: [] for size in sizes}
    for _ in range(asked.rounds):
        for size, runs in found.items():
            with bed.broker(past.settled(asked, size)) as bench:
                runs.append(logins.run(asked, bench, 8))

    def points(label):
        return [(size, median(one[label] for one in runs)) for size, runs in found.items()]
    x = "past login sessions in the database"
    return {
        "history-cpu": flat_curve("Processor time of one login", x, "ms", points("cpu_ms_each")),
        "history-latency": flat_curve(f"{_ANSWER}, 8 at once, median", x, "ms", points("p50_ms")),
    }


def _levels(asked) -> tuple[int, ...]:
    """How many at once."""
    return (1, 4) if asked.quick else (1, 2, 4, 8, 16, 32, 64)


def in_flight(asked) -> dict:
    levels = _levels(asked)
    found = {level: [] for level in levels}
    for _ in range(asked.rounds):
        for level in levels:
            found[level].append(said(
                asked.binaries / "qrbench", "transitions", "--in-flight", level, "--seconds",
                0.5 if asked.quick else 2))
    x = "writes in flight"
    return {
        "writes-latency": curve("From a write's start until it is durable, median", x, "ms", {
            "qrbroker": [(level, median(one["write_ms"]["p50"] for one in runs))
                         for level, runs in found.items()]}),
        "writes-rate": curve("Durable transitions per second", x, "1/s", {
            "qrbroker": [(level, median(one["transitions_per_second"] for one in runs))
                         for level, runs in found.items()]}, is_cost=False),
        "writes-cpu": curve("Processor time of one transition", x, "µs", {
            "qrbroker": [(level, median(one["cpu_us_per_transition"] for one in runs))
                         for level, runs in found.items()]}),
    }


def at_once(asked) -> dict:
    levels = _levels(asked)
    found = {level: [] for level in levels}
    for _ in range(asked.rounds):
        for level in levels:
            with bed.broker() as bench:
                found[level].append(logins.run(asked, bench, level))
    return {
        "logins-latency": curve(f"{_ANSWER}, median", "logins at once", "ms", {
            "qrbroker": [(level, median(one["p50_ms"] for one in runs))
                         for level, runs in found.items()]}),
        "logins-cpu": curve("Processor time of one login", "logins at once", "ms", {
            "qrbroker": [(level, median(one["cpu_ms_each"] for one in runs))
                         for level, runs in found.items()]}),
    }


def measure(asked) -> dict:
    curves = {}
    for part in (in_flight, waiters, at_once, history):
        curves |= part(asked)
    return {"curves": curves}
