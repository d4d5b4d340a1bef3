"""A phone that sends pictures to be judged, and the house whose broker judges them."""

import fcntl
import hashlib
import json
import os
import signal
import struct
import termios
from pathlib import Path

import face_pictures
import httpx
from broker import ROOT, Broker, eventually
from portal import Portal
from wallet import Phone, base64url

PROGRAM = ROOT / ".venv-face" / "bin" / "qrbroker-face"

# One login policy each: as delivered, without movements, and with a single try.
POLICIES = {
    "plain": {},
    "moving": {"asks": ["face"], "face": {"provider": "local", "tries": 3, "actions": 2}},
    "calm": {"asks": ["face"], "face": {"provider": "local", "tries": 3, "actions": 0}},
    # For crowds, which take their time on a busy machine.
    "once": {"asks": ["face"], "face": {"provider": "local", "tries": 1, "actions": 0},
             "lifetimes": {"scan": 600, "decide": 600, "face": 600, "total": 600}},
}


def local(**changes) -> dict:
    """The section `face` of a configuration. A busy machine is no reason to give up on a check."""
    return {"local": {"command": [str(PROGRAM)], "timeout": 120, **changes}}


def digest(picture: bytes) -> str:
    return base64url(hashlib.sha256(picture).digest())


class FacePhone(Phone):
    """The portrait is the one of the person's credential; the wallet vouches for it."""

    def __init__(self, house, portrait: bytes | None = None, **options):
        super().__init__(house.broker, house.wallet, **options)
        self.portrait = portrait or face_pictures.portrait()

    def confirm(self, **members):
        return super().confirm(**{"portrait": digest(self.portrait), **members})

    def send(self, pictures, portrait=None, check=None) -> httpx.Response:
        """The call alone: the portrait first, the pictures in their order."""
        check = check or self.check
        assertion = self.statement(
            "face", sid=self.sid, check_id=check["check_id"], challenge=check["challenge"],
            capture=[digest(picture) for picture in pictures])
        files = [("statement", (None, json.dumps({"assertion": assertion}), "application/json")),
                 _part("portrait", portrait or self.portrait)]
        files += [_part("picture", picture) for picture in pictures]
        answer = self.broker.client.post("/v1/wallet/face", files=files)
        if answer.status_code == 200 and answer.json().get("face"):
            self.check = answer.json()["face"]
        return answer

    def show(self, pictures) -> dict:
        """Sends the pictures and waits until they are judged, however long that takes."""
        check = self.check
        answer = self.send(pictures, check=check)
        assert answer.status_code == 200, answer.text
        judged = answer.json()
        while judged["status"] == "face_checking" and self.check["check_id"] == check["check_id"]:
            answer = self.status(after=judged["version"], wait=20)
            if answer.status_code == 204:
                continue
            judged = answer.json()
            self.check = judged.get("face") or self.check
        return judged

    def show_film(self, person="obama") -> dict:
        """This person does before the camera what the check asks for."""
        return self.show(face_pictures.filmed(person, self.check["actions"]))


def _part(name: str, picture: bytes):
    media_type = "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
    return (name, (None, picture, media_type))


def begin(house, policy="calm", **options):
    """A login whose face check is open, and the phone that may answer it."""
    login, phone = Portal(house.broker, policy).start(), FacePhone(house, **options)
    phone.scan(login.payload)
    answer = phone.confirm()
    assert answer.json()["status"] == "face_checking", answer.text
    return login, phone


# MARK: the worker as the machine sees it

def workers(broker: Broker) -> list[int]:
    """The processes the broker has started and that still live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rsplit(")", 1)[1].split()[:2]
        except OSError:
            continue
        if int(parent) == broker.process.pid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def lives_begun(broker: Broker) -> int:
    """How often a worker has said that it is ready."""
    return sum(entry.get("message") == "face worker ready" for entry in broker.log.entries())


def ready_worker(broker: Broker, life=1) -> int:
    """Waits until a worker has begun its so-manieth life; its process."""
    eventually(lambda: lives_begun(broker) >= life, f"worker number {life}")
    (worker,) = workers(broker)
    return worker


def send_signal(worker: int, name: str):
    os.kill(worker, getattr(signal, name))


def unread(pipe: Path) -> int:
    """Bytes in a pipe that nobody has read yet."""
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        (count,) = struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)))
        return count
    finally:
        os.close(descriptor)


def is_written_to(pipe: Path) -> bool:
    flags = (pipe.parents[1] / "fdinfo" / pipe.name).read_text().split("flags:")[1].split()[0]
    return os.readlink(pipe).startswith("pipe:") and int(flags, 8) & os.O_ACCMODE == os.O_WRONLY


def wait_for_work(broker: Broker):
    """Waits until a worker that stands still has been given a check: the broker has written to it,
    and it reads nothing."""
    def is_given() -> bool:
        try:
            pipes = [pipe for pipe in Path(f"/proc/{broker.process.pid}/fd").iterdir()
                     if int(pipe.name) > 2 and is_written_to(pipe)]
            return any(unread(pipe) for pipe in pipes)
        except OSError:
            return False  # One of them was closed meanwhile.
    eventually(is_given, "a check at the worker")


def counted(broker: Broker, event: str) -> int:
    return int(broker.measured(f'qrbroker_face_events_total{{event="{event}"}}'))
