"""SFace: a face as 128 numbers that stay close for one person."""

from base64 import b64decode, b64encode
from collections.abc import Sequence

import cv2
import numpy as np

from . import weights
from .arrays import Pixels, Template
from .detector import Found

LENGTH = 128
_WIRE = np.dtype("<f4")


class Recogniser:
    def __init__(self) -> None:
        self._model = cv2.FaceRecognizerSF.create(weights.path(weights.RECOGNISER), "")

    def template(self, picture: Pixels, face: Found) -> Template:
        return _unit(self._model.feature(self._model.alignCrop(picture, face.row)).ravel())


def likeness(one: Template, other: Template) -> float:
    """Cosine, from -1 to 1."""
    return float(one @ other)


def mean(templates: Sequence[Template]) -> Template:
    return _unit(np.mean(templates, axis=0))


def encoded(template: Template) -> str:
    """As it travels and is kept: base64 of little-endian 32-bit floats."""
    return b64encode(template.astype(_WIRE).tobytes()).decode()


def decoded(text: str) -> Template | None:
    """None when it is not one of ours."""
    try:
        template = np.frombuffer(b64decode(text, validate=True), _WIRE)
    except ValueError:
        return None
    usable = template.size == LENGTH and np.isfinite(template).all() and template.any()
    return _unit(template) if usable else None


def _unit(template: np.ndarray) -> Template:
    return (template / np.linalg.norm(template)).astype(np.float32)
