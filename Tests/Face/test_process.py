"""The process: how it begins and ends, and what it is not able to do."""

import json
import os
import struct
import subprocess
import sys

import pytest
from worker import LIMIT, PROGRAM, packed

PING = {"id": 1, "do": "ping"}


def limits(worker):
    rows = open(f"/proc/{worker.process.pid}/limits").read().splitlines()
    return {row[:26].strip(): row[26:].split()[:2] for row in rows}


@pytest.mark.quick
def test_it_says_what_it_is_and_answers(worker):
    assert worker.ready["ready"] is True
    assert worker.ready["engine"] == "yunet+sface+landmarks"
    assert worker.ask("ping") == {"verdict": "pass"}


@pytest.mark.quick
def test_it_can_write_no_file_open_none_and_leave_no_image_of_its_memory(worker):
    for name in ("Max file size", "Max open files", "Max core file size"):
        assert limits(worker)[name] == ["0", "0"], name


def test_the_limits_bite():
    """In a process of its own, since they cannot be lifted: after them nothing can be opened."""
    script = """
import socket, sys
from qrface.confinement import give_up
give_up()
for attempt in (lambda: open('/tmp/x', 'w'), lambda: open('/etc/hostname'), socket.socket):
    try: attempt()
    except OSError: continue
    sys.exit(1)
"""
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_an_open_file_grows_no_more(tmp_path):
    script = "import sys; from qrface.confinement import give_up; give_up(); sys.stdout.write('x')"
    with open(tmp_path / "out", "w") as out:
        subprocess.run([sys.executable, "-c", script], stdout=out, stderr=subprocess.DEVNULL)
    assert (tmp_path / "out").read_bytes() == b""


def test_a_log_that_is_a_file_does_not_stop_it(own_worker, tmp_path):
    """The file cannot be written any more; an internal fault must still be answered."""
    with open(tmp_path / "log", "w") as log:
        worker = own_worker(stderr=log)
    worker.send(b"\0\0\0\x02[]")
    assert worker.end() == 4


def test_it_is_one_thread_of_low_priority(worker):
    status = open(f"/proc/{worker.process.pid}/status").read()
    assert status.split("Threads:")[1].split()[0] == "1"
    niceness = int(open(f"/proc/{worker.process.pid}/stat").read().rsplit(")")[1].split()[16])
    assert niceness == min(19, os.nice(0) + 10), "nicer than who started it"


def test_it_ends_with_its_input(own_worker):
    worker = own_worker()
    assert worker.end() == 0


def test_nothing_but_answers_is_on_its_output():
    """Libraries greet; it must not reach the pipe."""
    done = subprocess.run([PROGRAM], input=packed(PING) * 2, capture_output=True, timeout=LIMIT)
    output, messages = done.stdout, []
    while output:
        end = 4 + struct.unpack(">I", output[:4])[0]
        messages.append(json.loads(output[4:end]))
        output = output[end:]
    assert done.returncode == 0
    assert [message.get("id") for message in messages] == [None, 1, 1]


def test_without_its_models_it_says_so_in_one_line(tmp_path):
    script = ("import sys; from qrface import weights; weights.LANDMARKS = ('nowhere', 'x.task');"
              "from qrface.__main__ import main; sys.exit(main())")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, input=b"")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"qrbroker-face: cannot load the models: x.task" in done.stderr


def test_it_outlives_whoever_stops_listening(own_worker):
    worker = own_worker()
    worker.process.stdout.close()
    worker.send(packed(PING))
    assert worker.process.wait(LIMIT) == 0
