"""A statement counts once: what uses it up, what does not, and for whom."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from problems import assert_problem
from wallet import Key, ROUTES

pytestmark = pytest.mark.quick


@pytest.fixture
def login(portal):
    return portal("plain").start()


def test_a_statement_sent_twice_is_refused_the_second_time(login, phone):
    device = phone()
    assertion = device.statement("scan", qr=login.payload)
    assert device.post(ROUTES["scan"], assertion).status_code == 200
    assert_problem(device.post(ROUTES["scan"], assertion), 409, "replayed_assertion")
    assert login.read().json()["version"] == 2


def test_a_jti_is_used_up_by_a_statement_that_is_refused_for_what_it_asks(login, phone):
    device = phone()
    assertion = device.statement(
        "scan", qr=login.broker.issuer + "/q/unknown.0.AAAAAAAAAAAAAAAA", jti="used-up-once")
    assert_problem(device.post(ROUTES["scan"], assertion), 404, "unknown_code")
    again = device.statement("scan", qr=login.payload, jti="used-up-once")
    assert_problem(device.post(ROUTES["scan"], again), 409, "replayed_assertion")


def test_a_jti_is_not_used_up_by_a_statement_that_does_not_verify(login, phone):
    device = phone()
    forged = device.statement("scan", key=Key(), qr=login.payload, jti="not-used-up")
    assert_problem(device.post(ROUTES["scan"], forged), 401, "invalid_assertion")
    genuine = device.statement("scan", qr=login.payload, jti="not-used-up")
    assert device.post(ROUTES["scan"], genuine).status_code == 200


def test_a_jti_belongs_to_one_wallet(portal, phone):
    first, second = portal().start(), portal().start()
    one, other = phone(), phone(wallet="modest-wallet")
    assert one.scan(first.payload, jti="the-same-jti-for-both").status_code == 200
    assert other.scan(second.payload, jti="the-same-jti-for-both").status_code == 200


def test_a_status_statement_may_be_sent_again(login, phone):
    device = phone()
    device.scan(login.payload)
    assertion = device.statement("status", sid=device.sid)
    for _ in range(3):
        assert device.post(ROUTES["status"], assertion).status_code == 200


def test_a_statement_refused_for_its_time_or_audience_uses_nothing_up(login, phone):
    device = phone()
    for flaw in ({"aud": "https://other.example"}, {"exp": 1}):
        flawed = device.statement("scan", qr=login.payload, jti="still-good", **flaw)
        assert_problem(device.post(ROUTES["scan"], flawed), 401, "invalid_assertion")
    genuine = device.statement("scan", qr=login.payload, jti="still-good")
    assert device.post(ROUTES["scan"], genuine).status_code == 200


def test_of_ten_copies_sent_at_once_one_counts(login, phone):
    device = phone()
    assertion = device.statement("scan", qr=login.payload)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: device.post(ROUTES["scan"], assertion), range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {
        "replayed_assertion"}
