"""Durable transitions per second at the store: many in one transaction, as the broker commits them,
against one transaction each; in turns, at 1, 8 and 64 in flight.

That a commit really waits for the disk (`synchronous=FULL`) is shown by a trace of the calls: there
are at least as many flushes as commits. The traced runs are runs of their own, because tracing
costs time.
"""

import subprocess
import tempfile
from pathlib import Path

from programs import flushes, ratios, said, spread

MODES = {"grouped": [], "one by one": ["--one-by-one"]}


def run(asked, in_flight: int, mode: str, seconds: float, wrapper=()) -> dict:
    return said(*wrapper, asked.binaries / "qrbench", "transitions", "--in-flight", in_flight,
                "--seconds", seconds, *MODES[mode])


def traced(asked, in_flight: int, mode: str, seconds: float) -> dict:
    """A run with its flushes counted."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        found = run(asked, in_flight, mode, seconds, wrapper=[
            "strace", "-f", "--seccomp-bpf", "-e", "trace=fdatasync,fsync", "-o", trace])
        counted = flushes(trace)
    return {name: found[name] for name in ("mode", "in_flight", "commits", "transitions")} | {
        "flushes": counted, "flushes_per_transition": counted / max(1, found["transitions"])}


def flush_ms(count=300) -> float:
    """What one flush of a small write costs on this disk, without a database."""
    program = ("import os, time\n"
               "file = os.open('flushed', os.O_CREAT | os.O_WRONLY)\n"
               f"began = time.perf_counter()\nfor _ in range({count}):\n"
               "    os.write(file, b'x' * 4096); os.fdatasync(file)\n"
               f"print((time.perf_counter() - began) * 1000 / {count})")
    with tempfile.TemporaryDirectory() as folder:
        return float(subprocess.run(["python3", "-c", program], cwd=folder, check=True,
                                    capture_output=True, text=True).stdout)


def measure(asked) -> dict:
    seconds, levels = (0.5, (1, 8)) if asked.quick else (3, (1, 8, 64))
    raw, levels_found = [], {}
    for in_flight in levels:
        rates = {mode: [] for mode in MODES}
        for _ in range(asked.rounds):
            for mode in MODES:
                found = run(asked, in_flight, mode, seconds)
                raw.append(found)
                rates[mode].append(found["transitions_per_second"])
                print(f"   {in_flight:3} in flight, {mode:10} "
                      f"{found['transitions_per_second']:7.0f} transitions/s, "
                      f"{found['commits']} commits", flush=True)
        levels_found[str(in_flight)] = {
            **{mode: spread(rates[mode]) for mode in MODES},
            "ratio": ratios(rates["grouped"], rates["one by one"])}
    traces = [traced(asked, in_flight, mode, 1) for in_flight in levels for mode in MODES]
    for one in traces:
        print(f"   traced: {one['in_flight']} in flight, {one['mode']}: {one['commits']} commits, "
              f"{one['flushes']} flushes", flush=True)
    assert all(one["flushes"] >= one["commits"] > 0 for one in traces), traces
    return {"in_flight": levels_found, "traces": traces, "flush_ms": flush_ms(), "raw": raw}
