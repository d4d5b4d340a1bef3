"""What is wrong with how a face was photographed. None of this guards the login: it tells a person
what to change (light, focus, a mask, the edge of the picture) instead of "you are not you"."""

import cv2
import numpy as np

from .arrays import Pixels, Points
from .detector import Found
from .shape import CHEEKS
from .thresholds import (
    BLURRED_SHARPNESS,
    COVERED_COLOUR,
    COVERED_LIGHT,
    COVERED_PLACES,
    CUT_OFF_SHARE,
    DARK_GLASSES_LIGHT,
    DARK_HIGHLIGHTS,
)

SIDE_PIXELS = 112
LIT_HIGHLIGHTS = 200
# Landmarks on bare skin: forehead, between the brows, below the eyes, cheeks, tip of the nose. None
# where a beard grows, and of the first two hair hides only one: neither covers a face.
BARE_SKIN = (151, 9, 118, 347, 50, 280, 4)
EYELIDS = (27, 257)
PATCH = 0.035


def flaw(picture: Pixels, face: Found, points: Points, is_frontal: bool) -> str | None:
    """The first thing to put right, or none. Only of a frontal face each place is seen."""
    grey = _grey_face(picture, face)
    highlights = float(np.percentile(grey, 95))
    if highlights < DARK_HIGHLIGHTS:
        return "too_dark"
    if _sharpness(grey, highlights) < BLURRED_SHARPNESS:
        return "blurred"
    if _is_cut_off(picture, points) or (is_frontal and _is_covered(picture, points)):
        return "occluded"
    return None


def _grey_face(picture: Pixels, face: Found) -> np.ndarray:
    left, top = max(int(face.left), 0), max(int(face.top), 0)
    cut = picture[top:int(face.top + face.height), left:int(face.left + face.width)]
    small = cv2.resize(cut, (SIDE_PIXELS, SIDE_PIXELS), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)


def _sharpness(grey: np.ndarray, highlights: float) -> float:
    return float(cv2.Laplacian(grey * (LIT_HIGHLIGHTS / highlights), cv2.CV_64F).var())


def _is_cut_off(picture: Pixels, points: Points) -> bool:
    height, width = picture.shape[:2]
    outside = ((points[:, :2] < 0) | (points[:, :2] >= (width, height))).any(axis=1)
    return float(outside.mean()) > CUT_OFF_SHARE


def _is_covered(picture: Pixels, points: Points) -> bool:
    """A mask or dark glasses: places are not of the colour or the light of the rest. A bare hand
    is of both, and is not found."""
    colours = _patches(picture, points, BARE_SKIN)
    light = colours.sum(axis=1)
    share = colours[:, 1:] / light[:, None] * 100
    off_colour = np.linalg.norm(share - np.median(share, axis=0), axis=1) > COVERED_COLOUR
    usual = np.median(light)
    off_light = (light < COVERED_LIGHT * usual) | (light > usual / COVERED_LIGHT)
    lids = _patches(picture, points, EYELIDS).sum(axis=1)
    return (int((off_colour | off_light).sum()) >= COVERED_PLACES
            or bool((lids < DARK_GLASSES_LIGHT * usual).all()))


def _patches(picture: Pixels, points: Points, places: tuple[int, ...]) -> np.ndarray:
    return np.array([_patch(picture, points, place) for place in places])


def _patch(picture: Pixels, points: Points, place: int) -> np.ndarray:
    """The mean blue, green and red there; one more of each, so that black has a colour."""
    reach = max(1, int(PATCH * np.linalg.norm(points[CHEEKS[1], :2] - points[CHEEKS[0], :2])))
    right, down = np.clip(points[place, :2].astype(int), reach, None)
    patch = picture[down - reach:down + reach + 1, right - reach:right + reach + 1]
    return patch.reshape(-1, 3).mean(axis=0) + 1 if patch.size else np.ones(3)
