"""A person asks what is known about them, and asks to be forgotten."""

import json
import sqlite3

import pytest
from broker import eventually, run
from portal import Portal, query_of
from test_captures import PNG, digest, send, statement
from tokens import SECRET, post, refresh, tokens_for, unverified, userinfo
from trail import keys_of, verify, wait_until_signed
from visit import Browser
from wallet import Key, Phone, from_base64url

pytestmark = pytest.mark.quick

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
NAME = "Marguerite Yourcenar"
POLICIES = {
    "plain": {}, "consent": {"asks": ["consent"]}, "sso": {"single_sign_on": 3600},
    "face": {"asks": ["face"]}, "number": {"number_match": "always"},
    "simulator": {"asks": ["face"], "face": {"provider": "simulator", "tries": 2}}}


def person_of(house, sub, key=None):
    device = Phone(house.broker, house.wallet, sub=sub)
    device.key = key or Key()
    assert device.enrol(device.key).status_code in (200, 201)
    return device


def command(house, verb, sub, expected=0):
    result = run("person", verb, "--config", house.broker.folder / "qrbroker.yaml",
                 "--wallet", "demo-wallet", "--subject", sub)
    assert result.returncode == expected, result.stderr
    return json.loads(result.stdout) if result.stdout else result.stderr


@pytest.fixture
def house(own_house, listener):
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] == "sso":
                party["backchannel_logout_uri"] = listener.address + "/logout"
    house = own_house(POLICIES, edit, audit={"checkpoint_rows": 1})
    # It never hears, so that what it is to be told stays.
    listener.answers = [503] * 10_000
    house.broker.start()
    return house


def log_in_by_all_ways(house, device):
    """Leaves something in every table that can have anything about a person."""
    broker, mail = house.broker, {"client_id": "mail", "client_secret": SECRET}
    claims = {"name": NAME, "birthdate": "1903-06-08"}
    login = Portal(broker, "consent").start(scope="openid profile")
    device.scan(login.payload)
    device.confirm(scopes=["profile"], claims=claims)
    login.redeem()
    typed = Portal(broker, "number").start()
    device.scan(user_code=typed.created["user_code"])
    device.confirm(number=typed.read().json()["match_number"])
    browser = Browser(broker)
    browser.sign_in(Portal(broker, "sso"), device)
    again = browser.visit(Portal(broker, "sso"), prompt="consent")
    again.redeem(query_of(again.sign_on().json()["result"]["redirect_to"])["code"])
    other = Browser(broker)
    other.sign_in(Portal(broker, "sso"), device)
    ended = device.call("sign_ins").json()["sign_ins"][0]
    assert device.call("end_sign_in", sign_in=ended["id"]).status_code == 200
    shown = post(broker, "/device_authorization", **mail, scope="openid offline_access").json()
    device.scan(shown["verification_uri_complete"])
    device.confirm(scopes=["offline_access"])
    lasting = post(broker, "/token", **mail, device_code=shown["device_code"],
                   grant_type=DEVICE).json()
    subject = unverified(lasting["id_token"])["sub"]
    asked = post(broker, "/bc-authorize", **mail, scope="openid", login_hint=subject,
                 binding_message="Alexis 1929")
    assert asked.status_code == 200, asked.text
    pushed = post(broker, "/par", **Portal(broker, "plain").request(
        response_type="code", scope="openid", id_token_hint=lasting["id_token"]))
    # The hint was made for another portal; what is pushed is judged when it is fetched.
    assert pushed.status_code in (201, 400), pushed.text
    refused = Portal(broker, "plain").start()
    device.scan(refused.payload)
    device.deny(reason="not_me")
    undecided = Portal(broker, "plain").start()
    device.scan(undecided.payload)
    for name in ("face", "simulator"):
        face = Portal(broker, name).start()
        device.scan(face.payload)
        device.confirm()
        if name == "face":
            device.face("pass")
        else:
            assert send(device, statement(device, [PNG]), [PNG]).status_code == 200
        face.redeem()
    return lasting


def traces(house, device) -> dict[str, bytes]:
    """Everything in the database that is the person's and nobody else's, to the letter."""
    key = device.key
    found = {"sub": device.sub.encode(), "name": NAME.encode(), "device": device.device.encode(),
             "kid": key.kid.encode(), "kid bytes": from_base64url(key.kid),
             "x": key.jwk()["x"].encode(), "picture": PNG[-64:],
             "digest of the picture": digest(PNG).encode(), "message": b"Alexis 1929"}
    rows = house.broker.rows
    (person,) = rows("SELECT DISTINCT person FROM devices WHERE kid = ?", key.kid)[0]
    found["person"] = person
    for table, column in (("sign_ins", "identity"), ("sign_ins", "requester"),
                          ("audit_evidence", "content"), ("enrolments", "content")):
        for number, (value,) in enumerate(
                rows(f"SELECT {column} FROM {table} WHERE person = ?", person)):
            found[f"{table}.{column} {number}"] = value
    for number, (sealed, device_mark) in enumerate(rows(
            "SELECT person, claim_device FROM login_sessions WHERE claim_person = ?", person)):
        found[f"login {number}"] = sealed or person
        found[f"claim {number}"] = device_mark
    for number, (facts,) in enumerate(rows(
            "SELECT facts FROM grants WHERE sign_in IN (SELECT id FROM sign_ins WHERE person = ?)",
            person)):
        found[f"grant {number}"] = facts or person
    for number, (subject,) in enumerate(rows("SELECT subject FROM addressed_requests")):
        found[f"mark {number}"] = subject.encode()
    for number, (content,) in enumerate(rows("SELECT content FROM deliveries")):
        found[f"message {number}"] = content
    return found


def places(house) -> dict[str, bytes]:
    files = {file.name: file.read_bytes() for file in house.broker.folder.glob("qrbroker.sqlite*")}
    return {**files, "log": house.broker.log_text().encode()}


def where(house, found) -> set[str]:
    return {name for name, trace in found.items()
            if any(trace in content for content in places(house).values())}


def audit(house, tmp_path):
    status, report = verify(house.broker.database, keys_of(house, tmp_path))
    assert status == 0, report
    return report


def test_a_person_is_shown_everything_and_then_forgotten(house, tmp_path):
    broker = house.broker
    device = person_of(house, "Marguerite-Duras-19140404")
    bystander = person_of(house, "somebody-else")
    kept = tokens_for(Portal(broker, "mail"), bystander, secret=SECRET,
                      scope="openid offline_access")
    tokens = log_in_by_all_ways(house, device)

    shown = command(house, "export", device.sub)
    for part in ("devices", "sign_ins", "grants", "logins", "browsers", "signed_statements",
                 "requests", "messages_to_portals"):
        assert shown[part], f"{part} is empty"
    text = json.dumps(shown, ensure_ascii=False)
    assert NAME in text and "1903-06-08" in text and "Alexis 1929" in text
    assert bystander.sub not in text and bystander.key.kid not in text
    assert "Marguerite" not in json.dumps(command(house, "export", bystander.sub))

    found = traces(house, device)
    seen = where(house, found)
    assert {"person", "kid", "x", "message", "sign_ins.identity 0", "audit_evidence.content 0",
            "mark 0", "message 0"} <= seen, "the search would find what is there"
    wait_until_signed(broker)
    before = audit(house, tmp_path)
    erased = command(house, "erase", device.sub)["erased"]
    for table in ("grants", "refresh_tokens", "sign_ins", "participants", "devices",
                  "known_browsers", "audit_evidence", "addressed_requests", "deliveries",
                  "login_sessions"):
        assert erased[table] > 0, table
    assert where(house, found) == set()
    after = audit(house, tmp_path)
    assert after["right_rows"] >= before["right_rows"] > 40
    assert after["statements"] == before["statements"]
    assert 0 < after["statements_kept"] < before["statements_kept"], "the bystander's stay"

    empty = command(house, "export", device.sub)
    assert not any(value for value in empty.values() if isinstance(value, list))
    assert userinfo(broker, tokens["access_token"]).status_code == 401
    assert refresh(broker, "mail", tokens["refresh_token"],
                   client_secret=SECRET).status_code == 400
    assert refresh(broker, "mail", kept["refresh_token"], client_secret=SECRET).status_code == 200
    assert broker.terminate() == 0
    assert where(house, found) == set()
    audit(house, tmp_path)


def test_whoever_was_forgotten_may_come_back_but_not_with_a_revoked_key(house):
    device = person_of(house, "comes-back")
    lost = Key()
    device.enrol(lost)
    assert device.call("revoke", key=house.wallet.key, kid=lost.kid).status_code == 204
    command(house, "erase", device.sub)
    assert device.enrol(lost).status_code == 400
    assert device.enrol(device.key).status_code == 201
    login = Portal(house.broker, "plain").start()
    assert device.scan(login.payload).status_code == 200
    assert device.confirm().json()["status"] == "approved"


def test_a_page_that_waits_for_a_forgotten_person_is_told_that_there_is_no_login(house):
    device = person_of(house, "in-the-middle")
    login = Portal(house.broker, "plain").start()
    device.scan(login.payload)
    assert login.read().json()["status"] == "scanned"
    command(house, "erase", device.sub)
    eventually(lambda: login.read().status_code == 404, what="the running broker forgetting")
    assert device.confirm().status_code == 401, "its key is gone"


@pytest.mark.slow
def test_nothing_is_known_of_nobody(house):
    assert not any(command(house, "export", "nobody")[part] for part in ("devices", "logins"))
    assert set(command(house, "erase", "nobody")["erased"].values()) == {0}
    result = run("person", "erase", "--config", house.broker.folder / "qrbroker.yaml",
                 "--wallet", "no-wallet", "--subject", "x")
    assert result.returncode == 1 and "no-wallet" in result.stderr


def test_of_faces_only_the_verdict_is_kept(house):
    """Whatever is opened and printed: no picture, no digest of one, nothing to compare with."""
    device = person_of(house, "has-a-face")
    login = Portal(house.broker, "simulator").start()
    device.scan(login.payload)
    device.confirm()
    assert send(device, statement(device, [PNG]), [PNG]).json()["status"] == "approved"
    login.redeem()
    shown = json.dumps(command(house, "export", device.sub))
    assert digest(PNG) not in shown and "template" not in shown and "capture" not in shown
    assert '"amr":["swk"' in shown.replace(" ", "")
    with sqlite3.connect(f"file:{house.broker.database}?mode=ro", uri=True) as connection:
        dump = "\n".join(connection.iterdump())
    for trace in (PNG, PNG[16:80]):
        assert trace.hex() not in dump.lower()
        assert not any(trace in content for content in places(house).values())
    verdicts = house.broker.rows("SELECT face_verdicts FROM login_sessions WHERE id = ?",
                                 from_base64url(login.id))
    assert verdicts == [("pass",)]
