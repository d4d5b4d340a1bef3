"""Who it is: the person of the reference, and one person only."""

from itertools import combinations

import film
import photographs
import pytest
from qrface.recogniser import decoded, likeness

PEOPLE = [(name, person) for person, names in photographs.PEOPLE.items() for name in names]


@pytest.mark.quick
def test_the_same_person_passes_with_a_score_and_a_template(worker, obama, calm):
    answer = worker.check(obama, [calm])
    assert answer.keys() == {"verdict", "score", "template"}
    assert answer["verdict"] == "pass" and 0.6 < answer["score"] < 1


@pytest.mark.quick
def test_somebody_else_is_a_mismatch_and_leaves_no_template(worker, biden, calm):
    answer = worker.check(biden, [calm])
    assert answer.keys() == {"verdict", "reason", "score"}
    assert (answer["verdict"], answer["reason"]) == ("fail", "mismatch")
    assert answer["score"] < 0.25


def test_every_photograph_against_every_other(worker):
    """No pair comes near the threshold from either side, and no photograph has a flaw."""
    templates = {name: decoded(worker.check(photo, [photo])["template"])
                 for name, photo in ((name, photographs.load(name)) for name, _ in PEOPLE)}
    for (one, person), (other, whose) in combinations(PEOPLE, 2):
        score = likeness(templates[one], templates[other])
        assert score > 0.5 if person == whose else score < 0.35, (one, other)


def test_the_template_of_one_check_is_the_reference_of_the_next(worker, obama, calm):
    template = worker.check(obama, [obama])["template"]
    answer = worker.ask("check", [calm], reference="template", template=template, actions=[])
    assert answer["verdict"] == "pass"


def test_the_template_of_somebody_else_is_a_mismatch(worker, biden, calm):
    template = worker.check(biden, [biden])["template"]
    answer = worker.ask("check", [calm], reference="template", template=template, actions=[])
    assert (answer["verdict"], answer["reason"]) == ("fail", "mismatch")


@pytest.mark.parametrize("order", [1, -1])
def test_two_people_in_one_capture_are_a_mismatch(worker, obama, biden, order):
    assert worker.check(obama, [obama, biden][::order])["reason"] == "mismatch"


def test_one_persons_face_and_another_persons_movement_are_a_mismatch(worker, obama, shown):
    stranger = film.frames(photographs.load("biden.jpg"), ["turn_left"])
    answer = worker.check(obama, [*shown(), *stranger[2:3]], ["turn_left"])
    assert answer["reason"] == "mismatch"


def test_a_stranger_among_many_pictures_of_the_right_person_is_a_mismatch(worker, obama, calm):
    stranger = photographs.load("biden.jpg")
    assert worker.check(obama, [calm] * 14 + [stranger, calm])["reason"] == "mismatch"
