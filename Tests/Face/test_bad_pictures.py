"""Files that are no picture, not a whole one, or one that would cost too much."""

import os
import struct
import zlib
from base64 import b64encode

import cv2
import numpy as np
import pytest
from edits import blank, opened, saved


def peak_kilobytes(worker):
    status = open(f"/proc/{worker.process.pid}/status").read()
    return int(status.split("VmHWM:")[1].split()[0])


def cpu_seconds(worker) -> float:
    """What it has worked, which does not depend on what else the machine does."""
    fields = open(f"/proc/{worker.process.pid}/stat").read().rsplit(")")[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def png(width, height, rows=b""):
    """A PNG of these sides, whatever its rows really hold."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def jpeg_claiming(width, height):
    """A real JPEG whose header claims other sides."""
    data = blank()
    at = data.index(b"\xff\xc0")
    return data[:at + 5] + struct.pack(">HH", height, width) + data[at + 9:]


def progressive(width, height):
    picture = np.full((height, width, 3), 200, np.uint8)
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1].tobytes()


NO_PICTURES = {
    "nothing": b"",
    "text": b"not a picture",
    "gif": b"GIF89a" + bytes(100),
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "start of a jpeg": b"\xff\xd8\xff",
    "start of a png": b"\x89PNG\r\n\x1a\n",
    "jpeg without sides": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9",
    "jpeg with an endless segment": b"\xff\xd8\xff\xe0\xff\xff" + bytes(50),
    "png of no width": png(0, 100),
    "png with too few rows": png(640, 480, b"short"),
    "noise in a jpeg": blank()[:700] + bytes(range(256)) * 40 + b"\xff\xd9",
}


@pytest.mark.quick
@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_has_no_face(worker, obama, name):
    assert worker.check(obama, [NO_PICTURES[name]]) == {"verdict": "fail", "reason": "no_face"}


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_a_cut_off_file_has_no_face(worker, obama, calm, share):
    """A decoder of JPEG fills the rest with grey, and finds the face in a nearly whole one."""
    for whole in (calm, saved(opened(calm), ".png")):
        assert worker.check(obama, [whole[:int(len(whole) * share)]])["reason"] == "no_face"


def test_an_unusable_reference_is_not_the_persons_fault(worker, calm):
    for reference in (b"nothing", blank(), calm[:3000]):
        answer = worker.check(reference, [calm])
        assert answer == {"verdict": "error", "reason": "reference_unusable"}


def numbers(*values):
    return b64encode(struct.pack(f"<{len(values)}f", *values)).decode()


@pytest.mark.parametrize("template", [
    "", "AAAA", "%%%%", numbers(*[1] * 127), numbers(*[1] * 129), numbers(*[0] * 128),
    numbers(*[float("nan")] * 128), numbers(float("inf"), *[1] * 127)], ids=range(8))
def test_nor_is_an_unusable_template(worker, calm, template):
    answer = worker.ask("check", [calm], reference="template", template=template, actions=[])
    assert answer == {"verdict": "error", "reason": "reference_unusable"}


def test_pixels_up_to_the_bound_are_looked_at(worker, plain):
    assert worker.portrait(blank(4000, 3000), min_bytes=0)["reasons"] == ["no_face"]
    over = worker.portrait(blank(4001, 3000), min_bytes=0)["reasons"]
    assert over == ["too_large"]


@pytest.mark.parametrize("bomb", [
    png(20000, 20000, bytes(60001 * 400)), png(65535, 65535), png(2 ** 31 - 1, 2 ** 31 - 1),
    jpeg_claiming(65500, 65500)], ids=["png", "png-64k", "png-most", "jpeg"])
def test_a_bomb_costs_neither_memory_nor_time(worker, obama, bomb):
    worker.check(obama, [obama])
    before, worked = peak_kilobytes(worker), cpu_seconds(worker)
    assert worker.check(obama, [bomb])["reason"] == "no_face"
    assert worker.portrait(bomb)["reasons"]
    assert peak_kilobytes(worker) - before < 20_000
    assert cpu_seconds(worker) - worked < 5


def test_too_many_pictures_are_not_kept(own_worker):
    worker = own_worker()
    before = peak_kilobytes(worker)
    answer = worker.ask("check", [bytes(1024 * 1024)] * 60, reference="picture", actions=[])
    assert answer["reason"] == "bad_request"
    assert peak_kilobytes(worker) - before < 20_000


def test_a_jpeg_of_thousands_of_scans_is_not_drawn(worker, obama):
    """Each scan of a progressive JPEG draws all pixels once more, 5 ms for its 23 bytes here:
    a file of the largest size would take minutes."""
    data = progressive(3000, 3000)
    last = data.rindex(b"\xff\xda")
    data = data[:-2] + data[last:-2] * 4000 + b"\xff\xd9"
    worked = cpu_seconds(worker)
    assert worker.check(obama, [data])["reason"] == "no_face"
    assert cpu_seconds(worker) - worked < 4
