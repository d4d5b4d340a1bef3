"""Did the person do what was asked, in that order? Stops a photograph that somebody uploads or
holds up. It does not stop a film in which the person happens to do the same, nor a painted face:
no weights against those are to be had, and nothing here claims it."""

from collections.abc import Callable, Sequence
from math import log

from .look import Look
from .thresholds import (
    BLINK,
    CORNERS_RISE,
    EYES_NARROW,
    LIPS_PART,
    OPEN_MOUTH,
    SMILE,
    TURN,
    Movement,
)

Sign = tuple[Callable[[Look], float], Movement]

# Signs of an action, in two groups: whether only a frontal face shows them (eyes and mouth of a
# turned head are guesses), and the signs, all of which are seen in one picture.
ACTIONS: dict[str, tuple[bool, tuple[Sign, ...]]] = {
    "turn_left": (False, ((lambda look: look.shape.turned, TURN),)),
    "turn_right": (False, ((lambda look: -look.shape.turned, TURN),)),
    "blink": (True, ((lambda look: look.closed_eyes, BLINK),
                     (lambda look: -log(look.shape.eye_opening), EYES_NARROW))),
    "smile": (True, ((lambda look: look.smile, SMILE),
                     (lambda look: look.shape.corner_lift, CORNERS_RISE))),
    "open_mouth": (True, ((lambda look: look.open_mouth, OPEN_MOUTH),
                          (lambda look: look.shape.mouth_gap, LIPS_PART))),
}


def shows(looks: Sequence[Look], actions: Sequence[str]) -> bool:
    """Whether each action rises from rest after the one before it, beginning with a look straight
    into the camera. Anything else may happen in between: people smile when they feel silly."""
    start = next((at for at, look in enumerate(looks) if look.shape.is_frontal), len(looks))
    reached = 0
    for action in actions:
        found = _found(looks[start:], action, after=reached)
        if found is None:
            return False
        reached = found
    return True


def _found(looks: Sequence[Look], action: str, after: int) -> int | None:
    """Where the action is first seen after `after`, having been at rest anywhere before."""
    only_frontal, signs = ACTIONS[action]
    lowest = [float("inf")] * len(signs)
    for at, look in enumerate(looks):
        if only_frontal and not look.shape.is_frontal:
            continue
        values = [measure(look) for measure, _ in signs]
        moved = all(value >= movement.least and value - low >= movement.rise
                    for value, low, (_, movement) in zip(values, lowest, signs))
        if moved and at > after:
            return at
        lowest = [min(pair) for pair in zip(lowest, values)]
    return None
