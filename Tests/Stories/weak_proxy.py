"""A reverse proxy that stands in front of a good broker and takes one protection away."""

import http.client
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade"}


@dataclass
class Exchange:
    """One request on its way in, and the answer on its way back."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int = 0
    answer_headers: list[tuple[str, str]] = field(default_factory=list)
    answer: bytes = b""

    @property
    def route(self) -> str:
        return self.path.partition("?")[0]

    def json(self) -> dict:
        """The body of the request, where it is an object."""
        return self._object(self.body)

    def answer_json(self) -> dict:
        return self._object(self.answer)

    def say(self, document: dict, status=None):
        self.answer = json.dumps(document).encode()
        self.status = status or self.status

    @staticmethod
    def _object(text: bytes) -> dict:
        try:
            document = json.loads(text)
        except ValueError:
            return {}
        return document if isinstance(document, dict) else {}


class Honest:
    """Passes everything on as it is. A weakness changes one of the two."""

    def before(self, exchange: Exchange):
        """Before the broker sees it."""

    def after(self, exchange: Exchange):
        """Before the attacker sees the answer."""


class Proxy:
    """Listens on an address of its own, in front of a broker that trusts 127.0.0.1."""

    def __init__(self, broker, weakness: Honest):
        target = urlsplit(broker.issuer)
        lock = threading.RLock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 90

            def log_message(self, *_):
                pass

            def handle_one(self):
                length = int(self.headers.get("Content-Length") or 0)
                if length < 0:
                    self.send_error(400)
                    self.close_connection = True
                    return
                headers = {name: value for name, value in self.headers.items()
                           if name.lower() not in HOP_BY_HOP}
                headers["X-Forwarded-For"] = self.client_address[0]
                exchange = Exchange(
                    self.command, self.path, headers, self.rfile.read(length))
                with lock:
                    weakness.before(exchange)
                self.pass_on(exchange)
                with lock:
                    weakness.after(exchange)
                self.send_response_only(exchange.status)
                for name, value in exchange.answer_headers:
                    if name.lower() not in HOP_BY_HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(exchange.answer)))
                self.send_header("Connection", "close")
                self.close_connection = True
                try:
                    self.end_headers()
                    self.wfile.write(exchange.answer)
                except ConnectionError:
                    pass  # the attacker has hung up

            do_GET = do_POST = do_OPTIONS = handle_one

            @staticmethod
            def pass_on(exchange):
                connection = http.client.HTTPConnection(target.hostname, target.port, timeout=80)
                connection.request(
                    exchange.method, exchange.path, exchange.body or None, exchange.headers)
                answer = connection.getresponse()
                exchange.status, exchange.answer = answer.status, answer.read()
                exchange.answer_headers = answer.getheaders()
                connection.close()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
