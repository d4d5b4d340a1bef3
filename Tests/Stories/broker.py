"""A real broker process: its configuration, its log, its database, its death and its return."""

import itertools
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import httpx
import yaml

ROOT = Path(__file__).resolve().parents[2]
BINARIES = Path(os.environ.get("STORIES_BINARIES", ROOT / ".build" / "debug"))
QRBROKER = str(BINARIES / "qrbroker")
QRPHONE = str(BINARIES / "qrphone")
QRLOAD = str(BINARIES / "qrload")

_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
_ports = list(range(15000 + _worker, 32000, _workers))
_next_port = itertools.cycle(random.sample(_ports, len(_ports)))


def free_port() -> int:
    """A port nobody listens on, below the range from which outgoing connections get theirs: so
    it is still free when the broker comes back after a crash. Each worker draws from ports of its
    own, and none twice, because a broker takes its port a while after it was drawn."""
    for port in _next_port:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def eventually(condition, seconds=20.0, what="the condition"):
    """Waits until `condition()` is true and returns its value; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"{what} did not come true in {seconds} s"
        time.sleep(0.02)


class Log:
    """The lines a process wrote, collected by a thread so that its pipe never fills up."""

    def __init__(self, stream):
        self.lines: list[str] = []
        self._changed = threading.Condition()
        self._over = False
        threading.Thread(target=self._collect, args=(stream,), daemon=True).start()

    def _collect(self, stream):
        for line in stream:
            with self._changed:
                self.lines.append(line.rstrip("\n"))
                self._changed.notify_all()
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def entries(self) -> list[dict]:
        """The lines that are JSON objects."""
        found = []
        for line in list(self.lines):
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict):
                found.append(entry)
        return found

    def wait(self, condition, seconds=20.0, what="a log line"):
        """The first entry for which `condition` holds, waiting for it if it must."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                for entry in self.entries():
                    if condition(entry):
                        return entry
                left = deadline - time.monotonic()
                if self._over or left <= 0:
                    raise AssertionError(f"{what} was not logged:\n" + self.text()[-3000:])
                self._changed.wait(left)

    def text(self) -> str:
        return "\n".join(self.lines)


class Broker:
    """`qrbroker serve` on a configuration of its own in a folder of its own."""

    def __init__(self, folder: Path, configuration: dict):
        self.folder = folder
        self.configuration = configuration
        self.issuer = configuration["issuer"]
        self.management = "http://" + configuration["management_listen"]
        self.database = folder / "qrbroker.sqlite"
        self.process: subprocess.Popen | None = None
        self.logs: list[Log] = []
        self.client = httpx.Client(base_url=self.issuer, timeout=75)
        (folder / "qrbroker.yaml").write_text(
            yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False))

    @property
    def log(self) -> Log:
        return self.logs[-1]

    def start(self, *flags, wrapper=(), environment=None, text_log=False) -> "Broker":
        """Starts it and waits until it says that it listens on both of its addresses, or, where
        its log is plain text, until it answers."""
        command = [*wrapper, QRBROKER, "serve", "--config", "qrbroker.yaml", *flags]
        self.process = subprocess.Popen(
            command, cwd=self.folder, env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.logs.append(Log(self.process.stderr))
        if text_log:
            eventually(self._answers, what="an answer")
            return self
        for listener in ("public", "management"):
            self.log.wait(
                lambda entry: entry.get("message") == "listening"
                and entry.get("listener") == listener, what=f"listening on {listener}")
        return self

    def _answers(self) -> bool:
        try:
            return httpx.get(self.management + "/healthz/ready").is_success
        except httpx.HTTPError:
            return False

    def kill(self):
        """Ends it as a power cut would: no handler, no flush, no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self) -> "Broker":
        self.kill()
        return self.start()

    def terminate(self, seconds=25) -> int:
        """Asks it to stop and returns its exit status."""
        self.process.terminate()
        return self.process.wait(seconds)

    def stop(self):
        self.client.close()
        if self.process and self.process.poll() is None:
            self.terminate()

    def connections(self) -> tuple[int, int]:
        """How many connections to it are open, and how many of them hold bytes it has not read
        yet; a request is taken in when the second number is 0."""
        port = f":{int(self.issuer.rsplit(':', 1)[1]):04X}"
        rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        queues = [row[4] for row in rows if row[1].endswith(port) and row[3] == "01"]
        return len(queues), sum(queue.split(":")[1] != "00000000" for queue in queues)

    def wait_until_taken_in(self, count: int):
        """Waits until `count` connections are open and everything sent on them has been read."""
        def taken_in():
            connections, unread = self.connections()
            return connections >= count and unread == 0
        eventually(taken_in, 60, f"{count} connections with their requests read")

    def rows(self, query: str, *arguments) -> list[tuple]:
        """Reads the database beside the running broker."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as connection:
            return connection.execute(query, arguments).fetchall()

    def log_text(self) -> str:
        return "\n".join(log.text() for log in self.logs)


def run(*arguments, **options) -> subprocess.CompletedProcess:
    """Runs `qrbroker` with these arguments to its end."""
    return subprocess.run(
        [QRBROKER, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)
