"""Faces judged on this machine: the real models on photographs of real people."""

import base64
import os

import face_pictures
import pytest
from face_phone import FacePhone, POLICIES, begin, digest, local, ready_worker, workers
from house import House
from portal import Portal
from problems import assert_problem
from tokens import unverified
from wallet import Key

LIMIT = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("faces"), POLICIES, face=local(),
                  log={"level": "trace", "format": "json"})
    house.broker.start(environment={"TMPDIR": str(house.broker.folder)})
    yield house
    house.broker.stop()


def test_the_person_of_the_portrait_passes(house):
    login, phone = begin(house, "moving")
    assert phone.check["methods"] == ["capture"] and phone.check["portrait"] is True
    assert len(set(phone.check["actions"])) == 2
    assert phone.show_film("obama")["status"] == "approved"
    claims = unverified(login.redeem().json()["id_token"])
    assert "face" in claims["amr"] and claims["acr"] == "urn:qrbroker:acr:3"


@pytest.mark.quick
def test_somebody_else_does_not_and_the_person_still_may(house):
    login, phone = begin(house, "moving")
    judged = phone.show_film("biden")
    assert (judged["status"], judged["hint"]) == ("face_checking", "face_retry")
    assert judged["reason"] == "mismatch" and judged["face"]["tries_left"] == 2
    page = login.read()
    assert page.json()["hint"] == "face_retry" and "mismatch" not in page.text
    assert phone.show_film("obama")["status"] == "approved"


def test_three_failed_tries_end_the_login(house):
    login, phone = begin(house)
    left = []
    for _ in range(3):
        judged = phone.show(face_pictures.filmed("biden"))
        left.append(judged.get("face", {"tries_left": 0})["tries_left"])
    assert left == [2, 1, 0]
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("failed", "face_failed")
    # The last answer again, and no further check.
    late = phone.send(face_pictures.filmed("obama")).json()
    assert (late["status"], late["tries_left"]) == ("failed", 0) and "face" not in late
    assert login.status() == "failed"


def test_movements_differ_from_check_to_check(house):
    asked = {tuple(begin(house, "moving")[1].check["actions"]) for _ in range(12)}
    assert len(asked) > 3, "whoever knows what comes can film it before"


def test_a_photograph_held_before_the_camera_is_not_alive(house):
    login, phone = begin(house, "moving")
    judged = phone.show(face_pictures.still("obama"))
    assert judged["reason"] == "not_live" and judged["face"]["tries_left"] == 2


def test_the_movements_of_another_check_are_not_these(house):
    login, phone = begin(house, "moving")
    first = phone.check["actions"]
    others = [action for action in face_pictures.film.ACTIONS if action not in first]
    judged = phone.show(face_pictures.filmed("obama", others))
    assert judged["reason"] == "not_live"


def test_two_people_who_take_turns_are_not_one(house):
    """Else one would have the right face and the other would be alive."""
    login, phone = begin(house, "moving")
    alive = face_pictures.filmed("biden", phone.check["actions"])
    assert phone.show(face_pictures.filmed("obama") + alive)["reason"] == "mismatch"


NOBODY = {
    "an empty room": (face_pictures.white, "no_face"),
    "two people": (face_pictures.two_people, "many_faces"),
    "no picture": (lambda: b"\xff\xd8\xff\xe0" + b"not a picture " * 99, "no_face"),
    "an empty file": (lambda: b"", "no_face"),
    "half a picture": (lambda: face_pictures.portrait()[:30_000], "no_face"),
    "a picture of 400 million pixels": (lambda: face_pictures.white(20_000, 20_000), "no_face"),
}


@pytest.mark.parametrize("what", NOBODY)
def test_what_shows_not_exactly_one_face_is_told_as_what_it_is(house, what):
    picture, reason = NOBODY[what]
    login, phone = begin(house)
    judged = phone.show([picture()])
    assert judged["status"] == "face_checking" and judged["reason"] == reason
    assert judged["face"]["tries_left"] == 2


def test_one_such_picture_among_good_ones_is_enough(house):
    login, phone = begin(house)
    good = face_pictures.filmed("obama")
    assert phone.show([*good, face_pictures.two_people(), *good])["reason"] == "many_faces"


def test_more_than_two_mebibytes_are_not_even_read(house):
    login, phone = begin(house)
    answer = phone.send([b"\xff\xd8\xff" + bytes(LIMIT)])
    assert_problem(answer, 413, "payload_too_large")
    assert login.read().json()["version"] == 4
    assert phone.show(face_pictures.filmed("obama"))["status"] == "approved"


def test_the_portrait_must_be_the_one_the_wallet_vouched_for(house):
    """Whoever may choose the portrait chooses their own."""
    login, phone = begin(house)
    answer = phone.send(face_pictures.filmed("biden"), face_pictures.portrait("biden"))
    assert_problem(answer, 400, "capture_mismatch")
    assert login.read().json()["version"] == 4
    assert phone.show(face_pictures.filmed("obama"))["status"] == "approved"


def test_a_capture_without_a_portrait_uses_no_try(house):
    login, phone = begin(house)
    answer = phone.call("face", sid=phone.sid, check_id=phone.check["check_id"],
                        challenge=phone.check["challenge"], capture=[])
    assert_problem(answer, 400, "capture_mismatch")
    assert login.read().json()["version"] == 4


def test_a_word_of_the_wallet_is_no_picture(house):
    login, phone = begin(house)
    assert phone.face("pass").status_code == 400
    assert login.read().json()["version"] == 4


def test_a_portrait_nobody_vouched_for_is_refused(house):
    login = Portal(house.broker, "calm").start()
    phone = FacePhone(house, key=Key())
    assert phone.enrol(phone.key, attests=["pin"]).status_code == 201
    assert phone.scan(login.payload).json()["asks"]["portrait"] is True
    assert_problem(phone.confirm(), 403, "not_attested")
    assert_problem(phone.confirm(portrait=None), 422, "missing_ask")
    word = phone.statement("attest", key=phone.wallet.key, sid=phone.sid,
                           challenge=phone.challenge, amr=[], portrait=digest(phone.portrait))
    assert phone.confirm(attestation=word).json()["status"] == "face_checking"


def test_a_portrait_without_a_face_is_not_the_persons_fault(house):
    login, phone = begin(house, portrait=face_pictures.white())
    for _ in range(3):
        judged = phone.show(face_pictures.filmed("obama"))
        assert (judged["hint"], judged["face"]["tries_left"]) == ("face_unavailable", 3)
    assert login.read().json()["hint"] == "face_unavailable"


def test_a_capture_brought_again_is_judged_once(house):
    login, phone = begin(house)
    check = phone.check
    first = phone.show(face_pictures.filmed("biden"))
    again = phone.send(face_pictures.filmed("obama"), check=check).json()
    assert again["reason"] == first["reason"] == "mismatch"
    assert again["status"] == "face_checking" and again["tries_left"] == 2


def traces(pictures) -> list[bytes]:
    """What would be found of them: bytes from their midst, plain and as text."""
    pieces = [picture[at:at + 48] for picture in pictures
              for at in range(len(picture) // 4, len(picture) - 48, len(picture) // 4)]
    # Where in the text a piece begins is not known: two of three bytes may be cut off.
    shifted = [base64.b64encode(piece[cut:])[4:-4] for piece in pieces for cut in range(3)]
    return pieces + shifted + [piece.hex().encode() for piece in pieces]


def files_of(broker) -> dict[str, bytes]:
    kept = {str(path): path.read_bytes() for path in broker.folder.rglob("*") if path.is_file()}
    return {"log": broker.log_text().encode(), **kept}


def test_no_picture_is_kept_anywhere(house):
    broker = house.broker
    pictures = [face_pictures.portrait()]
    for person in ("obama", "biden"):
        login, phone = begin(house, "moving")
        film = face_pictures.filmed(person, phone.check["actions"])
        pictures += film
        phone.show(film)
    sought = traces(pictures)
    assert len(sought) > 200
    for place, content in files_of(broker).items():
        assert not any(piece in content for piece in sought), f"a picture is in {place}"
    planted = broker.folder / "planted"
    planted.write_bytes(base64.b64encode(b"x" + pictures[-1]))
    assert any(piece in planted.read_bytes() for piece in sought), "the search finds nothing"
    planted.unlink()


def test_the_worker_could_not_write_if_it_would(house):
    worker = ready_worker(house.broker)
    with open(f"/proc/{worker}/limits") as file:
        limits = {line[:25].strip(): line[26:].split()[:2] for line in file}
    for name in ("Max file size", "Max open files", "Max core file size"):
        assert limits[name] == ["0", "0"], name
    with open(f"/proc/{worker}/stat") as file:
        niceness = int(file.read().rsplit(")", 1)[1].split()[16])
    # Threads of the broker may have their niceness from the system library instead of from us.
    assert niceness in (10, min(19, os.nice(0) + 10))
    assert workers(house.broker) == [worker], "and none of its checks ended it"
