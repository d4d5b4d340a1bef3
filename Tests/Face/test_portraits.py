"""The rules of a portrait, each on both sides of its bound."""

import photographs
import pytest
from edits import beside, blank, covered, lit, opened, saved, sized, smeared


def reasons(worker, picture, **options):
    answer = worker.portrait(picture, **options)
    assert answer["verdict"] == ("fail" if "reasons" in answer else "pass")
    return answer.get("reasons", [])


def padded(photo, size):
    """The same picture in a file of this many bytes; what follows its end is not looked at."""
    return photo + bytes(size - len(photo))


@pytest.mark.quick
def test_a_proper_portrait_passes(worker, plain):
    assert worker.portrait(plain) == {"verdict": "pass"}


def test_it_is_compared_with_its_owner(worker, plain, obama):
    own = worker.check(plain, [plain])["template"]
    answer = worker.portrait(plain, own)
    assert answer["verdict"] == "pass" and answer["score"] > 0.9
    other = worker.check(obama, [obama])["template"]
    answer = worker.portrait(plain, other)
    assert answer["reasons"] == ["mismatch"] and answer["score"] < 0.25


def test_format(worker, plain):
    small = opened(sized(plain, 400, 482))
    assert reasons(worker, saved(small, ".png")) == ["wrong_format"]
    assert reasons(worker, saved(small, ".png"), formats=["jpeg", "png"]) == []
    assert reasons(worker, b"GIF89a" + bytes(30000)) == ["wrong_format"]


def test_fewest_bytes(worker, plain):
    small = saved(opened(sized(plain, 320, 450)), quality=70)
    assert len(small) < 20479
    assert reasons(worker, padded(small, 20479)) == ["too_few_bytes"]
    assert reasons(worker, padded(small, 20480)) == []


def test_most_bytes(worker, plain):
    assert reasons(worker, padded(plain, 200000), max_bytes=200000) == []
    assert reasons(worker, padded(plain, 200001), max_bytes=200000) == ["too_many_bytes"]


@pytest.mark.parametrize("width, height, expected", [
    (300, 420, []), (299, 420, ["too_small"]), (300, 419, ["too_small"])])
def test_smallest_sides(worker, plain, width, height, expected):
    assert reasons(worker, sized(plain, width, height), min_bytes=0) == expected


@pytest.mark.parametrize("name, expected", [
    ("impostor_2.jpg", []), ("person_a_2.jpg", []),
    ("obama.jpg", ["busy_background"]), ("impostor_1.jpg", ["busy_background"]),
    ("person_b_1.jpg", ["busy_background"]), ("person_b_2.jpg", ["busy_background"])])
def test_background(worker, name, expected):
    assert reasons(worker, photographs.load(name)) == expected


def test_a_stripe_beside_the_head_is_busy(worker, plain):
    """Seven parts in a hundred of the border are forgiven, a quarter of it is not."""
    narrow = covered(plain, 0, 0, 0.03, 1, (30, 30, 200))
    wide = covered(plain, 0, 0, 0.12, 1, (30, 30, 200))
    assert reasons(worker, narrow) == []
    assert reasons(worker, wide) == ["busy_background"]


def test_faces(worker, plain, biden):
    assert reasons(worker, blank(700, 900), min_bytes=0) == ["no_face"]
    assert "many_faces" in reasons(worker, beside(plain, biden))


def test_flaws(worker, plain):
    assert "too_dark" in reasons(worker, lit(plain, 0.15), min_bytes=0)
    assert reasons(worker, smeared(plain, 12), min_bytes=0) == ["blurred"]


def test_everything_that_is_wrong_is_told_at_once(worker, obama):
    template = worker.check(obama, [obama])["template"]
    answer = worker.portrait(photographs.load("person_a_1.jpg"), template)
    assert answer["reasons"] == ["too_few_bytes", "too_small", "busy_background", "mismatch"]
