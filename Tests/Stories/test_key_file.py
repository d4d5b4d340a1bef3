"""The key file: private, tied to its database, and safely copied."""

import stat

import pytest
from broker import run

pytestmark = pytest.mark.quick


@pytest.fixture
def house(own_house):
    return own_house({"plain": {}})


def test_the_key_file_is_made_private_on_the_first_start(house):
    house.broker.start()
    key = house.broker.folder / "qrbroker.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(house.broker.database.stat().st_mode) & 0o077 == 0


def test_serve_refuses_to_start_with_another_key(house):
    house.broker.start()
    house.broker.stop()
    (house.broker.folder / "qrbroker.key").unlink()
    result = run("serve", "--config", house.broker.folder / "qrbroker.yaml")
    assert result.returncode != 0 and "key" in result.stderr.lower()


def test_the_key_file_is_copied_for_its_owner_only_and_nothing_is_overwritten(house, tmp_path):
    house.broker.start()
    key, copy = house.broker.folder / "qrbroker.key", tmp_path / "copy.key"
    assert run("key", "backup", "--key-file", key, copy).returncode == 0
    assert copy.read_bytes() == key.read_bytes() and stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert run("key", "backup", "--key-file", key, copy).returncode != 0
    house.broker.stop()
    key.unlink()
    copy.rename(key)
    house.broker.start()
