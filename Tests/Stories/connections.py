"""Connections on which nothing is asked."""

import selectors
import socket
from contextlib import contextmanager

import httpx
from broker import LIMIT


@contextmanager
def connected(issuer: str, count: int):
    """So many of them."""
    url = httpx.URL(issuer)
    open_ones = []
    try:
        for _ in range(count):
            open_ones.append(socket.create_connection((url.host, url.port), timeout=LIMIT))
        yield open_ones
    finally:
        for connection in open_ones:
            connection.close()


def ended(connections) -> bool:
    """Whether the other side has ended all of them; what it said before is dropped."""
    over = 0
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection, selectors.EVENT_READ)
        for key, _ in selector.select(0):
            try:
                over += key.fileobj.recv(4096) == b""
            except ConnectionError:
                over += 1
    return over == len(connections)
