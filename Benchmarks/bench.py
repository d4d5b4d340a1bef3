"""Runs the measurements of `scripts/bench`; each part has a file of its own that says what it does.

    .venv/bin/python Benchmarks/bench.py [PART…] [--quick] [--rounds N] [--results FOLDER]
        [--binaries FOLDER] [--pages]
"""

import argparse
import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# In this order; a part's module has `measure(asked) -> dict`.
PARTS = {
    "qr": "symbol", "rotation": "rotation", "transitions": "transitions", "start": "start",
    "logins": "logins", "overload": "overload", "polls": "polls", "growth": "growth",
    "micro": "micro"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure the broker beside its peers.")
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help=f"any of {', '.join(PARTS)}, report; all without")
    parser.add_argument("--quick", action="store_true", help="small numbers; no good as figures")
    parser.add_argument("--rounds", type=int, default=0, help="of each kind, in turns")
    parser.add_argument("--results", type=Path, default=ROOT / ".bench",
                        help="folder for the raw figures; .bench without")
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "release",
                        help="folder of the programs to measure; the release build without")
    parser.add_argument("--pages", action="store_true",
                        help="renew the tables and pictures of the capacity page")
    parser.add_argument("--only-read", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    unknown = set(asked.parts) - {*PARTS, "report"}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    asked.rounds = asked.rounds or (1 if asked.quick else 3)
    return asked


def main() -> int:
    asked = arguments()
    if asked.only_read:
        return 0
    # The stories' modules, which start brokers here too, read it when they are loaded.
    os.environ["STORIES_BINARIES"] = str(asked.binaries.absolute())
    sys.path.append(str(ROOT / "Tests" / "Stories"))
    # Ten thousand held polls are ten thousand open files, here and in the servers started here.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    import machine
    import report
    asked.results.mkdir(parents=True, exist_ok=True)
    failed, load = False, os.getloadavg()[0]
    for name in [part for part in PARTS if part in asked.parts or not asked.parts]:
        began = time.monotonic()
        print(f"\n== {name}", flush=True)
        heading = machine.heading(asked, name, load)
        found = {"heading": heading, **importlib.import_module(PARTS[name]).measure(asked)}
        (asked.results / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n")
        print(f"-- {name}: {time.monotonic() - began:.0f} s", flush=True)
        failed = failed or bool(found.get("exceeded"))
    report.tell(asked)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
