"""A wall clock for a broker, which a story can move."""

from pathlib import Path


class Clock:
    """A wall clock that a story may move; the monotonic one goes on as it does in reality.

    The library moves timers of the kernel along, though, so nothing is said here about how long a
    wait lasts meanwhile.
    """

    # The library changes the environment when it is loaded first, and Swift finds the arguments by
    # the environment: so another program has to be the first.
    wrapper = ("env",)

    def __init__(self, file: Path):
        self.file = file
        self.set(0)
        library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        self.environment = {
            "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(file),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1"}

    def set(self, seconds: int):
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n")
        fresh.rename(self.file)
