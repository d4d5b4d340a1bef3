"""On what, from what and by what a figure was made; and how busy the machine was with other things."""

import os
import platform
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _first(file: str, key: str) -> str:
    for line in Path(file).read_text().splitlines():
        if line.startswith(key):
            return line.split(":", 1)[1].strip()
    return "unknown"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    return done.stdout.strip()


def commit() -> str:
    """The commit, with a plus where the sources differ from it."""
    changed = _git("status", "--porcelain", "--", "Sources", "Package.swift",
                   ":(exclude)*.docc/*")
    return _git("rev-parse", "--short=10", "HEAD") + ("+" if changed else "")


def heading(asked, part: str, load: float) -> dict:
    """- `load`: the load average before the first part; a later one would find that of the last."""
    options = " --quick" if asked.quick else ""
    return {
        "machine": f"{os.cpu_count()} x {_first('/proc/cpuinfo', 'model name')}, "
                   f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB, "
                   f"Linux {platform.release().split('-')[0]}",
        "commit": commit(),
        "command": f"scripts/bench {part}{options} --rounds {asked.rounds}",
        "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        "load_average_before": round(load, 2),
        "quick": asked.quick,
    }
