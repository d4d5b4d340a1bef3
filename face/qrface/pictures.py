"""From bytes that a stranger sent to pixels. What a picture would cost is read from its first
bytes, before anything decodes it: a file of a few kilobytes can claim gigabytes of pixels."""

import cv2
import numpy as np

from .arrays import Pixels

MOST_PIXELS = 12_000_000
# A progressive JPEG draws the whole picture once for each scan; cameras and encoders make ten.
MOST_SCANS = 64
# No model looks at more; what is larger is shrunk before anything else happens.
LONG_SIDE_PIXELS = 1600

JPEG, PNG = "jpeg", "png"
_PNG_START = b"\x89PNG\r\n\x1a\n"
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_NOT_SIZES = (0xC4, 0xC8, 0xCC)


class NoPicture(Exception):
    """Not a whole JPEG or PNG picture of a bearable size."""


def kind(data: bytes) -> str | None:
    """By its first bytes; what it calls itself does not count."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    return PNG if data.startswith(_PNG_START) else None


def size(data: bytes) -> tuple[int, int]:
    """Width and height as its header has them. Throws `NoPicture`."""
    found = {JPEG: _jpeg_size, PNG: _png_size}.get(kind(data) or "", lambda _: None)(data)
    if found is None or 0 in found:
        raise NoPicture
    return found


def decode(data: bytes) -> Pixels:
    """Upright (a phone writes how it was held into the file). Throws `NoPicture`."""
    width, height = size(data)
    if width * height > MOST_PIXELS or not _is_whole(data):
        raise NoPicture
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        raise NoPicture from None
    if picture is None:
        raise NoPicture
    return shrunk(_pixels(picture), LONG_SIDE_PIXELS)


def shrunk(picture: Pixels, long_side: int) -> Pixels:
    """Made smaller when its long side is longer than this, never larger."""
    scale = long_side / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return _pixels(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def _pixels(array: np.ndarray) -> Pixels:
    """OpenCV tells type checkers less about its pictures than it keeps."""
    return array.astype(np.uint8, copy=False)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walks from segment to segment up to the first frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in _NOT_SIZES:
            return int.from_bytes(data[at + 7:at + 9]), int.from_bytes(data[at + 5:at + 7])
        else:
            at += 2 + int.from_bytes(data[at + 2:at + 4])
    return None


def _is_whole(data: bytes) -> bool:
    """Of a cut off PNG the decoder makes nothing; of a JPEG it fills the rest with grey, and the
    grey would be judged. Something may follow the end: phones append a short film there."""
    if kind(data) == PNG:
        return True
    return data.count(_SCAN) <= MOST_SCANS and data.rfind(_END) > data.rfind(_SCAN)
