"""The members of a request, checked. Each function throws `Unanswerable("bad_request")`."""

from typing import Any

from .arrays import Template
from .liveness import ACTIONS
from .pictures import JPEG, PNG
from .portrait import Rules
from .recogniser import decoded
from .refusals import Unanswerable

BAD = "bad_request"
_BOUNDS = ("min_bytes", "max_bytes", "min_width", "min_height")


def actions(header: dict[str, Any]) -> list[str]:
    """Each at most once: doing the same twice proves no more than doing it."""
    wanted = header.get("actions", [])
    known = isinstance(wanted, list) and all(
        isinstance(action, str) and action in ACTIONS for action in wanted)
    if not known or len(set(wanted)) < len(wanted):
        raise Unanswerable(BAD)
    return wanted


def is_by_picture(header: dict[str, Any]) -> bool:
    """Whether the first picture is the reference, and not a template. Never both."""
    kind, has_template = header.get("reference"), header.get("template") is not None
    if (kind, has_template) not in (("picture", False), ("template", True)):
        raise Unanswerable(BAD)
    return kind == "picture"


def template(header: dict[str, Any]) -> Template | None:
    """None when there is none; one that is not ours is an unusable reference."""
    text = header.get("template")
    if text is None:
        return None
    if not isinstance(text, str):
        raise Unanswerable(BAD)
    found = decoded(text)
    if found is None:
        raise Unanswerable("reference_unusable")
    return found


def rules(header: dict[str, Any]) -> Rules:
    given = header.get("rules")
    if not isinstance(given, dict):
        raise Unanswerable(BAD)
    formats: Any = given.get("formats")
    bounds: list[Any] = [given.get(name) for name in _BOUNDS]
    if not isinstance(formats, list) or not all(one in (JPEG, PNG) for one in formats):
        raise Unanswerable(BAD)
    if not all(type(bound) is int and bound >= 0 for bound in bounds):
        raise Unanswerable(BAD)
    return Rules(tuple(formats), *bounds)
