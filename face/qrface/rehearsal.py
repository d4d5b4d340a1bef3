"""One round through all of the code on a made-up face, before the process gives up opening files.
Libraries load parts of themselves at first use (numpy for a median); so the first person to ask
would find them gone, and would wait longer than the others."""

import cv2
import numpy as np

from . import background, pictures, portrait
from .arrays import Pixels
from .detector import Found
from .look import Looker
from .mesh import POINTS
from .recogniser import decoded, encoded, mean

_SIDE = 200


def rehearse(looker: Looker) -> None:
    picture = _gradient()
    for extension in (".jpg", ".png"):
        data = cv2.imencode(extension, picture)[1].tobytes()
        portrait.judge(looker, data, portrait.Rules((pictures.JPEG,), 0, 0, 0, 0), None)
    row = np.array([40, 40, 120, 120, 80, 80, 120, 80, 100, 110, 85, 130, 115, 130, 1], np.float32)
    face = Found(40, 40, 120, 120, row[4:8].reshape(2, 2), row)
    down, right = np.divmod(np.arange(POINTS), 22)
    around = np.stack([50 + 4 * right, 50 + 4 * down, right], axis=1).astype(np.float32)
    background.is_busy(picture, [face])
    template = looker.look_closely(picture, face, around).template
    decoded(encoded(mean([template, template])))


def _gradient() -> Pixels:
    grey = np.add.outer(np.arange(_SIDE), np.arange(_SIDE)) * 255 // (2 * _SIDE)
    return np.repeat(grey.astype(np.uint8)[:, :, None], 3, axis=2)
