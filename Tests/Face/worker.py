"""The worker as the broker sees it: a process with two pipes."""

import json
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / ".venv-face" / "bin" / "qrbroker-face"
# Seconds after which a test gives up waiting for what must come, however busy the machine is.
LIMIT = 120
RULES = {"formats": ["jpeg"], "min_bytes": 20480, "max_bytes": 2097152,
         "min_width": 300, "min_height": 420}


def packed(header: dict, pictures: Sequence[bytes] = ()) -> bytes:
    """One request as it goes over the pipe."""
    text = json.dumps({"pictures": [len(one) for one in pictures]} | header).encode()
    return struct.pack(">I", len(text)) + text + b"".join(pictures)


class Worker:
    def __init__(self, **options):
        self.process = subprocess.Popen(
            [PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            **({"stderr": subprocess.PIPE} | options))
        self.ready = self.read()
        self._asked = 0

    def ask(self, what: str, pictures: Sequence[bytes] = (), **members) -> dict:
        """The answer without its id, which has to be the question's."""
        self._asked += 1
        self.send(packed({"id": self._asked, "do": what} | members, pictures))
        answer = self.read()
        assert answer.pop("id") == self._asked
        return answer

    def check(self, reference: bytes, capture: Sequence[bytes], actions: Sequence[str] = ()
              ) -> dict:
        return self.ask("check", [reference, *capture], reference="picture", actions=list(actions))

    def portrait(self, picture: bytes, template: str | None = None, **rules) -> dict:
        return self.ask("portrait", [picture], rules=RULES | rules, template=template)

    def send(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def read(self) -> dict:
        size = struct.unpack(">I", self.process.stdout.read(4))[0]
        return json.loads(self.process.stdout.read(size))

    def end(self) -> int:
        """Closes its input, as a broker does that stops or dies."""
        self.process.stdin.close()
        status = self.process.wait(LIMIT)
        self.process.stdout.close()
        return status
