"""Faces judged by a company elsewhere, from begin to verdict; the company is written from the
contract alone. `test_face_provider.py` has the same with the demo's."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

import audit
import httpx
import pytest
from broker import eventually
from face_company import SECRET, FaceCompany, signature
from house import House
from portal import Portal
from problems import assert_problem
from tokens import unverified
from wallet import Key, Phone, base64url

POLICIES = {
    "plain": {},
    "visit": {"asks": ["face"], "face": {"provider": "remote", "tries": 3}},
}

PASS = {"state": "pass", "attack": False, "score": 0.93}


def settings(company, **changes) -> dict:
    return {"face": {"remote": {
        "url": company.address, "app_id": "stories", "secret_file": "./face.secret",
        "poll_interval": 1, "timeout": 10, "attempts": 2, **changes}}}


def furnished(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "face.secret").write_text(SECRET + "\n")
    return folder


@pytest.fixture(scope="module")
def running():
    company = FaceCompany()
    yield company
    company.close()


@pytest.fixture(scope="module")
def house(running, tmp_path_factory):
    folder = furnished(tmp_path_factory.mktemp("company"))
    house = House(folder, POLICIES, **settings(running))
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def company(running):
    yield running
    running.mode = None
    assert not running.faults, running.faults


class Visitor(Phone):
    """A phone whose person goes to the company's page."""

    def begin(self, check=None):
        check = check or self.check
        answer = self.call("face", sid=self.sid, check_id=check["check_id"],
                           challenge=check["challenge"], begin=True)
        if answer.status_code == 200:
            self.check = answer.json().get("face", self.check)
        return answer


def confirmed(house, wallet="demo-wallet", **options):
    login = Portal(house.broker, "visit").start()
    phone = Visitor(house.broker, house.wallets[wallet], **options)
    if phone.key:
        assert phone.enrol(phone.key).status_code == 201
    phone.scan(login.payload)
    assert phone.confirm().json()["status"] == "face_checking"
    assert phone.check["methods"] == ["visit"]
    return login, phone


def begun(house, company, **options):
    """A login whose person is on the company's page, and its order there."""
    login, phone = confirmed(house, **options)
    answer = phone.begin()
    assert answer.status_code == 200, answer.text
    return login, phone, company.order_of(answer.json()["face"]["url"])


# MARK: begin

def test_the_company_learns_nothing_about_the_person(house, company):
    login, phone, order = begun(house, company)
    assert set(order.asked) == {"reference", "subject", "callback_url", "expires_in"}
    assert order.callback_url == house.issuer + "/v1/face/callbacks"
    assert len(order.reference) == 22 and 0 < order.asked["expires_in"] <= 120
    said = b"".join(body for _, _, body in company.received).decode()
    for private in (phone.sub, phone.device, login.id, login.created["user_code"]):
        assert private not in said


def test_the_company_knows_the_person_again_by_a_mark_that_is_nobody_elses(house, company):
    """A pass must not say only that some living person was there."""
    login, phone, order = begun(house, company)
    again = begun(house, company, sub=phone.sub)[2]
    stranger = begun(house, company)[2]
    of_another_wallet = begun(house, company, wallet="modest-wallet", sub=phone.sub)[2]
    assert len(order.asked["subject"]) == 43 and again.reference != order.reference
    assert again.asked["subject"] == order.asked["subject"]
    marks = {one.asked["subject"] for one in (order, stranger, of_another_wallet)}
    assert len(marks) == 3
    # Nor can whoever knows the person's name work it out.
    for name in (phone.sub, f"demo-wallet{phone.sub}", f"demo-wallet:{phone.sub}"):
        assert base64url(hashlib.sha256(name.encode()).digest()) not in marks
    company.call_back(order, **PASS)
    assert unverified(login.redeem().json()["id_token"])["sub"] not in marks


def test_the_mark_is_the_same_at_every_try(house, company):
    login, phone, order = begun(house, company)
    company.call_back(order, state="fail", reason="mismatch")
    phone.check = phone.status().json()["face"]
    second = company.order_of(phone.begin().json()["face"]["url"])
    assert second.reference != order.reference
    assert second.asked["subject"] == order.asked["subject"]


def test_beginning_again_gives_the_same_url_and_one_order(house, company):
    login, phone, order = begun(house, company)
    before = len(company.orders)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: phone.begin(), range(4)))
    assert {answer.json()["face"]["url"] for answer in answers} == {order.placed["certify_url"]}
    assert len(company.orders) == before and login.read().json()["version"] == 4


def test_beginning_with_the_secrets_of_another_check_begins_nothing(house, company):
    login, phone = confirmed(house)
    before = len(company.orders)
    assert_problem(phone.begin({**phone.check, "challenge": "x"}), 409, "wrong_challenge")
    assert_problem(phone.begin({**phone.check, "check_id": "x" * 22}), 404, "not_found")
    assert_problem(phone.face("pass"), 400, "invalid_request", parameter="result")
    assert len(company.orders) == before


# MARK: verdicts

def test_a_pass_arrives_by_callback(house, company):
    login, phone, order = begun(house, company)
    assert company.call_back(order, **PASS).status_code == 204
    # Acknowledged is durable, and nobody had to ask.
    assert login.status() == "approved"
    assert "face" in unverified(login.redeem().json()["id_token"])["amr"]


def test_a_pass_arrives_by_asking_where_no_callback_comes(house, company):
    login, phone, order = begun(house, company)
    order.state = PASS
    login.wait_for("approved")


@pytest.mark.parametrize("is_removed", [True, False])
def test_a_pass_on_a_phone_that_was_removed_lets_nobody_in(house, company, is_removed):
    login, phone, order = begun(house, company, key=Key())
    if is_removed:
        removed = phone.call("revoke", key=phone.wallet.key, kid=phone.key.kid)
        assert removed.status_code < 300, removed.text
    assert company.call_back(order, **PASS).status_code == 204
    assert login.status() == ("face_checking" if is_removed else "approved")


@pytest.mark.parametrize("said, reason", [
    ({"state": "fail", "reason": "blurred"}, "blurred"),
    ({"state": "fail", "reason": "a reason of their own"}, "mismatch"),
    ({"state": "fail"}, "mismatch"),
    ({"state": "pass", "attack": True, "score": 0.99}, "not_live"),
    ({"state": "not_yet", "attack": True}, "not_live"),
    ({"state": "expired"}, "timeout")])
@pytest.mark.parametrize("way", ["callback", "question"])
def test_a_failed_check_says_why_and_leaves_two_tries(house, company, way, said, reason):
    login, phone, order = begun(house, company)
    first = phone.check["check_id"]
    if way == "callback":
        assert company.call_back(order, **said).status_code == 204
    else:
        order.state = {"attack": False, **said}
    page = login.next(4)
    assert (page["status"], page["hint"]) == ("face_checking", "face_retry")
    heard = phone.status().json()
    assert heard["reason"] == reason and heard["face"]["tries_left"] == 2
    assert heard["face"]["check_id"] != first and "url" not in heard["face"]
    # The next try is another order, and the old one has no say in it.
    phone.check = heard["face"]
    second = company.order_of(phone.begin().json()["face"]["url"])
    assert second.reference != order.reference
    assert company.call_back(order, **PASS).status_code == 204
    assert login.status() == "face_checking"
    assert company.call_back(second, **PASS).status_code == 204
    assert login.status() == "approved"


def test_three_failed_checks_end_the_login(house, company):
    login, phone, order = begun(house, company)
    for _ in range(2):
        company.call_back(order, state="fail", reason="mismatch")
        phone.check = phone.status().json()["face"]
        order = company.order_of(phone.begin().json()["face"]["url"])
    company.call_back(order, state="fail", reason="mismatch")
    assert login.read().json()["hint"] == "face_failed"
    assert company.call_back(order, **PASS).status_code in (204, 404)
    assert login.status() == "failed"


def test_an_error_of_the_company_uses_no_try(house, company):
    login, phone, order = begun(house, company)
    assert company.call_back(order, state="error").status_code == 204
    heard = phone.status().json()
    assert (heard["hint"], heard["face"]["tries_left"]) == ("face_unavailable", 3)


# MARK: said twice, too late, the other way round

def test_what_is_said_again_or_otherwise_changes_nothing(house, company):
    login, phone, order = begun(house, company)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: company.call_back(order, **PASS), range(5)))
    answers.append(company.call_back(order, state="fail", reason="mismatch"))
    assert {answer.status_code for answer in answers} == {204}
    page = login.read().json()
    assert (page["status"], page["version"]) == ("approved", 5)
    assert login.redeem().status_code == 200


@pytest.mark.parametrize("said", [PASS, {"state": "fail"}])
def test_what_comes_after_the_end_changes_nothing(house, company, said):
    login, phone, order = begun(house, company)
    login.cancel()
    assert company.call_back(order, **said).status_code in (204, 404)
    assert login.read().json()["version"] == 5 and login.status() == "cancelled"


def test_not_yet_is_heard_and_decides_nothing(house, company):
    login, phone, order = begun(house, company)
    assert company.call_back(order, state="not_yet").status_code == 204
    assert login.read().json()["version"] == 4
    assert company.call_back(order, **PASS).status_code == 204


# MARK: misbehaviour

SPOILT = ["wrong_signature", "unsigned", "signed_for_a_call", "wrong_reference", "http_500",
          "garbage", "oversize"]


def test_an_answer_in_bad_form_is_no_pass(house, company):
    visits = {mode: begun(house, company) for mode in SPOILT}
    for mode, (_, _, order) in visits.items():
        order.mode, order.state = mode, PASS
    company.wait_for_questions(2, *(order for _, _, order in visits.values()))
    for mode, (login, _, order) in visits.items():
        assert login.read().json()["version"] == 4, mode
        order.mode = None
    for login, _, _ in visits.values():
        login.wait_for("approved")


def test_a_company_that_never_answers_can_still_call(house, company):
    login, phone, order = begun(house, company)
    order.mode = "hang"
    company.wait_for_questions(2, order)
    assert company.call_back(order, **PASS).status_code == 204
    assert login.status() == "approved"


@pytest.mark.parametrize("mode", ["hang", "http_500", "unsigned", "garbage", "oversize", "wrong_reference"])
def test_where_no_check_can_be_ordered_the_phone_may_begin_again(house, company, mode):
    login, phone = confirmed(house)
    company.mode = mode
    answer = phone.begin().json()
    assert (answer["hint"], answer["tries_left"]) == ("face_unavailable", 3)
    assert "url" not in answer["face"]
    company.mode = None
    order = company.order_of(phone.begin().json()["face"]["url"])
    company.call_back(order, **PASS)
    assert login.status() == "approved"


# MARK: strangers

def forged(order, path="/v1/face/callbacks") -> dict:
    """Headers that do not prove that the company says that this order is passed."""
    passing = json.dumps(order.report(**PASS)).encode()
    good = signature(f"POST {path}", passing)
    at = int(good.split(",")[0].removeprefix("t="))
    return {
        "unsigned": {}, "empty": {"QR-Signature": ""}, "not one": {"QR-Signature": "t=,v1="},
        "another secret": {"QR-Signature": signature(f"POST {path}", passing, "x" * 32)},
        "no secret": {"QR-Signature": signature(f"POST {path}", passing, "")},
        "another body": {"QR-Signature": signature(f"POST {path}", passing + b" ")},
        "another path": {"QR-Signature": signature("POST /v1/face/callback", passing)},
        "another method": {"QR-Signature": signature(f"GET {path}", passing)},
        "an answer": {"QR-Signature": signature("200", passing)},
        "too old": {"QR-Signature": signature(f"POST {path}", passing, age=302)},
        "too new": {"QR-Signature": signature(f"POST {path}", passing, age=-400)},
        "another time": {"QR-Signature": good.replace(f"t={at}", f"t={at - 1}")},
        "upper case": {"QR-Signature": good.upper()},
        "two": {"QR-Signature": f"{good},{good}"},
    }


def test_a_callback_of_a_stranger_is_refused_and_changes_nothing(house, company):
    login, phone, order = begun(house, company)
    for name, headers in forged(order).items():
        answer = company.call_back(order, headers=headers, **PASS)
        assert answer.status_code == 401, f"{name}: {answer.text}"
    assert login.read().json()["version"] == 4
    assert company.call_back(order, **PASS).status_code == 204
    assert login.status() == "approved"


def test_a_pass_for_one_order_is_none_for_another(house, company):
    login, _, order = begun(house, company)
    other_login, _, other = begun(house, company)
    assert company.call_back(order, reference=other.reference, **PASS).status_code == 404
    assert company.call_back(order, order=other.id, **PASS).status_code == 404
    assert company.call_back(order, reference="r" * 22, **PASS).status_code == 404
    assert login.status() == other_login.status() == "face_checking"
    assert company.call_back(other, **PASS).status_code == 204
    assert (login.status(), other_login.status()) == ("face_checking", "approved")


# MARK: a broker that dies meanwhile

@pytest.mark.parametrize("way", ["callback", "question", "callback while dead"])
def test_a_verdict_reaches_a_broker_that_was_killed_meanwhile(
        own_house, tmp_path, company, way):
    furnished(tmp_path / "house-0")
    house = own_house(POLICIES, **settings(company))
    broker = house.broker.start()
    login, phone, order = begun(house, company)
    broker.kill()
    if way == "callback while dead":
        with pytest.raises(httpx.ConnectError):
            company.call_back(order, **PASS)
    if way != "callback":
        order.state = PASS
    broker.start()
    if way == "callback":
        eventually(lambda: company.call_back(order, **PASS).status_code == 204)
    assert login.wait_for("approved")["version"] == 5
    assert login.redeem().status_code == 200
    audit.assert_whole(broker)


def test_after_a_restart_begin_leads_to_the_same_page(own_house, tmp_path, company):
    furnished(tmp_path / "house-0")
    house = own_house(POLICIES, **settings(company))
    house.broker.start()
    login, phone, order = begun(house, company)
    house.broker.restart()
    assert phone.begin().json()["face"]["url"] == order.placed["certify_url"]
    assert sum(one.reference == order.reference for one in company.orders.values()) == 1
