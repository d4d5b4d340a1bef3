"""The trail of a house full of logins, read from the database file."""

import audit
import pytest
from portal import query_of

pytestmark = pytest.mark.quick


def test_each_change_of_a_login_is_one_row(portal, phone):
    login, device = portal("face").start(), phone()
    device.scan(login.payload)
    device.scan(login.payload)
    device.confirm()
    device.confirm()
    device.face("fail", reason="blurred")
    device.face("pass")
    login.redeem()
    assert audit.transitions(login.broker, login.id) == [
        (None, "waiting"), ("waiting", "scanned"), ("scanned", "confirmed"),
        ("confirmed", "face_checking"), ("face_checking", "face_checking"),
        ("face_checking", "approved"), ("approved", "redeemed")]


def test_refusals_leave_no_row(portal, phone):
    login, device = portal("number").start(), phone()
    device.scan(login.payload)
    phone().scan(login.payload)
    device.confirm()
    device.confirm(challenge="x")
    phone().call("confirm", sid=device.sid, challenge=device.challenge)
    assert audit.transitions(login.broker, login.id) == [
        (None, "waiting"), ("waiting", "scanned")]


def test_a_sign_in_that_answers_leaves_its_own_row(browser, portal, phone, broker):
    one = browser()
    one.sign_in(portal("sso"), phone())
    visit = one.visit(portal("sso"), prompt="consent")
    visit.redeem(query_of(visit.sign_on().json()["result"]["redirect_to"])["code"])
    assert audit.transitions(broker, visit.id) == [
        (None, "waiting"), ("waiting", "approved"), ("approved", "redeemed")]
    audit.assert_whole(broker)


def test_the_whole_trail_holds(portal, phone, broker):
    for identifier in ("plain", "face"):
        login, device = portal(identifier).start(), phone()
        device.scan(login.payload)
        device.deny()
    portal().start().cancel()
    assert len(audit.assert_whole(broker)) >= 3


def test_the_trail_says_nothing_about_the_person(portal, phone, broker):
    login, device = portal("consent").start(scope="openid profile"), phone()
    device.scan(login.payload)
    device.confirm(scopes=["profile"], claims={"name": "Marguerite Duras"})
    text = str(broker.rows("SELECT * FROM audit_trail"))
    assert device.sub not in text and "Duras" not in text and device.device not in text
