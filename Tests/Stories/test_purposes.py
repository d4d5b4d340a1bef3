"""What a login is for: each purpose with its own policy, and a check of somebody already known."""

import pytest
from house import House
from portal import Portal
from problems import assert_problem
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] in ("plain", "other"):
                party["policies"] = {
                    "login": "plain", "face_check": "face",
                    "register": {"default": "credential", "modest-wallet": "consent"}}
    house = House(
        tmp_path_factory.mktemp("purposes"),
        {"plain": {}, "face": {"asks": ["face"]}, "credential": {"asks": ["credential"]},
         "consent": {"asks": ["consent"]}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def portal(house):
    return lambda identifier="plain": Portal(house.broker, identifier)


@pytest.fixture
def phone(house):
    return lambda wallet="demo-wallet", **options: Phone(
        house.broker, house.wallets[wallet], **options)


def signed_in(portal, device) -> str:
    """Signs in and returns the ID token."""
    login = portal.start()
    device.scan(login.payload)
    device.confirm()
    return login.redeem().json()["id_token"]


def test_the_phone_is_told_the_purpose_and_asked_by_its_policy(portal, phone):
    for purpose, ask in (("register", "credential"), ("login", None)):
        shown = phone().scan(portal().start(purpose=purpose).payload).json()
        assert shown["purpose"] == purpose
        assert shown["asks"]["credential"] == (ask == "credential")


def test_a_policy_may_depend_on_the_wallet(portal, phone):
    shown = phone(wallet="modest-wallet").scan(portal().start(purpose="register").payload).json()
    assert shown["asks"]["consent"] is True and shown["asks"]["credential"] is False


def test_a_purpose_without_a_policy_is_refused(portal):
    answer = portal("shop").create(purpose="register", code_challenge=None,
                                   code_challenge_method=None)
    assert answer.status_code == 400
    assert_problem(portal("rsa").create(purpose="register"), 400, "invalid_request",
                   parameter="purpose")


def test_a_person_who_is_known_checks_their_face(portal, phone):
    device = phone()
    hint = signed_in(portal(), device)
    login = portal().start(purpose="face_check", id_token_hint=hint)
    shown = device.scan(login.payload).json()
    assert shown["purpose"] == "face_check" and shown["asks"]["face"] is True
    device.confirm()
    assert device.face("pass").json()["status"] == "approved"
    assert login.redeem().status_code == 200


def test_somebody_else_is_refused_at_the_scan(portal, phone):
    hint = signed_in(portal(), phone())
    login = portal().start(purpose="face_check", id_token_hint=hint)
    assert_problem(phone().scan(login.payload), 403, "wrong_subject")
    assert login.status() == "waiting"


def test_a_hint_that_is_unusable_is_refused(portal, phone):
    device = phone()
    good = signed_in(portal(), device)
    for_another = signed_in(portal("other"), device)
    header, claims, signature = good.split(".")
    for hint in (None, "", "x", f"{header}.{claims}.", for_another,
                 f"{header}.{claims}.{signature[:-2]}AA", device.statement("scan", qr="x")):
        answer = portal().create(purpose="face_check", id_token_hint=hint)
        assert_problem(answer, 400, "invalid_request", parameter="id_token_hint")
