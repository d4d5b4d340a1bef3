"""A portal's own web server, which the broker calls: for notifications and for logouts."""

import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs

from broker import LIMIT


class Received(NamedTuple):
    path: str
    headers: dict
    body: str
    at: float

    @property
    def form(self) -> dict:
        """The body as a form, each name with its only value."""
        return {name: value for name, (value,) in parse_qs(self.body).items()}


class Listener:
    """Keeps everything that is posted to it; answers 200, or first what `answers` holds."""

    def __init__(self):
        self.answers: list[int] = []
        self._received: queue.Queue = queue.Queue()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                listener._keep(self)

            def log_message(self, *arguments):
                """The test says what matters."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _keep(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0))).decode()
        headers = {name.lower(): value for name, value in handler.headers.items()}
        status = self.answers.pop(0) if self.answers else 200
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        self._received.put(Received(handler.path, headers, body, time.monotonic()))

    def next(self) -> Received:
        """What was posted next; fails when nothing comes."""
        return self._received.get(timeout=LIMIT)

    def is_quiet(self) -> bool:
        """Whether nothing came that nobody has looked at."""
        return self._received.empty()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
