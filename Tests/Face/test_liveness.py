"""Did the person do what was asked: films do, photographs do not, whatever is done to them."""

from itertools import permutations

import film
import photographs
import pytest
from edits import paper_bent, paper_turned, shaken
from qrface import liveness

PAIRS = list(permutations(film.ACTIONS, 2))


@pytest.mark.quick
@pytest.mark.parametrize("action", film.ACTIONS)
def test_each_action_passes_when_it_is_shown(worker, obama, shown, action):
    assert worker.check(obama, shown(action), [action])["verdict"] == "pass"


def test_no_action_passes_for_another(looker, shown):
    for shown_action in film.ACTIONS:
        looks = [looker.look(picture) for picture in shown(shown_action)[:3]]
        for action in film.ACTIONS:
            assert liveness.shows(looks, [action]) == (action == shown_action)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_each_pair_passes_in_its_order_and_not_in_the_other(worker, obama, shown, pair):
    calm, _, first, _ = shown(pair[0])
    capture = [calm, first, calm, shown(pair[1])[2]]
    assert worker.check(obama, capture, pair)["verdict"] == "pass"
    assert worker.check(obama, capture, pair[::-1])["reason"] == "not_live"


def test_all_five(worker, biden):
    capture = film.frames(photographs.load("biden.jpg"), film.ACTIONS)
    assert worker.check(biden, capture, film.ACTIONS)["verdict"] == "pass"


@pytest.mark.quick
@pytest.mark.parametrize("action", film.ACTIONS)
def test_a_still_photograph_shows_no_action(worker, obama, calm, action):
    assert worker.check(obama, [calm] * 4, [action])["reason"] == "not_live"


@pytest.mark.parametrize("action", film.ACTIONS)
def test_an_action_without_rest_before_it_is_not_seen(worker, obama, shown, action):
    """A photograph that already smiles does not pass for a smile."""
    calm, _, whole, _ = shown(action)
    assert worker.check(obama, [whole, whole], [action])["verdict"] == "fail"
    assert worker.check(obama, [whole, calm], [action])["verdict"] == "fail"
    assert worker.check(obama, [calm, whole], [action])["verdict"] == "pass"


@pytest.mark.parametrize("action", film.ACTIONS)
def test_half_an_action_is_none(worker, obama, shown, action):
    assert worker.check(obama, shown(action)[:2], [action])["reason"] == "not_live"


def held_in_the_hand(photo):
    yield [photo, *shaken(photo, 15, seed=7)]
    turned = [paper_turned(photo, degrees, upright)
              for upright in (True, False) for degrees in (-50, -30, -15, 15, 30, 50)]
    yield [photo, *turned, paper_bent(photo, -0.5), paper_bent(photo, 0.5)]


@pytest.mark.parametrize("name", photographs.CALM)
def test_a_photograph_held_in_the_hand_shows_no_action(looker, name):
    """Judged by the parts of the worker: each picture is looked at once for all five actions."""
    for capture in held_in_the_hand(film.frames(photographs.load(name), [])[0]):
        looks = [looker.look(picture) for picture in capture]
        assert [action for action in film.ACTIONS if liveness.shows(looks, [action])] == []


def test_one_picture_is_never_alive(worker, obama, shown):
    for action in film.ACTIONS:
        assert worker.check(obama, shown(action)[2:3], [action])["verdict"] == "fail"
