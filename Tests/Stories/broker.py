"""A real broker process: its configuration, its log, its database, its death and its return."""

import itertools
import json
import os
import random
import signal
import socket
import sqlite3
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import yaml

ROOT = Path(__file__).resolve().parents[2]
BINARIES = Path(os.environ.get("STORIES_BINARIES", ROOT / ".build" / "debug"))
QRBROKER = str(BINARIES / "qrbroker")
QRPHONE = str(BINARIES / "qrphone")
QRLOAD = str(BINARIES / "qrload")

# Seconds after which a story gives up waiting for what must come. It says nothing about how long
# anything may take: it only ends stories that would wait for ever, and a busy machine is slow.
LIMIT = 120.0

# What a client of plain HTTP is made with. Unless told whom to trust, each would read anew all
# that the world trusts, which takes 50 ms.
HTTP = {"timeout": LIMIT, "verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)}

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


def as_yaml(settings: dict) -> str:
    """By the dumper that is written in C: there are hundreds of configurations, and the other one
    takes 0.1 s for each."""
    return yaml.dump(settings, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def eventually(condition, what="the condition"):
    """Waits until `condition()` is true and returns its value."""
    deadline = time.monotonic() + LIMIT
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"{what} did not come true in {LIMIT} s"
        time.sleep(0.02)


def in_time(seconds: float, attempt):
    """What `attempt()` returns, made again until it took less time than this.

    For what is true only for a while: when the machine stood still meanwhile, the answer says
    nothing."""
    deadline = time.monotonic() + LIMIT
    while True:
        started = time.monotonic()
        value = attempt()
        ended = time.monotonic()
        if ended - started < seconds:
            return value
        assert ended < deadline, f"this machine never took less than {seconds} s"


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

    def wait(self, condition, what="a log line"):
        """The first entry for which `condition` holds, waiting for it if it must."""
        deadline = time.monotonic() + LIMIT
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
        self.client = httpx.Client(base_url=self.issuer, **HTTP)
        (folder / "qrbroker.yaml").write_text(as_yaml(configuration))

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
            return httpx.get(self.management + "/healthz/ready", **HTTP).is_success
        except httpx.HTTPError:
            return False

    def kill(self):
        """Ends it as a power cut would: no handler, no flush, no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self) -> "Broker":
        self.kill()
        return self.start()

    def terminate(self) -> int:
        """Asks it to stop and returns its exit status."""
        self.process.terminate()
        return self.process.wait(LIMIT)

    def stop(self):
        self.client.close()
        if self.process and self.process.poll() is None:
            self.terminate()

    def measured(self, name: str) -> float:
        """One figure of the management address, with its label if it has one."""
        page = httpx.get(self.management + "/metrics", **HTTP)
        for line in page.text.splitlines():
            if line.startswith(name + " "):
                return float(line.rsplit(" ", 1)[1])
        return 0

    def wait_until_held(self, count: int):
        """Waits until so many polls are held, of pages and phones together."""
        eventually(lambda: self.measured("qrbroker_waiting_polls") == count, f"{count} held polls")

    def rows(self, query: str, *arguments) -> list[tuple]:
        """Reads the database beside the running broker."""
        with self._reader() as connection:
            return connection.execute(query, arguments).fetchall()

    def rows_at_once(self, *queries: str) -> list[list[tuple]]:
        """What these find at one moment, whatever the broker changes meanwhile."""
        with self._reader() as connection:
            connection.execute("BEGIN")
            return [connection.execute(query).fetchall() for query in queries]

    @contextmanager
    def _reader(self):
        connection = sqlite3.connect(
            f"file:{self.database}?mode=ro", uri=True, timeout=LIMIT, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()

    def log_text(self) -> str:
        return "\n".join(log.text() for log in self.logs)


def run(*arguments, **options) -> subprocess.CompletedProcess:
    """Runs `qrbroker` with these arguments to its end."""
    return subprocess.run(
        [QRBROKER, *map(str, arguments)], capture_output=True, text=True, timeout=LIMIT, **options)
