"""A portrait against the rules of whoever asks for one; tells everything that is wrong at once."""

from dataclasses import dataclass

from . import background, pictures
from .arrays import Template
from .look import Look, Looker
from .recogniser import likeness
from .refusals import Refused
from .thresholds import SAME_PERSON


@dataclass(frozen=True)
class Rules:
    """Bounds are inclusive; sides are of the picture as it is stored."""

    formats: tuple[str, ...]
    min_bytes: int
    max_bytes: int
    min_width: int
    min_height: int


def judge(looker: Looker, data: bytes, rules: Rules, owner: Template | None
          ) -> tuple[list[str], float | None]:
    """All reasons against it (none: it passes), and how much it is like its owner's face."""
    reasons = _of_the_file(data, rules)
    try:
        picture = pictures.decode(data)
    except pictures.NoPicture:
        return reasons or ["wrong_format"], None
    if background.is_busy(picture, looker.detector.faces(picture)):
        reasons.append("busy_background")
    try:
        look = looker.look_at(picture)
    except Refused as refusal:
        return reasons + [refusal.reason], None
    score = None if owner is None else likeness(look.template, owner)
    return reasons + _of_the_face(look, score), score


def _of_the_file(data: bytes, rules: Rules) -> list[str]:
    reasons = []
    if pictures.kind(data) not in rules.formats:
        reasons.append("wrong_format")
    if len(data) < rules.min_bytes:
        reasons.append("too_few_bytes")
    if len(data) > rules.max_bytes:
        reasons.append("too_many_bytes")
    return reasons + _of_the_size(data, rules)


def _of_the_size(data: bytes, rules: Rules) -> list[str]:
    try:
        width, height = pictures.size(data)
    except pictures.NoPicture:
        return []
    if width * height > pictures.MOST_PIXELS:
        return ["too_large"]
    return ["too_small"] if width < rules.min_width or height < rules.min_height else []


def _of_the_face(look: Look, score: float | None) -> list[str]:
    reasons = [look.flaw] if look.flaw else []
    return reasons + (["mismatch"] if score is not None and score < SAME_PERSON else [])
