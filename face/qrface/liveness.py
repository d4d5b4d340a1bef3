"""Did the person do what was asked, in that order? Stops a photograph that somebody uploads or
holds up. It does not stop a film in which the person happens to do the same, nor a painted face:
no weights against those are to be had, and nothing here claims it."""

from collections.abc import Callable, Sequence

from .look import Look
from .thresholds import BLINK, OPEN_MOUTH, SMILE, TURN, Movement

Measure = Callable[[Look], float | None]


def _when_frontal(measure: Callable[[Look], float]) -> Measure:
    """Eyes and mouth of a turned head are guesses: they neither start nor show a movement."""
    return lambda look: measure(look) if look.is_frontal else None


ACTIONS: dict[str, tuple[Measure, Movement]] = {
    "turn_left": (lambda look: look.turned, TURN),
    "turn_right": (lambda look: -look.turned, TURN),
    "blink": (_when_frontal(lambda look: look.closed_eyes), BLINK),
    "smile": (_when_frontal(lambda look: look.smile), SMILE),
    "open_mouth": (_when_frontal(lambda look: look.open_mouth), OPEN_MOUTH),
}


def shows(looks: Sequence[Look], actions: Sequence[str]) -> bool:
    """Whether each action rises from rest after the one before it, beginning with a look straight
    into the camera. Anything else may happen in between: people smile when they feel silly."""
    start = next((at for at, look in enumerate(looks) if look.is_frontal), len(looks))
    reached: int | None = 0
    for action in actions:
        reached = _found(looks[start:], action, after=reached)
        if reached is None:
            return False
    return True


def _found(looks: Sequence[Look], action: str, after: int) -> int | None:
    """Where the action is first seen after `after`, having been at rest anywhere before."""
    measure, movement = ACTIONS[action]
    lowest = float("inf")
    for at, value in enumerate(map(measure, looks)):
        if value is None:
            continue
        if at > after and value >= movement.least and value - lowest >= movement.rise:
            return at
        lowest = min(lowest, value)
    return None
