"""What proves a login afterwards: a signed trail, and a file that a third party can check."""

import hashlib
import json
import shutil
import sqlite3

import pytest
from broker import run
from forgery import other_signature
from house import House
from joserfc import jws, jwk
from portal import Portal
from trail import keys_of, verify, wait_until_signed
from wallet import Key, Phone, base64url, from_base64url

pytestmark = pytest.mark.quick

EDITS = {
    "session": "randomblob(16)", "version": "version + 70", "at": "at + 1",
    "from_status": "'scanned'", "to_status": "'denied'", "cause": "'cancel'", "reason": "'x'",
    "client": "'other'", "wallet": "'foreign-wallet'", "evidence": "randomblob(32)"}


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """A broker that has ended, with a few logins behind it."""
    house = House(tmp_path_factory.mktemp("past"), {"plain": {}, "face": {"asks": ["face"]}},
                  audit={"checkpoint_rows": 1})
    broker = house.broker.start()
    house.logins = {}
    for name in ("one", "two", "three"):
        login, device = Portal(broker, "plain").start(), Phone(broker, house.wallet)
        key = Key()
        device.enrol(key)
        device.key = key
        device.scan(login.payload)
        device.confirm()
        login.redeem()
        house.logins[name] = login, device
        wait_until_signed(broker)
    login, device = Portal(broker, "face").start(), Phone(broker, house.wallet)
    device.scan(login.payload)
    device.confirm()
    device.face("pass")
    house.logins["face"] = login, device
    broker.stop()
    return house


def export(house, login):
    result = run("audit", "export", "--config", house.broker.folder / "qrbroker.yaml", "--session", login.id)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def copy(past, tmp_path):
    """A copy of the database that somebody may spoil, with the public keys."""
    file = tmp_path / "copy.sqlite"
    shutil.copy(past.broker.database, file)
    return file, keys_of(past, tmp_path)


def spoil(file, *statements):
    with sqlite3.connect(file) as connection:
        for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_an_honest_trail_is_right_and_signed_to_its_end(copy):
    status, report = verify(*copy)
    assert (status, report["verdict"]) == (0, "right"), report
    assert report["unsigned_rows"] == 0 and report["right_checkpoints"] >= 3
    # A decision each, and the face.
    assert report["statements"] == report["statements_kept"] == 5


def test_others_read_the_checkpoints_too(copy):
    """By another library, and by the hash tree of RFC 6962 written down again."""
    file, keys = copy
    with sqlite3.connect(file) as connection:
        hashes = [row[0] for row in connection.execute(
            "SELECT hash FROM audit_trail ORDER BY sequence")]
        checkpoints = connection.execute("SELECT size, statement FROM audit_checkpoints").fetchall()
    published = jwk.KeySet.import_key_set(json.loads(keys.read_text()))

    def root(leaves):
        if len(leaves) == 1:
            return hashlib.sha256(b"\x00" + leaves[0]).digest()
        half = 1 << ((len(leaves) - 1).bit_length() - 1)
        return hashlib.sha256(b"\x01" + root(leaves[:half]) + root(leaves[half:])).digest()

    for size, statement in checkpoints:
        read = jws.deserialize_compact(statement, published)
        assert read.protected["typ"] == "qrbroker-checkpoint+jwt"
        payload = json.loads(read.payload)
        assert payload["size"] == size
        assert from_base64url(payload["root"]) == root(hashes[:size])
        assert from_base64url(payload["chain"]) == hashes[size - 1]


@pytest.mark.parametrize("column", EDITS)
def test_an_edited_column_is_found_and_its_row_named(copy, column):
    file, keys = copy
    spoil(file, f"UPDATE audit_trail SET {column} = {EDITS[column]} WHERE sequence = 4")
    status, report = verify(file, keys)
    assert status == 3 and (report["row"], report["fault"]) == (4, "edited"), report


@pytest.mark.parametrize("statements, row, fault", [
    (["DELETE FROM audit_trail WHERE sequence = 4"], 4, "missing"),
    (["UPDATE audit_trail SET sequence = -1 WHERE sequence = 4",
      "UPDATE audit_trail SET sequence = 4 WHERE sequence = 7",
      "UPDATE audit_trail SET sequence = 7 WHERE sequence = -1"], 4, "moved"),
    (["DELETE FROM audit_trail WHERE sequence > 9"], 10, "cut_off"),
    (["UPDATE audit_checkpoints SET statement = replace(statement, '.', '.A')"], None,
     "bad_checkpoint"),
])
def test_every_other_meddling_is_named(copy, statements, row, fault):
    file, keys = copy
    spoil(file, *statements)
    status, report = verify(file, keys)
    assert status == 3 and (report.get("row"), report["fault"]) == (row, fault), report


def test_checkpoints_that_are_gone_leave_no_proof(copy, tmp_path):
    file, keys = copy
    with sqlite3.connect(file) as connection:
        kept = [row[0] for row in connection.execute("SELECT statement FROM audit_checkpoints")]
    elsewhere = tmp_path / "kept.txt"
    elsewhere.write_text("\n".join(kept) + "\n")
    assert verify(file, keys, "--kept", elsewhere)[0] == 0
    spoil(file, "DELETE FROM audit_checkpoints")
    assert verify(file, keys)[0] == 4
    status, report = verify(file, keys, "--kept", elsewhere)
    assert (status, report["fault"]) == (3, "other_checkpoint")


def test_files_that_cannot_be_read_are_another_failure(copy, tmp_path):
    file, keys = copy
    nothing = tmp_path / "nothing"
    for arguments in ((nothing, keys), (file, nothing), (keys, file)):
        result = run("audit", "verify", arguments[0], "--keys", arguments[1])
        assert result.returncode == 1 and result.stderr, result.stdout


def test_the_evidence_of_a_login_stands_by_itself(past, tmp_path):
    keys = keys_of(past, tmp_path)
    login, device = past.logins["two"]
    evidence = export(past, login)
    others = [other.id for name, (other, _) in past.logins.items() if name != "two"]
    assert not any(other in json.dumps(evidence) for other in others)
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(evidence))
    wallet_keys = tmp_path / "wallet.jwks.json"
    wallet_keys.write_text(past.wallet.jwks())
    status, report = verify(file, keys, "--wallet-keys", wallet_keys)
    assert (status, report["verdict"]) == (0, "right"), report
    assert (report["session"], report["status"]) == (login.id, "redeemed")
    (decision,) = report["decisions"]
    assert decision["subject"] == device.sub and decision["act"] == "confirm"
    assert decision["thumbprint"] == device.key.kid
    assert decision["vouched_for"] is decision["known_wallet"] is True
    # Somebody else's library reads the decision with the key in the file.
    (kept,) = evidence["decisions"]
    claims = json.loads(jws.deserialize_compact(
        kept["statement"], jwk.import_key(kept["key"]),
        registry=jws.JWSRegistry(strict_check_header=False)).payload)
    assert claims["sid"] == login.id and claims["sub"] == device.sub


def test_a_wallets_own_signature_and_a_face_are_evidence_too(past, tmp_path):
    login, _ = past.logins["face"]
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(export(past, login)))
    status, report = verify(file, keys_of(past, tmp_path))
    assert status == 0 and [one["act"] for one in report["decisions"]] == ["confirm", "face"]


@pytest.mark.parametrize("meddle, words", [
    (lambda file: file["rows"][2].update(at=file["rows"][2]["at"] + 1), "not the one that was signed"),
    (lambda file: file["rows"][2].update(client="other"), "not the one that was signed"),
    (lambda file: file["rows"].pop(2), "left out"),
    (lambda file: file["rows"][1]["path"].reverse(), "not the one that was signed"),
    (lambda file: file["rows"][1].update(sequence=99), "not the one that was signed"),
    (lambda file: file.update(session=base64url(bytes(16))), "not the one that was signed"),
    (lambda file: file.update(issuer="https://elsewhere.example"), "checkpoint"),
    (lambda file: file.update(checkpoint=other_signature(file["checkpoint"])), "checkpoint"),
    (lambda file: file["decisions"][0].update(salt=base64url(bytes(32))), "commits to"),
    (lambda file: file["decisions"][0].update(
        statement=other_signature(file["decisions"][0]["statement"])), "commits to"),
    (lambda file: file["decisions"][0].update(key=Key().jwk()), "another key"),
    (lambda file: file["decisions"][0].update(enrolment_key=Key().jwk()), "enrolment"),
    (lambda file: file.update(format="x"), "no evidence file"),
])
def test_evidence_that_was_meddled_with_is_refused(past, tmp_path, meddle, words):
    evidence = export(past, past.logins["one"][0])
    meddle(evidence)
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(evidence))
    status, report = verify(file, keys_of(past, tmp_path))
    assert status == 3 and words in report["reason"], report


def test_a_wallet_that_is_not_the_wallet_is_told_apart(past, tmp_path):
    file, foreign = tmp_path / "evidence.json", tmp_path / "foreign.jwks.json"
    file.write_text(json.dumps(export(past, past.logins["one"][0])))
    foreign.write_text(json.dumps({"keys": [Key().jwk()]}))
    status, report = verify(file, keys_of(past, tmp_path), "--wallet-keys", foreign)
    assert status == 0 and report["decisions"][0]["known_wallet"] is False


@pytest.mark.slow
def test_a_login_that_just_happened_is_signed_for_its_export(own_house, tmp_path):
    """Nobody has to wait for the next checkpoint, and a revoked key still proves what it signed."""
    house = own_house({"plain": {}}, audit={"checkpoint_interval": 86400})
    broker = house.broker.start()
    device, login = Phone(broker, house.wallet), Portal(broker, "plain").start()
    key = Key()
    device.enrol(key)
    device.key = key
    device.scan(login.payload)
    device.deny(reason="not_me")
    assert device.call("revoke", key=house.wallet.key, kid=key.kid).status_code == 204
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(export(house, login)))
    keys = keys_of(house, tmp_path)
    status, report = verify(file, keys)
    assert status == 0 and report["decisions"][0]["act"] == "deny", report
    assert verify(broker.database, keys)[0] == 0
    unknown = run("audit", "export", "--config", broker.folder / "qrbroker.yaml", "--session", base64url(bytes(16)))
    assert unknown.returncode == 1 and "no login" in unknown.stderr


@pytest.mark.slow
def test_a_new_key_takes_over_and_the_former_stays_good_for_its_own(own_house, tmp_path):
    house = own_house({"plain": {}}, audit={"checkpoint_rows": 1})
    broker = house.broker.start()
    first = Portal(broker, "plain").start()
    wait_until_signed(broker)
    old = keys_of(house, tmp_path).read_text()
    key_file = broker.folder / "qrbroker.key"
    assert run("audit", "rotate-key", "--key-file", key_file).returncode == 0
    second = Portal(broker, "plain").start()
    wait_until_signed(broker)
    keys = keys_of(house, tmp_path)
    assert len(json.loads(keys.read_text())["keys"]) == 2
    assert verify(broker.database, keys)[0] == 0
    privates = [key for key in json.loads(key_file.read_text())["audit"] if "d" in key]
    assert len(privates) == 1, "of the former key the public half stays"
    only_old = tmp_path / "old.json"
    only_old.write_text(old)
    status, report = verify(broker.database, only_old)
    assert (status, report["fault"]) == (3, "bad_checkpoint")
    assert broker.restart() and broker.terminate() == 0
    assert verify(broker.database, keys)[0] == 0


@pytest.mark.slow
def test_whoever_wants_no_statements_kept_has_none(own_house, tmp_path):
    house = own_house({"plain": {}}, audit={"evidence_lifetime": 0})
    broker = house.broker.start()
    device, login = Phone(broker, house.wallet), Portal(broker, "plain").start()
    device.scan(login.payload)
    assert device.confirm().json()["status"] == "approved"
    assert broker.rows("SELECT count(*) FROM audit_evidence") == [(0,)]
    assert broker.terminate() == 0
    status, report = verify(broker.database, keys_of(house, tmp_path))
    assert status == 0 and report["statements"] == report["unsigned_rows"] == 0
