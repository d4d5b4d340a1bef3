"""Logins by device grant, which `scripts/bench logins` compares ours with: each is a whole one, and
one that went otherwise is no figure."""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from broker import LIMIT, ROOT

sys.path.append(str(ROOT / "Benchmarks"))

import device_grant  # noqa: E402

pytestmark = pytest.mark.quick

TOKENS = {"access_token": "a.b.c", "id_token": "d.e.f", "refresh_token": "g"}
COMPLETE = "http://127.0.0.1/login.html?prompt=deviceComplete"
# What a server says at each step of a login, unless a test says otherwise.
ANSWERS = {
    "begin": (200, {"device_code": "long", "user_code": "SHORT"}),
    "pending": (400, {"error": "authorization_pending"}),
    "decide": (302, COMPLETE),
    "tokens": (200, TOKENS),
}


class Grants:
    """A server whose every login goes by its answers, in this order on each connection."""

    def __init__(self):
        self.answers, self.asked = dict(ANSWERS), []
        grants = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version, timeout = "HTTP/1.1", LIMIT
            polls = 0

            def log_message(self, *_):
                pass

            def _answer(self, step: str):
                status, said = grants.answers[step]
                grants.asked.append((step, self.headers["Cookie"]))
                body = json.dumps(said).encode() if status != 302 else b""
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", said)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                address = urlsplit(self.path)
                assert address.path == "/api/oidc/device"
                assert dict(parse_qsl(address.query))["code"] == "SHORT"
                self._answer("decide")

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(parse_qsl(body))
                if self.path == "/api/oidc/device_authorization/":
                    return self._answer("begin")
                assert self.path == "/api/oidc/token/" and form["device_code"] == "long"
                self.polls += 1
                self._answer("pending" if self.polls % 2 else "tokens")

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port, self.cookie = self._server.server_port, "session=signed-in"
        self.process = SimpleNamespace(pid=os.getpid())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def grants():
    server = Grants()
    yield server
    server.stop()


def test_a_login_asks_once_before_the_person_decides_and_once_after(grants):
    found = device_grant.play(grants, at_once=1, seconds=0)
    assert [step for step, _ in grants.asked] == ["begin", "pending", "decide", "tokens"]
    assert [cookie for _, cookie in grants.asked] == [None, None, grants.cookie, None]
    assert found["logins"] == 1


def test_so_many_at_once_are_played(grants):
    found = device_grant.play(grants, at_once=5, seconds=0)
    assert found["logins"] == 5 and len(grants.asked) == 20


@pytest.mark.parametrize("step, said", [
    ("begin", (403, {"error": "unauthorized_client"})),
    ("pending", (400, {"error": "slow_down"})),
    ("pending", (200, TOKENS)),
    ("decide", (302, "http://127.0.0.1/login.html?client_id=portal")),
    ("decide", (401, {})),
    ("tokens", (400, {"error": "slow_down"})),
    ("tokens", (200, {"access_token": "a.b.c"})),
    ("tokens", (200, {"id_token": "d.e.f"})),
    ("tokens", (500, {})),
])
def test_a_login_that_goes_otherwise_is_no_figure(grants, step, said):
    grants.answers[step] = said
    with pytest.raises(AssertionError):
        device_grant.play(grants, at_once=2, seconds=0)
