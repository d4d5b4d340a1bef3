"""What is said over the pipe: requests that make no sense are answered, garbage ends the worker."""

import struct

import pytest
from worker import RULES, packed


@pytest.mark.parametrize("garbage", [
    b"GET / HTTP/1.1\r\n\r\n",
    b"\0",
    b"\0\0\0\x09{}",
    b"\0\0\0\x02[]",
    b"\0\0\0\x02{}",
    b"\0\0\0\x03{]}",
    struct.pack(">I", 60000) + b"[" * 60000,
    packed({"id": 1, "do": "ping", "more": "x" * 65536}),
    packed({"id": "1", "do": "ping"}),
    packed({"id": 1, "do": "ping", "pictures": [-1]}),
    packed({"id": 1, "do": "ping", "pictures": [True]}),
    packed({"id": 1, "do": "ping", "pictures": 5}),
    packed({"id": 1, "do": "ping", "pictures": [10 ** 12]}),
    packed({"id": 1, "do": "check", "pictures": [100]}) + b"short",
], ids=range(14))
def test_garbage_ends_it_with_one_line(own_worker, garbage):
    worker = own_worker()
    worker.send(garbage)
    assert worker.end() == 4
    lines = [line for line in worker.process.stderr.read().decode().splitlines()
             if line.startswith("qrbroker-face")]
    assert len(lines) == 1 and "not the protocol" in lines[0]


@pytest.mark.parametrize("members", [
    {"do": "dance"}, {"do": None}, {"do": ["check"]}, {},
    {"do": "check"},
    {"do": "check", "reference": "picture", "actions": ["fly"]},
    {"do": "check", "reference": "picture", "actions": "blink"},
    {"do": "check", "reference": "picture", "actions": ["blink", "blink"]},
    {"do": "check", "reference": "picture", "actions": [["blink"]]},
    {"do": "check", "reference": "picture", "template": "AAAA"},
    {"do": "check", "reference": "template"},
    {"do": "check", "reference": "template", "template": 5},
    {"do": "portrait"}, {"do": "portrait", "rules": {}},
    {"do": "portrait", "rules": RULES | {"formats": ["gif"]}},
    {"do": "portrait", "rules": RULES | {"min_width": "300"}},
    {"do": "portrait", "rules": RULES | {"max_bytes": -1}},
])
def test_a_request_that_makes_no_sense_is_answered(worker, obama, members):
    pictures = [obama] if members.get("do") == "portrait" else [obama, obama]
    worker.send(packed({"id": 99} | members, pictures))
    assert worker.read() == {"id": 99, "verdict": "error", "reason": "bad_request"}


@pytest.mark.parametrize("sizes", [[], [10] * 18, [2 * 1024 * 1024 + 1, 10], [10]])
def test_too_many_too_large_or_no_pictures_are_answered(worker, sizes):
    answer = worker.ask("check", [bytes(size) for size in sizes], reference="picture", actions=[])
    assert answer == {"verdict": "error", "reason": "bad_request"}
    assert worker.ask("ping") == {"verdict": "pass"}


def test_the_most_it_takes(worker, obama, calm):
    largest = calm + bytes(2 * 1024 * 1024 - len(calm))
    assert worker.check(obama, [largest] + [calm] * 15)["verdict"] == "pass"
