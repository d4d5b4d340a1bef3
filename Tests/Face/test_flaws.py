"""How a face was photographed: each flaw by its name, and just before it none."""

import cv2
import film
import photographs
import pytest
from edits import behind, beside, blank, covered, lit, opened, saved, smeared


def reason(worker, obama, *capture):
    answer = worker.check(obama, capture)
    assert answer["verdict"] in ("pass", "fail")
    return answer.get("reason")


@pytest.mark.quick
def test_no_face(worker, obama):
    assert reason(worker, obama, blank()) == "no_face"


@pytest.mark.quick
def test_several_faces(worker, obama, biden):
    assert reason(worker, obama, beside(obama, biden)) == "many_faces"


def test_one_good_picture_does_not_make_up_for_one_without_a_face(worker, obama, calm):
    assert reason(worker, obama, calm, blank()) == "no_face"


def test_nor_for_one_with_somebody_beside(worker, obama, calm, biden):
    assert reason(worker, obama, calm, beside(calm, biden)) == "many_faces"


@pytest.mark.parametrize("scale, expected", [(0.22, None), (0.4, "many_faces")])
def test_somebody_far_behind_does_not_matter(worker, obama, calm, scale, expected):
    other = film.frames(photographs.load("biden.jpg"), [])[0]
    assert reason(worker, obama, behind(calm, other, scale)) == expected


@pytest.mark.parametrize("share, expected", [(0.4, None), (0.2, "too_dark")])
def test_dark(worker, obama, calm, share, expected):
    assert reason(worker, obama, lit(calm, share)) == expected


@pytest.mark.parametrize("pixels, expected", [(1.5, None), (8, "blurred")])
def test_blurred(worker, obama, calm, pixels, expected):
    assert reason(worker, obama, smeared(calm, pixels)) == expected


def test_one_blurred_picture_among_good_ones_is_forgiven(worker, obama, calm):
    assert reason(worker, obama, smeared(calm, 8), calm) is None


@pytest.mark.parametrize("colour", [(190, 150, 110), (235, 235, 235), (15, 15, 15)])
def test_a_mask(worker, obama, calm, colour):
    assert reason(worker, obama, covered(calm, 0.3, 0.46, 0.7, 0.8, colour)) == "occluded"


def test_a_black_mask_on_skin_of_little_colour(worker, plain):
    """Found by its light alone: the other places of this face are nearly grey as well."""
    masked = covered(plain, 0.28, 0.36, 0.75, 0.66, (10, 10, 10))
    assert worker.check(plain, [masked])["reason"] == "occluded"


def test_dark_glasses(worker, obama, calm):
    assert reason(worker, obama, covered(calm, 0.38, 0.36, 0.64, 0.44, (10, 10, 10))) == "occluded"


def test_a_black_beard_covers_nothing(worker, obama, calm):
    bearded = covered(calm, 0.42, 0.62, 0.58, 0.72, (15, 15, 20))
    assert reason(worker, obama, bearded) != "occluded"


@pytest.mark.parametrize("name", ["obama_partial_face.jpg", "obama_partial_face2.jpg"])
def test_half_a_face_at_the_edge(worker, obama, name):
    assert reason(worker, obama, photographs.load(name)) == "occluded"


def test_nobody_looks_into_the_camera(worker, obama, shown):
    assert reason(worker, obama, shown("turn_left")[2]) == "no_face"


def test_a_phone_held_sideways_that_says_so(worker, obama, calm):
    """Pixels lie on their side; the file's Exif orientation (6) says to turn them right."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    lying = saved(cv2.rotate(opened(calm), cv2.ROTATE_90_COUNTERCLOCKWISE))
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
    assert reason(worker, obama, lying[:2] + segment + lying[2:]) is None
    assert reason(worker, obama, lying) == "no_face"
