"""YuNet: where the faces of a picture are."""

from dataclasses import dataclass

import cv2
import numpy as np

from . import weights
from .arrays import Pixels, Points
from .pictures import shrunk

# YuNet sees faces from 10 to 300 pixels wide, says its model card: a larger picture is shrunk.
LONG_SIDE_PIXELS = 640
# OpenCV's own demo of the model keeps what it is 0.9 sure of; a turned head falls to 0.8.
SURE = 0.75
OVERLAP = 0.3
MOST_FACES = 50
# Somebody far behind, or on a poster, is not a second person in front of the camera.
BESIDE = 0.3


@dataclass(frozen=True)
class Found:
    """A face in a picture, in its pixels: what SFace needs to straighten it stands in `row`."""

    left: float
    top: float
    width: float
    height: float
    eyes: Points
    row: np.ndarray


class Detector:
    def __init__(self) -> None:
        self._model = cv2.FaceDetectorYN.create(
            weights.path(weights.DETECTOR), "", (LONG_SIDE_PIXELS, LONG_SIDE_PIXELS),
            SURE, OVERLAP, MOST_FACES)

    def faces(self, picture: Pixels) -> list[Found]:
        """The faces that count, largest first."""
        small = shrunk(picture, LONG_SIDE_PIXELS)
        scale = small.shape[1] / picture.shape[1]
        self._model.setInputSize((small.shape[1], small.shape[0]))
        rows = self._model.detect(small)[1]
        found = [] if rows is None else [_found(row, scale) for row in rows]
        found.sort(key=lambda face: face.width, reverse=True)
        return [face for face in found if face.width >= BESIDE * found[0].width]


def _found(row: np.ndarray, scale: float) -> Found:
    row = row.copy()
    row[:14] /= scale
    left, top, width, height = map(float, row[:4])
    return Found(left, top, width, height, eyes=row[4:8].reshape(2, 2), row=row)
