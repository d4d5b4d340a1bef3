"""Face checks that arrive at a rate, whether they are answered or not; a process of its own."""

import json
import multiprocessing
import threading
import time
from collections import Counter

import face_pictures
import raw
from face_phone import begin, digest

BOUNDARY = "a-boundary-that-is-in-no-picture"


def _part(name: str, content: bytes, kind: str) -> bytes:
    return (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n").encode() + content + b"\r\n"


class Pictures:
    """Portrait and capture, the same for every check: they are looked at anew each time."""

    def __init__(self):
        self.shown = face_pictures.filmed("obama", ("turn_left", "blink"))
        self.tail = _part("portrait", face_pictures.portrait("obama"), "image/jpeg")
        for picture in self.shown:
            self.tail += _part("picture", picture, "image/jpeg")
        self.tail += f"--{BOUNDARY}--\r\n".encode()

    def call(self, house) -> bytes:
        """The beginning of a call for a check that is open from now on; `tail` follows."""
        _, phone = begin(house, "once")
        assertion = phone.statement(
            "face", sid=phone.sid, check_id=phone.check["check_id"],
            challenge=phone.check["challenge"], exp=int(time.time()) + 115,
            capture=[digest(picture) for picture in self.shown])
        statement = _part(
            "statement", json.dumps({"assertion": assertion}).encode(), "application/json")
        length = len(statement) + len(self.tail)
        head = raw.request(
            "POST", "/v1/wallet/face", house.issuer,
            Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
        return head.replace(b"Content-Length: 0", b"Content-Length: %d" % length) + statement


def _words(status: int, answer: dict) -> str:
    if status != 200:
        return f"turned away ({status} {answer.get('code')})"
    # After some seconds the phone is told to ask again later.
    is_open = (answer["status"], answer["hint"]) == ("face_checking", "face_on_phone")
    return "not yet judged" if is_open else f"judged ({answer['hint']})"


class Load:
    """Begins when told to, and ends when every call is answered."""

    def __init__(self, issuer: str, calls: list[bytes], tail: bytes, rate: float):
        context = multiprocessing.get_context("spawn")
        self._start, self._answers = context.Event(), context.Queue()
        self.ready = context.Event()
        self.process = context.Process(
            target=_send_all, args=(issuer, calls, tail, rate, self.ready, self._start,
                                    self._answers))
        self.process.start()
        self.ready.wait()

    def start(self):
        self._start.set()

    def answers(self) -> Counter:
        """How many were answered how."""
        answers = self._answers.get()
        self.process.join()
        return answers


def _send_all(issuer, calls, tail, rate, ready, start, answers):
    found: Counter = Counter()
    lock = threading.Lock()

    def send(call):
        connection = raw.connect(issuer)
        connection.sendall(call)
        connection.sendall(tail)
        status, body = raw.answer(connection)
        connection.close()
        with lock:
            found[_words(status, body)] += 1

    ready.set()
    start.wait()
    threads, due = [], time.perf_counter()
    for call in calls:
        threads.append(threading.Thread(target=send, args=(call,)))
        threads[-1].start()
        due += 1 / rate
        time.sleep(max(0, due - time.perf_counter()))
    for thread in threads:
        thread.join()
    answers.put(found)
