"""What a face check costs, and what it costs the others.

    .venv/bin/python Benchmarks/face/measure.py [--plot FILE.svg] [--binaries FOLDER]
        [--checks 50] [--rate 20] [--wake-ups 500] [--rounds 2]

Measures with the real broker, the real worker and real photographs, on an otherwise idle machine:

1. Time of a check (portrait and seven pictures, what a phone sends for two movements): from the
   call to its answer, one after another. Memory of worker and broker before and after.
2. Wake-up of other people: a page waits in a long poll, its code is scanned; the time from sending
   the scan to the page having its answer. Rounds without and with face checks take turns. The
   checks come at the given rate whether the broker keeps up or not: what finds no room in the queue
   is turned away.

It takes about three minutes. The binaries are those of `swift build -c release` unless told
otherwise: a debug build takes so long to cut a call into its pictures that the others feel it.
`--rate 2` is what one worker can do: it shows the worker's share of the effect alone. Load and
pages run on the same machine; the last table shows their share of it.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parents[2]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What a face check costs, and the others.")
    parser.add_argument("--plot", type=Path, help="where to draw the wake-ups (SVG)")
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "release")
    parser.add_argument("--checks", type=int, default=50, help="checks one after another")
    parser.add_argument("--rate", type=float, default=20, help="checks per second")
    parser.add_argument("--wake-ups", type=int, default=500, help="in each round")
    parser.add_argument("--rounds", type=int, default=2, help="of each kind")
    return parser.parse_args()


ASKED = arguments() if __name__ == "__main__" else None
if ASKED:
    # The stories' modules read it when they are loaded.
    os.environ["STORIES_BINARIES"] = str(ASKED.binaries.absolute())
sys.path += [str(ROOT / "Tests" / "Stories")]

import face_pictures  # noqa: E402
import load  # noqa: E402
import plot  # noqa: E402
import wake_ups  # noqa: E402
from broker import eventually  # noqa: E402
from face_phone import POLICIES, begin, counted, local, ready_worker  # noqa: E402
from figures import Busy, cpu_seconds, memory, milliseconds  # noqa: E402
from house import House  # noqa: E402


def time_of_checks(house, worker: int, count: int):
    """One after another, each with the movements that were asked for."""
    phones = [begin(house, "moving")[1] for _ in range(count)]
    processes, seconds = {"worker": worker, "broker": house.broker.process.pid}, []
    busy = {name: -cpu_seconds(process) for name, process in processes.items()}
    for phone in phones:
        film = face_pictures.filmed("obama", phone.check["actions"])
        began = time.perf_counter()
        judged = phone.show(film)
        seconds.append(time.perf_counter() - began)
        assert judged["status"] == "approved", judged
    each = {name: (busy[name] + cpu_seconds(process)) / count * 1000
            for name, process in processes.items()}
    print(f"\n1. A face check (portrait and 7 pictures), {count} one after another, milliseconds")
    print(f"   median {milliseconds(seconds, 0.5)}   p95 {milliseconds(seconds, 0.95)}   "
          f"of it processor time of the worker {each['worker']:.0f}, "
          f"of the broker {each['broker']:.0f}")


def say_memory(title: str, **processes: int):
    for name, process in processes.items():
        found = "   ".join(f"{kind} {size:6.1f}" for kind, size in memory(process).items())
        print(f"   {title:22} {name:7} {found}")


def wait_until_idle(broker):
    def decided():
        return sum(counted(broker, event) for event in ("pass", "fail", "error"))
    eventually(lambda: broker.measured("qrbroker_face_queue") == 0, "an empty queue")
    before = -1
    while before != decided():
        before = decided()
        time.sleep(3)


class Comparison:
    """Rounds of wake-ups, without face checks and with them."""

    def __init__(self, house, worker: int, asked):
        self.house, self.worker, self.asked = house, worker, asked
        self.pictures = load.Pictures()
        self.seconds: dict[str, list[float]] = {"without": [], "with": []}
        self.shares: dict[str, list[dict]] = {"without": [], "with": []}
        self.answers, self.memory = Counter(), {}

    def run(self):
        for _ in range(self.asked.rounds):
            self.round("without", None)
            lasts = self.asked.wake_ups / wake_ups.PER_SECOND * 1.3 + 2
            calls = [self.pictures.call(self.house)
                     for _ in range(round(lasts * self.asked.rate))]
            self.round("with", load.Load(
                self.house.issuer, calls, self.pictures.tail, self.asked.rate))
            wait_until_idle(self.house.broker)

    def round(self, name: str, checks):
        processes = {"broker": self.house.broker.process.pid, "worker": self.worker,
                     "pages": os.getpid(), **({"load": checks.process.pid} if checks else {})}

        def begin_round():
            if checks:
                checks.start()
                time.sleep(1)
            self.busy = Busy(**processes)
        found = wake_ups.measure(self.house, self.asked.wake_ups, begin_round)
        self.seconds[name] += found
        self.shares[name].append(self.busy.shares())
        if checks:
            self.answers += checks.answers()

    def tell(self):
        print(f"\n2. Wake-up of other people's pages, {len(self.seconds['with'])} each, "
              f"milliseconds; with {self.asked.rate:g} face checks per second")
        print(f"   {'':10} {'p50':>7} {'p90':>8} {'p99':>8} {'max':>8}")
        for name, values in self.seconds.items():
            print(f"   {name:10} " + "  ".join(
                milliseconds(values, share) for share in (0.5, 0.9, 0.99, 1)))
        print("   face checks: " + ", ".join(
            f"{count} {answer}" for answer, count in self.answers.most_common()))
        print("\n3. Percent of one processor while pages were woken: had + waited for in vain, "
              "because others had it")
        for name, rounds in self.shares.items():
            print(f"   {name:10} " + "   ".join(
                f"{who} {mean(one[who][0] for one in rounds) * 100:.0f} + "
                f"{mean(one[who][1] for one in rounds) * 100:.0f}" for who in rounds[0]))


def main():
    steady = {"qr_rotation": 0, "lifetimes": {"scan": 300, "face": 300, "total": 600}}
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), {**POLICIES, "steady": steady}, face=local(timeout=20),
                      log={"level": "info", "format": "json"})
        broker = house.broker.start()
        try:
            worker = ready_worker(broker)
            print(f"{ASKED.binaries}: {os.cpu_count()} processors, load average "
                  f"{os.getloadavg()[0]:.1f} before")
            processes = {"worker": worker, "broker": broker.process.pid}
            before = memory(broker.process.pid)["resident"]
            print("\nMemory, MiB")
            say_memory("at the start", **processes)
            time_of_checks(house, worker, ASKED.checks)
            print("\nMemory, MiB")
            say_memory(f"after {ASKED.checks} checks", **processes)
            comparison = Comparison(house, worker, ASKED)
            comparison.run()
            comparison.tell()
            print("\nMemory, MiB")
            say_memory("after everything", **processes)
            grown = memory(broker.process.pid)["resident"] - before
            print(f"   the broker has grown by {grown:.1f}")
        finally:
            house.broker.stop()
    if ASKED.plot:
        ASKED.plot.write_text(plot.svg(
            f"Wake-up of other people's pages, {ASKED.rate:g} face checks per second",
            comparison.seconds))


if __name__ == "__main__":
    main()
