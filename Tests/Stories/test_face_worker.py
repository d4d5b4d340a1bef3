"""The process that judges faces dies, hangs, is not there, or has too much to do."""

import os
import random
from concurrent.futures import ThreadPoolExecutor

import audit
import face_pictures
import pytest
from broker import LIMIT, eventually
from face_phone import (
    POLICIES,
    begin,
    counted,
    lives_begun,
    local,
    ready_worker,
    send_signal,
    wait_for_work,
    workers,
)
from problems import assert_problem
from tokens import unverified


@pytest.fixture
def house_with(own_house):
    """A started house with these settings of the local provider."""
    def build(**settings):
        house = own_house(POLICIES, face=local(**settings))
        house.broker.start()
        return house
    return build


@pytest.fixture
def crowd():
    """Whoever must not wait for the one before."""
    with ThreadPoolExecutor(50) as pool:
        yield pool


def queued(broker, count: int):
    eventually(lambda: broker.measured("qrbroker_face_queue") == count, f"{count} in queue")


# MARK: many at once

PEOPLE = ("obama", "biden")


class Person:
    """Somebody with a portrait, and whoever really is in front of the camera."""

    def __init__(self, house, number: int):
        self.of, self.shown = PEOPLE[number % 2], PEOPLE[number // 2 % 2]
        self.login, self.phone = begin(
            house, "once", portrait=face_pictures.portrait(self.of))

    def show(self) -> dict:
        """Until there is a verdict; what nobody could judge is shown again."""
        while True:
            judged = self.phone.show(face_pictures.filmed(self.shown))
            if judged["hint"] != "face_unavailable":
                return judged

    @property
    def is_right(self) -> bool:
        return self.of == self.shown


def test_of_fifty_checks_at_once_none_is_lost_or_invented_when_workers_are_killed(
        house_with, crowd):
    house = house_with(workers=2)
    broker = house.broker
    people = [Person(house, number) for number in range(49)] + [Person(house, 1)]
    random.Random(4).shuffle(people)
    assert sum(person.is_right for person in people) == 25
    eventually(lambda: lives_begun(broker) == 2, "both workers")
    shows = [crowd.submit(person.show) for person in people]
    for decided in (8, 20, 32):
        eventually(lambda: counted(broker, "pass") + counted(broker, "fail") >= decided)
        for worker in workers(broker):
            send_signal(worker, "SIGKILL")
    for person, show in zip(people, shows):
        judged = show.result()
        expected = ("approved", None) if person.is_right else ("failed", "mismatch")
        assert (judged["status"], judged.get("reason")) == expected
    assert (counted(broker, "pass"), counted(broker, "fail")) == (25, 25)
    assert counted(broker, "worker_ended") >= 4
    queued(broker, 0)
    for person in people:
        page = person.login.read().json()
        if person.is_right:
            assert "face" in unverified(person.login.redeem().json()["id_token"])["amr"]
        else:
            assert (page["status"], page["hint"]) == ("failed", "face_failed")
            assert "result" not in page and page["problem"]["reason"] == "face_failed"
    logins = audit.assert_whole(broker)
    endings = [steps[-1][5] for steps in logins.values()]
    assert (endings.count("redeemed"), endings.count("failed"), len(endings)) == (25, 25, 50)


def test_what_finds_no_room_in_the_queue_is_told_at_once_and_costs_no_try(house_with, crowd):
    house = house_with(queue=2)
    broker = house.broker
    worker = ready_worker(broker)
    send_signal(worker, "SIGSTOP")
    held = [begin(house) for _ in range(3)]
    shows = []
    for number, (_, phone) in enumerate(held):
        shows.append(crowd.submit(phone.show, face_pictures.filmed("obama")))
        # The first is with the worker.
        wait_for_work(broker)
        queued(broker, number)
    login, phone = begin(house)
    # More often than a login may fail for want of a verdict.
    for refusal in range(1, 8):
        answer = phone.send(face_pictures.filmed("obama"))
        assert_problem(answer, 503, "overloaded")
        assert int(answer.headers["retry-after"]) >= 1
        assert counted(broker, "overloaded") == refusal
    page, told = login.read().json(), phone.status().json()
    assert (page["status"], page["version"]) == ("face_checking", 4)
    assert told["face"]["tries_left"] == 3 and told["face"]["check_id"] == phone.check["check_id"]
    send_signal(worker, "SIGCONT")
    assert [show.result()["status"] for show in shows] == ["approved"] * 3
    assert phone.show(face_pictures.filmed("obama"))["status"] == "approved"
    assert workers(broker) == [worker]


# MARK: a worker that hangs or dies

def test_a_hanging_worker_is_ended_and_its_check_is_judged_by_the_next(house_with):
    house = house_with(timeout=20)
    broker = house.broker
    worker = ready_worker(broker)
    send_signal(worker, "SIGSTOP")
    login, phone = begin(house)
    assert phone.show(face_pictures.filmed("obama"))["status"] == "approved"
    assert worker not in workers(broker) and counted(broker, "worker_ended") == 1
    ended = broker.log.wait(lambda entry: entry.get("message") == "face worker ended")
    assert ended["reason"] == "too slow"
    assert not os.path.exists(f"/proc/{worker}"), "it was ended, but nobody took note of it"


def test_a_check_that_ends_two_workers_does_not_get_a_third(house_with, crowd):
    house = house_with()
    broker = house.broker
    worker = ready_worker(broker)
    send_signal(worker, "SIGSTOP")
    (_, unlucky), (_, other) = begin(house), begin(house)
    # So many pictures that the next worker is not done before it is ended.
    first = crowd.submit(unlucky.show, face_pictures.still("obama", 16))
    wait_for_work(broker)
    second = crowd.submit(other.show, face_pictures.filmed("biden"))
    queued(broker, 1)
    send_signal(worker, "SIGKILL")
    worker = ready_worker(broker, life=2)
    send_signal(worker, "SIGSTOP")
    queued(broker, 1)
    send_signal(worker, "SIGKILL")
    judged = first.result()
    assert (judged["hint"], judged["face"]["tries_left"]) == ("face_unavailable", 3)
    assert second.result()["reason"] == "mismatch", "the others must not suffer"
    assert unlucky.show(face_pictures.filmed("obama"))["status"] == "approved"
    assert counted(broker, "error") == 1


# MARK: a broker that dies, or has no worker

@pytest.mark.parametrize("state", ["idle", "busy"])
def test_a_killed_broker_takes_its_worker_along(house_with, crowd, state):
    house = house_with()
    broker = house.broker
    worker = ready_worker(broker)
    if state == "busy":
        _, phone = begin(house, "moving")
        send_signal(worker, "SIGSTOP")
        crowd.submit(phone.send, face_pictures.filmed("obama", phone.check["actions"]))
        wait_for_work(broker)
        send_signal(worker, "SIGCONT")
    broker.kill()
    eventually(lambda: not os.path.exists(f"/proc/{worker}"), "the end of the worker")


def test_a_check_outlives_the_broker_and_the_phone_shows_the_face_again(house_with, crowd):
    house = house_with()
    broker = house.broker
    login, phone = begin(house)
    worker, check = ready_worker(broker), phone.check
    send_signal(worker, "SIGSTOP")
    unanswered = crowd.submit(phone.send, face_pictures.filmed("obama"))
    wait_for_work(broker)
    broker.restart()
    assert unanswered.exception() is not None
    assert login.status() == "face_checking"
    assert phone.show(face_pictures.filmed("obama"))["status"] == "approved"
    assert phone.check == check, "the same check, and no try gone"
    # Not even one that hangs stays behind.
    eventually(lambda: not os.path.exists(f"/proc/{worker}"), "the end of the old worker")


def test_a_broker_told_to_stop_ends_its_worker_too(house_with):
    broker = house_with().broker
    worker = ready_worker(broker)
    assert broker.terminate() == 0
    assert not os.path.exists(f"/proc/{worker}")


def test_without_the_section_the_broker_says_that_local_checks_are_off(own_house):
    broker = own_house().broker.start()
    said = broker.log.wait(lambda entry: "local face checks are off" in entry.get("message", ""))
    assert said["level"] == "notice"
    assert not workers(broker)


def test_a_policy_that_needs_the_section_is_refused_at_the_start(own_house):
    house = own_house(POLICIES)
    with pytest.raises(AssertionError, match="needs the section face.local"):
        house.broker.start()
    assert house.broker.process.wait(LIMIT) != 0


def test_without_the_worker_the_broker_starts_and_checks_cannot_be_had(own_house):
    """The program is not installed: everything else works, and no person is blamed."""
    house = own_house(POLICIES, face=local(command=["qrbroker-face-that-is-not-there"]))
    broker = house.broker.start()
    eventually(lambda: counted(broker, "worker_ended") >= 2, what="the second failure to start")
    ended = broker.log.wait(lambda entry: entry.get("message") == "face worker ended")
    assert ended["reason"] == "not started" and "No such file" in ended["last_words"]
    login, phone = begin(house)
    judged = phone.show(face_pictures.filmed("obama"))
    assert (judged["hint"], judged["face"]["tries_left"]) == ("face_unavailable", 3)
    assert login.read().json()["hint"] == "face_unavailable"
    assert house.broker.client.get("/v1/wallets").status_code == 200


def test_a_worker_that_is_none_is_never_believed(own_house, tmp_path):
    """It says yes to everything, but not in the worker's words."""
    program = tmp_path / "yes"
    program.write_text('#!/bin/sh\nexec yes \'{"verdict":"pass"}\'\n')
    program.chmod(0o700)
    house = own_house(POLICIES, face=local(command=[str(program)]))
    broker = house.broker.start()
    eventually(lambda: counted(broker, "worker_ended") >= 2, what="its second end")
    login, phone = begin(house)
    assert phone.show(face_pictures.filmed("obama"))["hint"] == "face_unavailable"
    assert login.status() == "face_checking" and counted(broker, "pass") == 0
