"""A capture, a few pictures taken one after another, against the face that it has to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import liveness
from .arrays import Template
from .look import Look, Looker
from .recogniser import likeness, mean
from .refusals import Refused, Unanswerable
from .thresholds import SAME_PERSON


@dataclass(frozen=True)
class Passed:
    score: float
    template: Template


def reference(looker: Looker, portrait: bytes) -> Template:
    """The face of a portrait on file. Throws `Unanswerable`: whoever is in front of the camera
    cannot help that it is missing."""
    try:
        return looker.look(portrait).template
    except Refused:
        raise Unanswerable("reference_unusable") from None


def judge(looker: Looker, pictures: Sequence[bytes], wanted: Template, actions: Sequence[str]
          ) -> Passed:
    """Throws `Refused` with the first thing that keeps the capture from passing."""
    looks = [looker.look(picture) for picture in pictures]
    clear = [look for look in looks if look.flaw is None and look.shape.is_towards_us]
    frontal = [look for look in clear if look.shape.is_frontal]
    if not frontal:
        raise Refused(_flaw(looks))
    template = mean([look.template for look in frontal])
    score = likeness(template, wanted)
    if score < SAME_PERSON or not _are_one_person(clear, frontal[0]):
        raise Refused("mismatch", score)
    if not liveness.shows(clear, actions):
        raise Refused("not_live", score)
    return Passed(score, template)


def _flaw(looks: Sequence[Look]) -> str:
    """Of pictures without one good look into the camera, what to tell the person. When nothing is
    wrong but that they look away, no face was shown."""
    return next((look.flaw for look in looks if look.flaw), "no_face")


def _are_one_person(looks: Sequence[Look], first: Look) -> bool:
    """Else one of two people would have the right face and the other would be alive."""
    return all(likeness(look.template, first.template) >= SAME_PERSON for look in looks)
