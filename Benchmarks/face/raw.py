"""HTTP in bytes: what is measured with must cost next to nothing itself."""

import json
import socket
from urllib.parse import urlsplit


def request(method: str, path: str, issuer: str, body=b"", **headers) -> bytes:
    """- `headers`: underscores stand for hyphens."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {urlsplit(issuer).netloc}",
             f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def connect(issuer: str) -> socket.socket:
    address = urlsplit(issuer)
    connection = socket.create_connection((address.hostname, address.port), timeout=90)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def answer(connection: socket.socket) -> tuple[int, dict]:
    """Status and JSON of the next answer; the connection stays open."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(connection)
    head, body = data.split(b"\r\n\r\n", 1)
    lines = head.decode().split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    while len(body) < int(fields.get("content-length", 0)):
        body += _some(connection)
    return int(lines[0].split()[1]), json.loads(body) if body else {}


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionError("the broker closed the connection")
    return data
