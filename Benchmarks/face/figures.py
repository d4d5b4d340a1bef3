"""What is computed of measured values, and what the system knows about a process."""

import os
import time
from math import ceil
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def percentile(values, share: float) -> float:
    """The smallest value that at least this share (0–1) of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share) - 1)]


def milliseconds(values, share: float) -> str:
    return f"{percentile(values, share) * 1000:7.1f}"


def cpu_seconds(process: int) -> float:
    """Time on a processor, its own and the system's for it."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory(process: int) -> dict[str, float]:
    """MiB: resident now, of it not backed by a file, and the most it ever was."""
    names = {"VmRSS": "resident", "RssAnon": "anonymous", "VmHWM": "peak"}
    rows = (line.split() for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return {names[row[0][:-1]]: int(row[1]) / 1024 for row in rows if row[0][:-1] in names}


def _delayed_seconds(process: int) -> float:
    """How long its threads could have run and had no processor."""
    delayed = 0
    for file in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            delayed += int(file.read_text().split()[1])
        except OSError:
            pass  # That thread has just ended.
    return delayed / 1e9


class Busy:
    """What each process does from here on."""

    def __init__(self, **processes: int):
        self.processes, self.began = processes, time.monotonic()
        self.before = {name: (cpu_seconds(one), _delayed_seconds(one))
                       for name, one in processes.items()}

    def shares(self) -> dict[str, tuple[float, float]]:
        """Of one processor: how much it had, and for how much more it waited."""
        passed = time.monotonic() - self.began
        return {name: ((cpu_seconds(one) - self.before[name][0]) / passed,
                       (_delayed_seconds(one) - self.before[name][1]) / passed)
                for name, one in self.processes.items()}
