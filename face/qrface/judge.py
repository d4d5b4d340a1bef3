"""From a request to its answer."""

from collections.abc import Callable
from typing import Any

from . import capture, portrait, requests
from .log import note
from .look import Looker
from .recogniser import encoded
from .refusals import Refused, Unanswerable
from .wire import Request

Answer = dict[str, Any]


def answer(looker: Looker, request: Request) -> Answer:
    """Never throws: a fault in here must not end the process for whoever asks next. What is logged
    of one is where it happened; its text could quote what was sent."""
    try:
        found = _judged(looker, request)
    except Refused as refusal:
        found = {"verdict": "fail", "reason": refusal.reason} | _score(refusal.score)
    except Unanswerable as failure:
        found = {"verdict": "error", "reason": failure.reason}
    except Exception as fault:
        _log(fault)
        found = {"verdict": "error", "reason": "internal"}
    return {"id": request.id} | found


def _judged(looker: Looker, request: Request) -> Answer:
    kinds: dict[object, Callable[[Looker, dict[str, Any], list[bytes]], Answer]] = {
        "check": _check, "portrait": _portrait, "ping": lambda *_: {"verdict": "pass"}}
    kind = request.header.get("do")
    if request.pictures is None or not isinstance(kind, str) or kind not in kinds:
        raise Unanswerable(requests.BAD)
    return kinds[kind](looker, request.header, request.pictures)


def _check(looker: Looker, header: dict[str, Any], pictures: list[bytes]) -> Answer:
    actions, by_picture = requests.actions(header), requests.is_by_picture(header)
    wanted = requests.template(header)
    taken = pictures[1:] if by_picture else pictures
    if not 1 <= len(taken) <= 16:
        raise Unanswerable(requests.BAD)
    if wanted is None:
        wanted = capture.reference(looker, pictures[0])
    passed = capture.judge(looker, taken, wanted, actions)
    return {"verdict": "pass", "template": encoded(passed.template)} | _score(passed.score)


def _portrait(looker: Looker, header: dict[str, Any], pictures: list[bytes]) -> Answer:
    rules, owner = requests.rules(header), requests.template(header)
    if len(pictures) != 1:
        raise Unanswerable(requests.BAD)
    reasons, score = portrait.judge(looker, pictures[0], rules, owner)
    found: Answer = {"verdict": "fail", "reasons": reasons} if reasons else {"verdict": "pass"}
    return found | _score(score)


def _score(score: float | None) -> Answer:
    return {} if score is None else {"score": round(score, 3)}


def _log(fault: Exception) -> None:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "unknown"
    note(f"internal fault: {type(fault).__name__} in {where}")
