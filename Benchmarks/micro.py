"""What the pure parts cost, in instructions and allocations: the same in every run and, nearly, on
every machine, which times are not.

Each part runs N and 2 N times under valgrind; the difference divided by N is one run, the start of
the program falls out. What is allowed stands in thresholds.json, each with its reason.
"""

import json
import os
import re
import subprocess
from pathlib import Path

THRESHOLDS = Path(__file__).with_name("thresholds.json")
COUNTERS = {
    "instructions": (["--tool=callgrind", "--callgrind-out-file=/dev/null"],
                     r"Collected : ([\d,]+)"),
    "allocations": (["--tool=memcheck", "--leak-check=no"], r"total heap usage: ([\d,]+) allocs"),
}


# Else every start hashes with a seed of its own, and collisions come and go.
_ENVIRONMENT = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}


def counted(binaries: Path, part: str, counter: str, times: int) -> int:
    flags, pattern = COUNTERS[counter]
    done = subprocess.run(
        ["valgrind", *flags, str(binaries / "qrbench"), "micro", part, "--times", str(times)],
        capture_output=True, text=True, env=_ENVIRONMENT)
    found = re.search(pattern, done.stderr)
    assert done.returncode == 0 and found, done.stderr[-2000:]
    return int(found[1].replace(",", ""))


def cost(binaries: Path, part: str, counter: str, times: int) -> float:
    """Of one run."""
    once, twice = (counted(binaries, part, counter, times * factor) for factor in (1, 2))
    return (twice - once) / times


def measure(asked) -> dict:
    allowed = json.loads(THRESHOLDS.read_text())["parts"]
    times = 20 if asked.quick else 100
    found, exceeded = {}, []
    for part, limits in allowed.items():
        found[part] = {counter: cost(asked.binaries, part, counter, times) for counter in COUNTERS}
        for counter, value in found[part].items():
            if value > limits[counter]:
                exceeded.append(f"{part}: {value:.0f} {counter}, allowed {limits[counter]}")
        print(f"   {part:12} " + "   ".join(
            f"{value:10.1f} {counter} (allowed {limits[counter]})"
            for counter, value in found[part].items()), flush=True)
    for line in exceeded:
        print(f"   TOO MUCH: {line}", flush=True)
    return {"parts": found, "allowed": allowed, "exceeded": exceeded}
