"""Answers one request after another on standard input until it ends. Exit status: 0 at the end of
the input, 3 when a model cannot be loaded, 4 when the input is not our protocol."""

import os
import sys
from typing import BinaryIO

from . import __version__, wire
from .confinement import give_up
from .log import note

ENGINE = "yunet+sface+landmarks"
NO_MODELS, NOT_OUR_PROTOCOL = 3, 4


def main() -> int:
    # Libraries read it when they are loaded. The machine is the broker's: one thread of it is ours.
    os.environ["OMP_NUM_THREADS"] = "1"
    answers = os.fdopen(_own_standard_output(), "wb")
    try:
        return _serve(answers)
    except BrokenPipeError:
        # Whoever asked is gone; there is nobody to tell.
        return 0


def _own_standard_output() -> int:
    """Only answers go there: what a library prints lands on standard error from here on."""
    own = os.dup(1)
    os.dup2(2, 1)
    return own


def _serve(answers: BinaryIO) -> int:
    try:
        # Here and not above, so that a missing library is told like a missing model.
        from .judge import answer
        from .look import Looker
        from .rehearsal import rehearse
        looker = Looker()
        rehearse(looker)
    except Exception as failure:
        note(f"cannot load the models: {' '.join(str(failure).split())}")
        return NO_MODELS
    give_up()
    wire.write(answers, {"ready": True, "engine": ENGINE, "version": __version__})
    try:
        while request := wire.read(sys.stdin.buffer):
            wire.write(answers, answer(looker, request))
            del request
    except wire.Garbage as garbage:
        note(f"not the protocol: {garbage}")
        return NOT_OUR_PROTOCOL
    return 0


if __name__ == "__main__":
    sys.exit(main())
