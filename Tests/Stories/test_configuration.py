"""Configuration: what is refused before anything starts, and who overrides whom."""

import copy
import os
import subprocess

import pytest
from broker import QRBROKER, as_yaml, free_port, run
from portal import Portal
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture
def house(own_house):
    return own_house({"plain": {}})


@pytest.fixture
def check(house):
    """Runs `qrbroker config check` on a changed copy: `check({"limits": {…}})` or
    `check(lambda settings: …)`."""
    def make(change=None):
        settings = copy.deepcopy(house.broker.configuration)
        if callable(change):
            change(settings)
        file = house.broker.folder / "changed.yaml"
        file.write_text(as_yaml(settings))
        return run("config", "check", file)
    return make


def put(path: str, value):
    """A change that sets the value at a path like `policies.plain.asks`."""
    def change(settings):
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in parents:
            is_new = isinstance(settings, dict) and part not in settings
            settings = settings.setdefault(part, {}) if is_new else settings[part]
        settings[last] = value
    return change


def test_a_good_configuration_passes_the_check(check):
    result = check()
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("path", [
    "isuer", "log.colour", "limits.everything", "relying_parties.0.colour", "wallets.0.keys",
    "policies.plain.ask", "policies.plain.lifetimes.wait", "policies.plain.face.attempts",
    "terms.face-notice.text"])
def test_an_unknown_key_is_an_error_that_names_it(check, path):
    result = check(put(path, "x"))
    assert result.returncode != 0
    assert path.split(".")[-1] in result.stdout + result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("path, value", [
    ("issuer", None), ("issuer", "login.example"), ("issuer", "https://login.example/?x=1"),
    ("issuer", 7), ("listen", "127.0.0.1"),
    ("listen", "127.0.0.1:99999"), ("log.level", "loud"), ("log.format", "xml"),
    ("shutdown_grace", -1), ("shutdown_grace", "long"), ("limits.create_per_address", "60"),
    ("limits.create_per_address", "0/0"), ("limits.create_per_address", "-1/60"),
    ("limits.connections_per_address", 0), ("limits.connections_per_address", "60/60"),
    ("trusted_proxies", ["nowhere"]), ("trusted_proxies", "10.0.0.0/8/8"),
    ("relying_parties.0.id", None), ("relying_parties.0.redirect_uris", []),
    ("relying_parties.0.redirect_uris", ["https://plain.example/#x"]),
    ("relying_parties.0.redirect_uris", ["/callback"]),
    ("relying_parties.0.origins", ["https://plain.example/path"]),
    ("relying_parties.0.origins", ["*"]), ("relying_parties.0.wallets", ["nobody"]),
    ("relying_parties.0.policies", {"login": "nothing"}),
    ("relying_parties.0.policies", {"party": "plain"}),
    ("relying_parties.0.subject_type", "secret"), ("relying_parties.0.id_token_alg", "none"),
    ("relying_parties.0.secret_file", "./shop.secret"),  # and public at once
    ("relying_parties.2.secret_file", "./missing.secret"),
    ("wallets.0.jwks_file", "./missing.json"), ("wallets.0.attests", ["everything"]),
    ("policies.plain.asks", ["nothing"]), ("policies.plain.asks", [{"terms": ["unknown"]}]),
    ("policies.plain.face.provider", "magic"), ("policies.plain.face.tries", 0),
    ("policies.plain.number_match", "sometimes"), ("policies.plain.user_code", "maybe"),
    ("policies.plain.qr_rotation", 31), ("policies.plain.qr_rotation", -1),
    ("policies.plain.lifetimes.scan", 0), ("policies.plain.lifetimes.total", 601),
    ("policies.plain.lifetimes.scan", "2 minutes"),
    ("sign_in_lifetime", 299), ("sign_in_lifetime", 2592001), ("signing_key_age", -1),
    ("audit.checkpoint_rows", 0), ("audit.checkpoint_rows", 1000001),
    ("audit.checkpoint_interval", 0), ("audit.checkpoint_interval", 86401),
    ("audit.evidence_lifetime", -1), ("audit.evidence_lifetime", 315360001),
    ("registration", {}), ("registration.policy", "nothing"),
    ("registration.initial_access_token_file", "./missing.token"),
    ("registration.wallets", ["nobody"]),
    ("relying_parties.0.post_logout_redirect_uris", ["/bye"]),
    ("relying_parties.0.backchannel_logout_uri", "ftp://plain.example/"),
    ("relying_parties.0.backchannel_logout_uri", "http://plain.example/logout"),
    ("relying_parties.0.grants", ["password"]), ("relying_parties.0.grants", []),
    ("relying_parties.2.ciba_notification_endpoint", "ring"),
    ("relying_parties.0.userinfo.signed_alg", "HS256"), ("relying_parties.0.userinfo.level", 5),
    ("relying_parties.0.userinfo.max_age", -1), ("relying_parties.0.introspects", True),
    ("relying_parties.0.dpop_bound_access_tokens", "maybe"),
    ("policies.plain.single_sign_on", -1), ("policies.plain.step_up", ["consent"])])
def test_a_value_that_cannot_be_is_refused_and_named(check, path, value):
    result = check(put(path, value))
    assert result.returncode != 0, f"{path} = {value} was accepted"
    names = [part for part in path.split(".") if not part.isdigit()]
    assert any(name in result.stdout + result.stderr for name in names[-2:])


def test_what_can_never_finish_is_refused(check):
    def pin_nobody_attests(settings):
        settings["policies"]["plain"]["asks"] = ["pin"]
        for party in settings["relying_parties"]:
            party["wallets"] = ["modest-wallet"]
    assert check(pin_nobody_attests).returncode != 0

    def face_nobody_attests(settings):
        settings["policies"]["plain"]["asks"] = ["face"]
        for party in settings["relying_parties"]:
            party["wallets"] = ["modest-wallet"]
    assert check(face_nobody_attests).returncode != 0


def test_a_wallet_of_several_that_cannot_attest_is_only_warned_of(check):
    result = check(put("policies.plain.asks", ["pin", "face"]))
    assert result.returncode == 0, result.stderr
    assert "modest-wallet" in result.stdout + result.stderr


def test_two_of_the_same_name_are_refused(check):
    for name in ("relying_parties", "wallets"):
        assert check(lambda settings, name=name: settings[name].append(
            settings[name][0])).returncode != 0


@pytest.mark.parametrize("text", ["", "[]", "issuer: [", "issuer: a\nissuer: b\n", "\0"])
def test_a_file_that_is_no_configuration_is_refused(tmp_path, text):
    file = tmp_path / "bad.yaml"
    file.write_text(text)
    result = run("config", "check", file)
    assert result.returncode != 0 and result.stderr
    assert "Fatal error" not in result.stderr


def test_a_missing_file_is_named(tmp_path):
    result = run("config", "check", tmp_path / "nothing.yaml")
    assert result.returncode != 0 and "nothing.yaml" in result.stderr


@pytest.mark.parametrize("word", [True, False, "on", "off"])
def test_on_and_off_may_be_quoted_or_bare(check, word):
    result = check(put("policies.plain.user_code", word))
    assert result.returncode == 0, result.stderr


def test_serve_refuses_what_check_refuses(house):
    file = house.broker.folder / "changed.yaml"
    file.write_text(as_yaml({**house.broker.configuration, "colour": "red"}))
    result = run("serve", "--config", file)
    assert result.returncode != 0 and "colour" in result.stderr
    assert not house.broker.database.exists(), "refused before anything was touched"


def test_the_reference_prints_every_key(house):
    result = run("config", "reference")
    assert result.returncode == 0

    def keys(value):
        if isinstance(value, dict):
            for key, below in value.items():
                yield key
                yield from keys(below)
        elif isinstance(value, list):
            for below in value:
                yield from keys(below)
    settings = copy.deepcopy(house.broker.configuration)
    names = set(keys(settings)) - {"en", "zh-CN", "face-notice", "plain", "login"}
    missing = {name for name in names if name not in result.stdout}
    assert not missing, missing
    for word in ("seconds", "20", "120"):
        assert word in result.stdout


def test_a_flag_beats_the_environment_and_both_beat_the_file(house):
    by_environment, by_flag = free_port(), free_port()
    address = f"127.0.0.1:{by_environment}"
    house.broker.start(environment={"QRBROKER_LISTEN": address})
    assert house.broker.log.wait(
        lambda entry: entry.get("listener") == "public")["address"] == address
    house.broker.stop()
    house.broker.start("--set", f"listen=127.0.0.1:{by_flag}",
                       environment={"QRBROKER_LISTEN": address})
    assert house.broker.log.wait(
        lambda entry: entry.get("listener") == "public")["address"] == f"127.0.0.1:{by_flag}"


def test_a_scalar_deep_inside_may_be_overridden(house):
    house.broker.start("--set", "policies.plain.lifetimes.scan=77",
                       environment={"QRBROKER_POLICIES_PLAIN_QR_ROTATION": "0"})
    created = Portal(house.broker, "plain").start().created
    assert created["expires_in"] == 77 and created["qr"]["valid_for"] is None


def test_an_override_of_a_key_there_is_not_is_an_error(house):
    config = ["serve", "--config", house.broker.folder / "qrbroker.yaml"]
    for flags, environment in ((["--set", "colour=red"], {}), (["--set", "listen"], {}),
                               ([], {"QRBROKER_COLOUR": "red"})):
        result = run(*config, *flags, env={**os.environ, **environment})
        assert result.returncode != 0 and result.stderr


def test_relative_paths_are_relative_to_the_file(house, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    process = subprocess.Popen(
        [QRBROKER, "serve", "--config", house.broker.folder / "qrbroker.yaml"], cwd=elsewhere,
        stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if '"listening"' in line:
                break
        assert house.broker.database.exists() and not list(elsewhere.iterdir())
    finally:
        process.terminate()
        process.communicate()


def test_a_port_that_is_taken_is_a_clear_failure(house, own_house):
    house.broker.start()
    other = own_house({"plain": {}})
    result = run("serve", "--config", other.broker.folder / "qrbroker.yaml",
                 "--set", f"listen={house.broker.configuration['listen']}")
    assert result.returncode != 0
    assert house.broker.configuration["listen"].split(":")[1] in result.stderr


def test_an_issuer_may_have_a_path(own_house):
    """Behind a proxy at /login: links and codes carry the path."""
    port = free_port()
    house = own_house({"steady": {"qr_rotation": 0}}, issuer=f"http://127.0.0.1:{port}/sign-in",
                      listen=f"127.0.0.1:{port}")
    house.broker.start()
    created = house.broker.client.post(
        "/v1/sessions", json=Portal(house.broker, "steady").request()).json()
    assert created["links"]["self"].startswith("/sign-in/v1/sessions/")
    assert created["qr"]["payload"].startswith(house.issuer + "/q/")
    device = Phone(house.broker, house.wallet)
    assert device.scan(created["qr"]["payload"]).status_code == 200
