"""Runs the measuring programs and looks at processes from outside."""

import json
import os
import re
import statistics
import subprocess
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def said(*command, **options) -> dict:
    """What a program printed as its one JSON object."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          **options)
    assert done.returncode == 0, f"{command}: {done.stderr[-2000:]}"
    return json.loads(done.stdout)


def cpu_seconds(process: int) -> float:
    """Time on processors, its own and the system's for it."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_kb(process: int) -> dict[str, int]:
    """KiB: `resident` with the pages of the program file, `anonymous` without, `share` with a part
    of what several processes share."""
    rows = (line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines())
    found = {row[0]: int(row[1]) for row in rows if row[0].endswith(":")}
    return {"resident": found["Rss:"], "anonymous": found["Anonymous:"], "share": found["Pss:"]}


def tracing_flushes(trace: Path) -> list[str]:
    """Words in front of a server's command; it stays a child of ours, and can be ended as one."""
    return ["strace", "-D", "-f", "-e", "trace=fdatasync,fsync", "-o", str(trace)]


def flushes(trace: Path) -> int:
    """How often somebody has waited for the disk so far."""
    return len(re.findall(r"(?:fdatasync|fsync)\(", trace.read_text()))


def spread(values) -> dict:
    """What a table shows of some rounds."""
    values = list(values)
    return {"min": min(values), "median": statistics.median(values), "max": max(values)}


def ratios(ours, theirs) -> dict:
    """Ours divided by theirs, round by round."""
    return spread(one / other for one, other in zip(ours, theirs, strict=True))
