"""Below the API: what comes over the wire when the other side is careless or hostile."""

import json
import re
import socket

import pytest
from broker import LIMIT
from portal import Portal

pytestmark = pytest.mark.quick


def talk(broker, *pieces: bytes, last=b"") -> bytes:
    """Sends bytes as they are and returns everything until the connection ends, or rests after
    `last` has come."""
    host, port = broker.issuer.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=LIMIT) as connection:
        for piece in pieces:
            connection.sendall(piece)
        received = b""
        try:
            while part := connection.recv(65536):
                received += part
                if last in received:
                    connection.settimeout(2)
        except TimeoutError:
            pass
        return received


def statuses(received: bytes) -> list[int]:
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] ([0-9]{3}) ", received)]


def test_several_requests_on_one_connection_are_answered_in_order(broker):
    request = b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
    received = talk(broker, request % b"/jwks" + request % b"/nothing" + request % b"/v1/wallets",
                    last=b'{"wallets":')
    assert statuses(received) == [200, 404, 200]


def test_a_request_that_could_be_read_in_two_ways_is_not_served(broker):
    """Content-Length beside Transfer-Encoding, or two lengths: the way requests are smuggled."""
    smuggled = b"GET /jwks HTTP/1.1\r\nHost: x\r\n\r\n"
    head = b"POST /v1/wallet/scan HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    for lengths in (b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                    b"Content-Length: 0\r\nContent-Length: %d\r\n" % len(smuggled),
                    b"Transfer-Encoding: xchunked\r\n", b"Content-Length: -1\r\n",
                    b"Content-Length: 1e3\r\n"):
        received = talk(broker, head + lengths + b"\r\n0\r\n\r\n" + smuggled)
        assert b'"keys"' not in received, lengths
        assert not [code for code in statuses(received) if code >= 500 and code != 501], received


@pytest.mark.parametrize("request_bytes", [
    pytest.param(b"\r\n\r\n", marks=pytest.mark.slow), b"nonsense\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n", b"GET /jwks HTTP/1.1\r\n\r\n", pytest.param(
        b"GET http://evil.example/jwks HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        marks=pytest.mark.slow),
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * 20000 + b"\r\n"])
def test_garbage_on_the_wire_harms_nobody(broker, request_bytes):
    try:
        received = talk(broker, request_bytes)
    except ConnectionError:
        received = b""
    assert not [code for code in statuses(received) if code >= 500 and code != 505], received
    assert broker.client.get("/jwks").status_code == 200


def test_head_tells_what_get_would_and_nothing_more(broker):
    for path in ("/jwks", "/openapi.yaml", "/nothing"):
        get, head = broker.client.get(path), broker.client.head(path)
        assert head.status_code == get.status_code and head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]


def test_who_types_an_address_that_is_none_gets_a_page(broker):
    typed = broker.client.get("/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert typed.status_code == 404 and typed.headers["content-type"].startswith("text/html")
    assert 'data-problem="not_found"' in typed.text and "accept" in typed.headers["vary"].lower()
    program = broker.client.get("/")
    assert program.status_code == 404 and program.json()["code"] == "not_found"
    wrong = broker.client.put("/jwks", headers={"Accept": "text/html"})
    assert wrong.status_code == 405 and wrong.headers["allow"] == "GET"


def test_a_body_in_chunks_is_read_like_any_other(broker):
    body = json.dumps(Portal(broker, "plain").request()).encode()
    answer = broker.client.post(
        "/v1/sessions", content=iter([body[:10], body[10:]]),
        headers={"Content-Type": "application/json"})
    assert answer.status_code == 201, answer.text


def test_a_client_that_expects_a_continue_gets_its_answer(broker):
    body = json.dumps(Portal(broker, "plain").request()).encode()
    received = talk(
        broker, b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body), body, last=b" 201 ")
    assert statuses(received)[-1] == 201


def test_pages_that_leave_in_the_middle_of_a_wait_are_forgotten(broker):
    """A hundred pages that hang up leave the login as it was, and the next poll is served."""
    login = Portal(broker, "plain").start()
    host, port = broker.issuer.removeprefix("http://").split(":")
    for _ in range(100):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall((
                f"GET {login.path}?after=1&wait=60 HTTP/1.1\r\nHost: x\r\n"
                f"Authorization: Bearer {login.poll_token}\r\n\r\n").encode())
    assert login.read(after=1, wait=1).status_code == 204
    assert login.read().json()["version"] == 1


def test_half_a_request_on_many_connections_keeps_nobody_else_out(broker):
    host, port = broker.issuer.removeprefix("http://").split(":")
    slow = []
    for _ in range(300):
        connection = socket.create_connection((host, int(port)))
        connection.sendall(b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        slow.append(connection)
    assert Portal(broker, "plain").start().status() == "waiting"
    for connection in slow:
        connection.close()
