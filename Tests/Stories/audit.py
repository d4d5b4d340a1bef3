"""The audit trail as it stands in the database file, checked without the broker's help."""

import hashlib
from collections import defaultdict

from wallet import base64url, from_base64url

ENDINGS = {"redeemed", "denied", "cancelled", "expired", "failed", "replaced"}

# Every state change there is (DESIGN.md, life cycle), as the trail writes it.
ALLOWED = {
    (None, "waiting"), ("waiting", "scanned"), ("scanned", "confirmed"),
    ("confirmed", "approved"), ("confirmed", "face_checking"), ("face_checking", "approved"),
    ("face_checking", "face_checking"), ("approved", "redeemed"), ("approved", "expired"),
    ("scanned", "denied"), ("confirmed", "denied"), ("face_checking", "denied"),
    ("scanned", "failed"), ("face_checking", "failed"),
    ("waiting", "replaced"), ("scanned", "replaced"),
    # The browser's own sign-in has answered.
    ("waiting", "approved"),
    *((state, ending) for state in ("waiting", "scanned", "confirmed", "face_checking")
      for ending in ("cancelled", "expired")),
}


def transitions(broker, session_id: str) -> list[tuple]:
    """(from, to) of one login, by version."""
    return broker.rows(
        "SELECT from_status, to_status FROM audit_trail WHERE session = ? ORDER BY version",
        from_base64url(session_id))


def _expected_hash(row, previous: bytes) -> bytes:
    sequence, session, version, at, before, after, cause, reason, client, wallet, _, \
        evidence = row
    columns = [str(sequence), str(version), str(at), before or "", after, cause, reason or "",
               client, wallet or ""]
    text = b"".join(
        f"{len(column.encode())}:{column}".encode() for column in columns)
    if evidence is not None:
        text += b"%d:" % len(evidence) + evidence
    return hashlib.sha256(previous + session + text).digest()


def assert_whole(broker):
    """Every login's versions run from 1 without a gap, each change starts where the last one
    ended and exists in the life cycle, the end agrees with the login, and the chain of hashes
    holds."""
    rows, logins = broker.rows_at_once(
        "SELECT sequence, session, version, at, from_status, to_status, cause, reason, client,"
        " wallet, hash, evidence FROM audit_trail ORDER BY sequence",
        "SELECT id, version, status FROM login_sessions")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    previous, by_login = bytes(32), defaultdict(list)
    for row in rows:
        assert row[10] == _expected_hash(row, previous), f"hash of row {row[0]}"
        previous = row[10]
        by_login[row[1]].append(row)
    for session, steps in by_login.items():
        name = base64url(session)
        assert [step[2] for step in steps] == list(range(1, len(steps) + 1)), name
        assert steps[0][4] is None
        for before, after in zip(steps, steps[1:]):
            assert before[5] == after[4] and before[5] not in ENDINGS, name
            assert before[3] <= after[3], f"{name}: time ran backwards"
        assert {(step[4], step[5]) for step in steps} <= ALLOWED, name
    for session, version, status in logins:
        last = by_login[session][-1]
        assert (last[2], last[5]) == (version, status), base64url(session)
    return by_login
