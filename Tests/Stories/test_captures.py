"""Pictures sent beside the statement: what fits, what does not, and what is too much."""

import hashlib
import json

import pytest
from house import House
from portal import Portal
from problems import assert_problem
from wallet import Phone, base64url

pytestmark = pytest.mark.quick

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"another" * 60
LIMIT = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("captures"), {
        "plain": {},
        "simulator": {"asks": ["face"], "face": {"provider": "simulator", "tries": 2}}})
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def checking(house):
    login = Portal(house.broker, "simulator").start()
    device = Phone(house.broker, house.wallet)
    device.scan(login.payload)
    assert device.confirm().json()["status"] == "face_checking"
    assert "capture" in device.check["methods"]
    return login, device


def digest(picture: bytes) -> str:
    return base64url(hashlib.sha256(picture).digest())


def statement(device, pictures, **changes) -> str:
    members = {"sid": device.sid, "check_id": device.check["check_id"],
               "challenge": device.check["challenge"],
               "capture": [digest(picture) for picture in pictures], **changes}
    return device.statement("face", **members)


def part(assertion):
    return ("statement", (None, json.dumps({"assertion": assertion}), "application/json"))


def send(device, assertion, pictures, order=None):
    files = [part(assertion)] + [
        ("picture", (None, picture, "image/png" if picture.startswith(b"\x89") else "image/jpeg"))
        for picture in pictures]
    if order:
        files = [files[index] for index in order]
    return device.broker.client.post("/v1/wallet/face", files=files)


def test_pictures_that_are_the_signed_ones_are_judged(checking):
    login, device = checking
    answer = send(device, statement(device, [PNG, JPEG]), [PNG, JPEG])
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "approved"


@pytest.mark.parametrize("signed, sent", [
    ([PNG], [JPEG]), ([PNG, JPEG], [JPEG, PNG]), ([PNG], []), ([PNG], [PNG, PNG]),
    ([PNG, JPEG], [PNG]), ([PNG], [PNG + b"x"])])
def test_pictures_that_are_not_the_signed_ones_use_no_try(checking, signed, sent):
    login, device = checking
    assert_problem(send(device, statement(device, signed), sent), 400, "capture_mismatch")
    assert login.read().json()["version"] == 4
    assert send(device, statement(device, [PNG]), [PNG]).json()["status"] == "approved"


def test_pictures_nobody_signed_are_refused(checking):
    login, device = checking
    answer = send(device, statement(device, [], capture=None, result="pass"), [PNG])
    assert answer.status_code == 400, answer.text
    assert login.read().json()["version"] == 4


def test_the_statement_comes_first(checking):
    login, device = checking
    answer = send(device, statement(device, [PNG]), [PNG], order=[1, 0])
    assert answer.status_code == 400, answer.text
    assert login.read().json()["version"] == 4


@pytest.mark.parametrize("media_type", ["image/gif", "image/svg+xml", "text/html"])
def test_other_kinds_of_pictures_are_refused(checking, media_type):
    login, device = checking
    files = [part(statement(device, [PNG])), ("picture", (None, PNG, media_type))]
    answer = device.broker.client.post("/v1/wallet/face", files=files)
    assert answer.status_code in (400, 415), answer.text
    assert login.read().json()["version"] == 4


def test_two_mebibytes_in_all_are_the_limit(checking):
    login, device = checking
    large = b"\xff\xd8\xff" + bytes(LIMIT)
    answer = send(device, statement(device, [large]), [large])
    assert_problem(answer, 413, "payload_too_large")
    fitting = b"\xff\xd8\xff" + bytes(LIMIT - 8192)
    answer = send(device, statement(device, [fitting]), [fitting])
    assert answer.json()["status"] == "approved", answer.text


@pytest.mark.parametrize("body", [
    b"", b"--x--\r\n", b"--x\r\n\r\n{}\r\n--x--\r\n", b"--x\r\nContent-Disposition: form-data",
    b'--x\r\nContent-Disposition: form-data; name="statement"\r\n\r\n{}\r\n--x--\r\n' * 3,
    b"\r\n" * 5000, b"--x\r\n" * 5000])
@pytest.mark.parametrize("media_type", ["multipart/form-data; boundary=x", "multipart/form-data",
                                        "multipart/form-data; boundary="])
def test_a_body_that_is_no_multipart_is_refused(house, body, media_type):
    answer = house.broker.client.post(
        "/v1/wallet/face", content=body, headers={"Content-Type": media_type})
    assert answer.status_code in (400, 415)
    assert answer.json()["code"] in ("malformed", "invalid_request", "unsupported_media_type")


def test_a_verdict_that_comes_later_reaches_page_and_phone_by_itself(checking):
    """"Not yet done" is neither pass nor fail; the check stays open until the provider decides."""
    login, device = checking
    answer = device.face("pass", simulated_delay=1)
    assert answer.json()["status"] == "face_checking"
    assert login.next(after=4)["status"] == "approved"
    assert device.status().json()["status"] == "approved"
