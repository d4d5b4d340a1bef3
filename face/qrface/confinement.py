"""What this process gives up once the models are in memory. It decodes pictures that strangers
made; should one of them take it over, there is little left to take."""

import ctypes
import os
import resource
import signal

NICENESS = 10
_PR_SET_DUMPABLE = 4


def give_up() -> None:
    """No file of any size can be written, and none opened any more, nor a socket: descriptors that
    are open stay usable below a limit of none. No memory image, not even to a crash handler."""
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE):
        resource.setrlimit(limit, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    os.nice(NICENESS)
    # Ctrl-C reaches a whole terminal; the broker says when to end, by closing our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
