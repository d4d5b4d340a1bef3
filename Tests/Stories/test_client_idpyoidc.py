"""idpyoidc, which signs for itself and compares the issuer of every answer."""

import json
import runpy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from urllib.parse import parse_qs

import pytest
from broker import LIMIT
from guide import site
from idpyoidc.exception import VerificationError
from portal import query_of
from visitor import Visitor
from wallet import from_base64url

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def place():
    with site("Client-idpyoidc.md") as place:
        yield place


@pytest.fixture(scope="module")
def posts(place):
    """What is posted to the portal, as paths and forms; the broker tries again until it is."""
    queue = Queue()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            queue.put((self.path, body.decode()))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", place.port), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield queue
        server.shutdown()


@pytest.fixture
def program(place, monkeypatch):
    """The program of the guide, in the folder where its files are."""
    monkeypatch.chdir(place.folder)
    return runpy.run_path("portal.py")


@pytest.fixture
def rp(program):
    return program["rp"]


@pytest.fixture
def visitor(place, rp):
    return Visitor(place).open(rp.begin(place.broker.issuer))


def test_the_person_scans_and_the_program_knows_the_name(rp, visitor, place):
    session = rp.finalize(place.broker.issuer, query_of(visitor.approve(name="张伟")))
    assert session["userinfo"]["name"] == "张伟"
    assert session["id_token"]["acr"].startswith("urn:qrbroker:acr:")


@pytest.mark.slow
def test_a_no_on_the_phone_reaches_the_program_as_access_denied(rp, visitor, place):
    assert rp.finalize(place.broker.issuer, query_of(visitor.deny()))["error"] == "access_denied"


def test_an_answer_in_the_name_of_another_issuer_is_refused_before_the_code_is_used(
        rp, visitor, place):
    """RFC 9207: a code that a dishonest broker got from this one must not be redeemed for it."""
    answer = query_of(visitor.approve())
    assert answer["iss"] == place.broker.issuer
    with pytest.raises(VerificationError):
        rp.finalize(place.broker.issuer, {**answer, "iss": "https://evil.example"})
    assert "userinfo" in rp.finalize(place.broker.issuer, answer)


@pytest.mark.slow
def test_logging_out_of_the_program_logs_out_of_the_broker_too(rp, visitor, place):
    session = rp.finalize(place.broker.issuer, query_of(visitor.approve(name="张伟")))
    known = visitor.client.get(rp.begin(place.broker.issuer), follow_redirects=False)
    assert known.headers["location"].startswith(place.address + "/callback?code=")
    ended = visitor.client.get(rp.logout(session["state"])["url"], follow_redirects=False)
    assert ended.headers["location"].startswith(place.address + "/bye?state=")
    visitor.open(rp.begin(place.broker.issuer))


@pytest.mark.slow
def test_a_sign_in_that_is_ended_on_the_phone_is_over_in_the_program_too(
        program, rp, visitor, place, posts):
    session = rp.finalize(place.broker.issuer, query_of(visitor.approve(name="张伟")))
    visitor.end_elsewhere()
    path, form = next(post for post in iter(lambda: posts.get(timeout=LIMIT), None)
                      if sid_of(post[1]) == session["id_token"]["sid"])
    assert path == "/back-channel"
    assert program["ended_elsewhere"](form) == session["state"]


def sid_of(form: str) -> str:
    """Whose logout a form is about; stories before this one may have left some on the way."""
    (token,) = parse_qs(form)["logout_token"]
    return json.loads(from_base64url(token.split(".")[1]))["sid"]
