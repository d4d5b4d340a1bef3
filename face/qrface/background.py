"""Whether what stands behind a person is one plain surface."""

from collections.abc import Sequence

import cv2
import numpy as np

from .arrays import Pixels
from .detector import Found
from .pictures import shrunk
from .thresholds import BACKGROUND_COLOUR, BUSY_BACKGROUND_SHARE

LONG_SIDE_PIXELS = 320
TOP, SIDES = 0.08, 0.15


def is_busy(picture: Pixels, faces: Sequence[Found]) -> bool:
    """Looks along the upper border and the two sides, down to the lowest chin."""
    chin = max((face.top + face.height for face in faces), default=picture.shape[0] / 2)
    small = shrunk(picture, LONG_SIDE_PIXELS)
    seen = _border(small, int(chin * small.shape[0] / picture.shape[0]))
    colours = cv2.cvtColor(seen[None], cv2.COLOR_BGR2LAB)[0].astype(np.float32)
    distance = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    return float((distance > BACKGROUND_COLOUR).mean()) > BUSY_BACKGROUND_SHARE


def _border(picture: Pixels, chin: int) -> Pixels:
    """The pixels above and beside the head, in a row."""
    height, width = picture.shape[:2]
    top, side = max(1, int(TOP * height)), max(1, int(SIDES * width))
    beside = picture[top:max(chin, top + 1)]
    parts = (picture[:top], beside[:, :side], beside[:, width - side:])
    return np.concatenate([part.reshape(-1, 3) for part in parts])
