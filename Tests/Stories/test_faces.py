"""The face check: tries, repeats, who may vouch, and when a result comes too early or too late."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from problems import assert_problem
from wallet import Key

pytestmark = pytest.mark.quick


@pytest.fixture
def checking(portal, phone):
    """A login whose face check is open."""
    login, device = portal("face").start(), phone()
    device.scan(login.payload)
    assert device.confirm().json()["status"] == "face_checking"
    return login, device


def test_the_check_tells_what_the_phone_needs(checking):
    login, device = checking
    check = device.check
    assert check["check_id"] and check["challenge"] and check["challenge"] != device.challenge
    assert check["methods"] and check["tries_left"] == 3 and 0 < check["expires_in"] <= 120


def test_a_failed_try_opens_the_next_with_new_secrets(checking):
    login, device = checking
    first = device.check
    judged = device.face("fail", reason="too_dark").json()
    assert (judged["status"], judged["hint"]) == ("face_checking", "face_retry")
    assert judged["tries_left"] == 2 and judged["reason"] == "too_dark"
    assert judged["face"]["check_id"] != first["check_id"]
    assert judged["face"]["challenge"] != first["challenge"]
    page = login.read(after=4, wait=5).json()
    assert (page["status"], page["hint"], page["version"]) == ("face_checking", "face_retry", 5)
    assert device.face("pass").json()["status"] == "approved"


def test_three_failed_tries_end_the_login(checking):
    login, device = checking
    left = [device.face("fail", reason="mismatch").json()["tries_left"] for _ in range(3)]
    assert left == [2, 1, 0]
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("failed", "face_failed")
    assert page["problem"]["code"] == "failed" and page["problem"]["reason"] == "face_failed"
    assert "error=access_denied" in page["problem"]["redirect_to"]


def test_repeating_a_used_check_repeats_its_answer_and_counts_nothing(checking):
    login, device = checking
    first = device.check
    answers = [device.face("fail", check=first, reason="blurred") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    assert [answer.json()["tries_left"] for answer in answers] == [2] * 4
    assert len({answer.json()["face"]["check_id"] for answer in answers}) == 1
    passed = device.face("pass", check=first)
    assert passed.json()["status"] == "face_checking", "a used check was judged again"
    assert login.read().json()["version"] == 5


@pytest.mark.parametrize("result, reason", [
    ("error", "provider_error"), ("error", "timeout"), ("error", None), ("fail", "provider_error")])
def test_an_error_of_the_provider_uses_no_try(checking, result, reason):
    login, device = checking
    for _ in range(3):
        judged = device.face(result, reason=reason).json()
        assert judged["status"] == "face_checking" and judged["tries_left"] == 3
        assert judged["hint"] == "face_unavailable"
    assert login.read().json()["hint"] == "face_unavailable"
    assert device.face("pass").json()["status"] == "approved"


def test_a_provider_that_never_answers_ends_the_login_and_is_blamed_for_it(checking):
    login, device = checking
    for _ in range(20):
        if device.face("error").json().get("status") != "face_checking":
            break
    page = login.read().json()
    assert (page["status"], page["hint"]) == ("failed", "face_unavailable")
    assert page["problem"]["reason"] == "face_unavailable"


@pytest.mark.parametrize("reason", [
    "no_face", "many_faces", "too_dark", "blurred", "occluded", "mismatch", "not_live", "timeout"])
def test_the_reason_of_a_failed_try_is_told_to_the_phone_and_not_to_the_page(checking, reason):
    login, device = checking
    assert device.face("fail", reason=reason).json()["reason"] == reason
    assert reason not in login.read().text


@pytest.mark.parametrize("members, parameter", [
    ({"result": "maybe"}, "result"), ({"result": 1}, "result"), ({"result": None}, "result"),
    ({"reason": "ugly", "result": "fail"}, "reason"), ({"score": 1.5}, "score"),
    ({"score": -0.1}, "score"), ({"score": "high"}, "score"), ({"liveness": "yes"}, "liveness"),
    ({"check_id": 1}, "check_id"), ({"provider": 1}, "provider"), ({"reference": 1}, "reference")])
def test_a_result_that_is_none_is_refused_and_uses_no_try(checking, members, parameter):
    login, device = checking
    call = {"sid": device.sid, "check_id": device.check["check_id"],
            "challenge": device.check["challenge"], "result": "pass", **members}
    assert_problem(device.call("face", **call), 400, "invalid_request", parameter=parameter)
    assert login.read().json()["version"] == 4


def test_not_yet_done_is_neither_pass_nor_fail(checking):
    login, device = checking
    for result in ("pending", "not_yet", "", "PASS", True):
        assert_problem(device.face(result), 400, "invalid_request", parameter="result")
    assert login.read().json()["version"] == 4


def test_a_check_nobody_opened_is_unknown(checking):
    login, device = checking
    for check_id in ("x", "A" * 22, ""):
        answer = device.face(check={**device.check, "check_id": check_id})
        assert answer.status_code == 404, answer.text
    assert login.status() == "face_checking"


def test_a_check_of_another_login_is_unknown(checking, portal, phone):
    login, device = checking
    other_login, other = portal("face").start(), phone()
    other.scan(other_login.payload)
    other.confirm()
    assert device.face(check=other.check).status_code == 404
    assert login.status() == other_login.status() == "face_checking"


def test_the_challenge_of_the_check_must_be_right(checking):
    login, device = checking
    for challenge in ("x", device.challenge):
        answer = device.face(check={**device.check, "challenge": challenge})
        assert_problem(answer, 409, "wrong_challenge")
    assert login.read().json()["version"] == 4


def test_a_result_before_the_confirmation_is_refused(portal, phone):
    login, device = portal("face").start(), phone()
    device.scan(login.payload)
    answer = device.face(check={"check_id": "x" * 22, "challenge": "x"})
    assert answer.json()["code"] in ("not_now", "not_found")
    assert login.status() == "scanned"


def test_a_result_after_the_end_is_over(checking):
    login, device = checking
    login.cancel()
    assert_problem(device.face("pass"), 410, "session_over")
    assert login.status() == "cancelled"


def test_repeating_the_last_result_still_answers_when_the_login_is_over(checking):
    login, device = checking
    assert device.face("pass").json()["status"] == "approved"
    again = device.face("pass")
    assert again.status_code == 200 and again.json()["status"] == "approved"
    assert login.read().json()["version"] == 5


def test_of_ten_results_at_once_for_one_check_one_counts(checking):
    login, device = checking
    check = device.check
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(
            lambda _: device.face("fail", check=check, reason="mismatch"), range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["tries_left"] for answer in answers} == {2}
    assert login.read().json()["version"] == 5


def test_a_device_key_without_the_right_cannot_vouch_for_a_face(portal, phone):
    login, device = portal("face").start(), phone()
    device.key = Key()
    assert device.enrol(device.key, attests=["pin"]).status_code == 201
    device.scan(login.payload)
    device.confirm()
    assert_problem(device.face("pass"), 403, "not_attested")
    assert login.read().json()["version"] == 4
    judged = device.call(
        "face", key=device.wallet.key, sid=device.sid, check_id=device.check["check_id"],
        challenge=device.check["challenge"], result="pass")
    assert judged.json()["status"] == "approved", "the wallet's own word must count"


def test_a_wallet_that_may_not_attest_cannot_pass_a_face(portal, phone):
    login, device = portal("face").start(), phone(wallet="modest-wallet")
    device.scan(login.payload)
    assert device.confirm().json()["status"] == "face_checking"
    assert_problem(device.face("pass"), 403, "not_attested")
    assert login.read().json()["version"] == 4


def test_pictures_are_refused_where_the_wallet_must_attest(checking):
    """The policy says `attested`: a capture cannot turn it into a check by the broker."""
    login, device = checking
    call = {"sid": device.sid, "check_id": device.check["check_id"],
            "challenge": device.check["challenge"], "capture": ["A" * 43]}
    assert device.call("face", **call).status_code in (400, 403)
    assert login.status() == "face_checking"
