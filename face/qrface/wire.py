"""How the broker and this process speak: four bytes of length (big-endian), a JSON header of that
length, then for each number in the header's `pictures` that many bytes. Answers have no pictures.
"""

import json
from dataclasses import dataclass
from typing import Any, BinaryIO

LENGTH_BYTES = 4
MOST_HEADER_BYTES = 64 * 1024
MOST_PICTURE_BYTES = 2 * 1024 * 1024
# One portrait and sixteen pictures of a capture.
MOST_PICTURES = 17
# What is too large is read over, to answer and go on; what is larger than this is not a request.
MOST_SKIPPED_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024


class Garbage(Exception):
    """Not our protocol, or cut off: there is no telling where the next request would begin."""


@dataclass(frozen=True)
class Request:
    """`pictures` is None when they were more or larger than allowed; nothing of them was kept."""

    id: int
    header: dict[str, Any]
    pictures: list[bytes] | None


def read(stream: BinaryIO) -> Request | None:
    """The next request; None at the end of the stream. Throws `Garbage`."""
    start = stream.read(LENGTH_BYTES)
    if not start:
        return None
    header = _header(stream, start)
    sizes = header.get("pictures", [])
    if not isinstance(sizes, list) or not all(map(_is_count, sizes)):
        raise Garbage("sizes of pictures")
    if len(sizes) > MOST_PICTURES or max(sizes, default=0) > MOST_PICTURE_BYTES:
        _skip(stream, sum(sizes))
        return Request(header["id"], header, None)
    return Request(header["id"], header, [_exactly(stream, size) for size in sizes])


def write(stream: BinaryIO, message: dict[str, Any]) -> None:
    body = json.dumps(message, separators=(",", ":")).encode()
    stream.write(len(body).to_bytes(LENGTH_BYTES) + body)
    stream.flush()


def _header(stream: BinaryIO, start: bytes) -> dict[str, Any]:
    size = int.from_bytes(start)
    if len(start) < LENGTH_BYTES or size > MOST_HEADER_BYTES:
        raise Garbage("length of a header")
    try:
        header = json.loads(_exactly(stream, size))
    except (ValueError, RecursionError):
        raise Garbage("a header that is not JSON") from None
    if not isinstance(header, dict) or not _is_count(header.get("id")):
        raise Garbage("a header without an id")
    return header


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Garbage("cut off")
    return data


def _skip(stream: BinaryIO, size: int) -> None:
    if size > MOST_SKIPPED_BYTES:
        raise Garbage("size of a picture")
    while size > 0:
        size -= len(_exactly(stream, min(size, _CHUNK_BYTES)))
