"""Plain geometry of a face, beside what the expression network says. The network was trained on
faces and not on paper: a photograph turned in the hand gets narrower, and to the network its mouth
opens. Lengths measured up and down stay as they are then, so both have to agree."""

from dataclasses import dataclass

import numpy as np

from .arrays import Points
from .thresholds import FRONTAL_DEGREES, FURTHEST_DEGREES

OUTER_EYE_CORNERS = (33, 263)
LIDS = ((159, 145), (386, 374))
INNER_LIPS = (13, 14)
UPPER_LIP, MOUTH_CORNERS = 0, (61, 291)
FOREHEAD, CHIN = 10, 152
CHEEKS = (234, 454)
_LEAST_OPENING = 0.001


@dataclass(frozen=True)
class Shape:
    """Lengths in heights of the face, from forehead to chin, with the eyes level."""

    eye_opening: float
    mouth_gap: float
    # Of the corners of the mouth, above the middle of the upper lip.
    corner_lift: float
    # To the person's own left, in degrees.
    turned: float

    @property
    def is_frontal(self) -> bool:
        return abs(self.turned) <= FRONTAL_DEGREES

    @property
    def is_towards_us(self) -> bool:
        """Enough to tell whose face it is."""
        return abs(self.turned) <= FURTHEST_DEGREES


def shape(points: Points) -> Shape:
    down = _down(points)
    height = down[CHIN] - down[FOREHEAD]
    openings = [down[lower] - down[upper] for upper, lower in LIDS]
    return Shape(
        eye_opening=max(float(np.mean(openings) / height), _LEAST_OPENING),
        mouth_gap=float((down[INNER_LIPS[1]] - down[INNER_LIPS[0]]) / height),
        corner_lift=float((down[UPPER_LIP] - down[list(MOUTH_CORNERS)].mean()) / height),
        turned=_turned(points))


def _down(points: Points) -> np.ndarray:
    """How far down each point is when the picture is turned so that the eyes are level."""
    across = points[OUTER_EYE_CORNERS[1], :2] - points[OUTER_EYE_CORNERS[0], :2]
    across = across / np.linalg.norm(across)
    return points[:, :2] @ np.array([-across[1], across[0]])


def _turned(points: Points) -> float:
    """The angle of the line between the cheeks: a head turned to its left takes the left away."""
    across = points[CHEEKS[1]] - points[CHEEKS[0]]
    return float(np.degrees(np.arctan2(across[2], across[0])))
