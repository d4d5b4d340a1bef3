"""From the start of the process to its first `ready`, with an empty store and with a million past
login sessions, in turns; and the memory it takes when nothing happens.

Ready means 200 from /healthz/ready, for which the store has written something and flushed it. The
file's pages are in the system's memory from the round before: what a restart is like, not the
first start after a power cut.
"""

import http.client
import subprocess
import time

import bed
import past
from broker import QRBROKER
from programs import cpu_seconds, memory_kb, spread


def _is_ready(address: str) -> bool:
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/healthz/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def start(place, idle: float) -> dict:
    """Starts it, lets it be for a while, and stops it."""
    bench = bed.Bench(place)
    address = bench.broker.configuration["management_listen"]
    began = time.perf_counter()
    process = subprocess.Popen([QRBROKER, "serve", "--config", "qrbroker.yaml"], cwd=place,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _is_ready(address):
            assert process.poll() is None and time.perf_counter() - began < 60, "no start"
            time.sleep(0.001)
        ready = (time.perf_counter() - began) * 1000
        busy = cpu_seconds(process.pid)
        time.sleep(idle)
        return {"ready_ms": ready, "start_cpu_ms": busy * 1000,
                "idle_cpu_ms_per_s": (cpu_seconds(process.pid) - busy) * 1000 / idle,
                "memory_kb": memory_kb(process.pid)}
    finally:
        process.terminate()
        process.wait(30)
        bench.broker.client.close()


def measure(asked) -> dict:
    sizes = (0, 1000) if asked.quick else (0, 1_000_000)
    places = {size: past.folder(asked, size) for size in sizes}
    raw = {size: [] for size in sizes}
    for _ in range(asked.rounds * (1 if asked.quick else 4)):
        for size, place in places.items():
            found = start(place, 1 if asked.quick else 4)
            raw[size].append(found)
            print(f"   {size:8} sessions: ready after {found['ready_ms']:5.0f} ms, resident "
                  f"{found['memory_kb']['resident'] / 1024:.1f} MiB, anonymous "
                  f"{found['memory_kb']['anonymous'] / 1024:.1f} MiB", flush=True)
    return {"sessions": {str(size): {
        "ready_ms": spread(one["ready_ms"] for one in runs),
        "start_cpu_ms": spread(one["start_cpu_ms"] for one in runs),
        "resident_mib": spread(one["memory_kb"]["resident"] / 1024 for one in runs),
        "anonymous_mib": spread(one["memory_kb"]["anonymous"] / 1024 for one in runs),
        "idle_cpu_ms_per_s": spread(one["idle_cpu_ms_per_s"] for one in runs),
    } for size, runs in raw.items()}, "raw": {str(size): runs for size, runs in raw.items()}}
