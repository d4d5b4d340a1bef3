"""The audit trail as an auditor handles it: its public keys, and `qrbroker audit verify`."""

import json

from broker import eventually, run


def keys_of(house, folder):
    printed = run("audit", "keys", "--key-file", house.broker.folder / "qrbroker.key")
    assert printed.returncode == 0, printed.stderr
    file = folder / "audit.jwks.json"
    file.write_text(printed.stdout)
    assert '"d"' not in printed.stdout
    return file


def verify(file, keys, *more):
    result = run("audit", "verify", file, "--keys", keys, "--json", *more)
    return result.returncode, json.loads(result.stdout) if result.stdout else result.stderr


def wait_until_signed(broker):
    """Until a checkpoint covers all that has happened up to now."""
    def last(column, table):
        return broker.rows(f"SELECT max({column}) FROM {table}")[0][0] or 0
    rows = last("sequence", "audit_trail")
    eventually(lambda: last("size", "audit_checkpoints") >= rows, "a checkpoint over all rows")
