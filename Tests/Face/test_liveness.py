"""Did the person do what was asked: films do, photographs do not, whatever is done to them."""

from functools import cache
from itertools import permutations

import film
import photographs
import pytest
from edits import paper_bent, paper_turned, shaken
from qrface import liveness


@pytest.fixture(scope="module")
def seen(looker, shown):
    """What the models see in a picture of an action, or of the calm face; looked at once."""
    @cache
    def look(name):
        return looker.look(shown()[0] if name == "calm" else shown(name)[2])
    return look


@pytest.mark.quick
@pytest.mark.parametrize("action", film.ACTIONS)
def test_each_action_passes_when_it_is_shown(worker, obama, shown, action):
    assert worker.check(obama, shown(action), [action])["verdict"] == "pass"


def test_no_action_passes_for_another(seen):
    for shown_action, action in permutations(film.ACTIONS, 2):
        assert not liveness.shows([seen("calm"), seen(shown_action)], [action])


@pytest.mark.quick
def test_two_actions_pass_in_their_order_and_not_in_the_other(worker, obama, shown):
    pair = ["turn_left", "blink"]
    assert worker.check(obama, shown(*pair), pair)["verdict"] == "pass"
    assert worker.check(obama, shown(*pair), pair[::-1])["reason"] == "not_live"


def test_so_does_every_pair(seen):
    for one, other in permutations(film.ACTIONS, 2):
        capture = [seen("calm"), seen(one), seen("calm"), seen(other)]
        assert liveness.shows(capture, [one, other])
        assert not liveness.shows(capture, [other, one])


def test_all_five(worker, biden):
    capture = film.frames(photographs.load("biden.jpg"), film.ACTIONS)
    assert worker.check(biden, capture, film.ACTIONS)["verdict"] == "pass"


@pytest.mark.quick
@pytest.mark.parametrize("action", film.ACTIONS)
def test_a_still_photograph_shows_no_action(worker, obama, calm, action):
    assert worker.check(obama, [calm] * 4, [action])["reason"] == "not_live"


@pytest.mark.parametrize("action", film.ACTIONS)
def test_an_action_without_rest_before_it_is_not_seen(seen, action):
    """A photograph that already smiles does not pass for a smile."""
    calm, whole = seen("calm"), seen(action)
    assert not liveness.shows([whole, whole], [action])
    assert not liveness.shows([whole, calm], [action])
    assert liveness.shows([calm, whole], [action])


def test_a_smiling_photograph_does_not_smile(worker, obama):
    assert worker.check(obama, [obama, obama], ["smile"])["reason"] == "not_live"


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
