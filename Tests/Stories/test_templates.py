"""What an operator does first: writes a configuration from a template, checks it, starts it, and
logs in with the wallet that the template names."""

import json
import subprocess

import pytest
import yaml
from broker import LIMIT, QRPHONE, Broker, free_port, run
from portal import Portal
from tokens import unverified, userinfo

# Every way in of every template: wallet, purpose, and what the ID token says beyond the person.
WAYS = [
    ("generic", "demo-wallet", "login", {"amr": "face"}),
    ("generic", "demo-wallet", "register", {"purpose": "register"}),
    ("exam", "state-id", "register", {"purpose": "register", "amr": "face"}),
    ("exam", "state-id", "login", {"amr": "face"}),
    ("province", "alipay", "login", {}),
    ("province", "social-card", "login", {"amr": "pin"}),
    ("province", "alipay", "face_check", {"purpose": "face_check", "amr": "face"}),
    ("tax", "tax-app", "login", {"acting_for": "91000000DEMO000001", "amr": "face"}),
    ("student", "campus", "register", {"purpose": "register", "amr": "face"}),
    ("student", "campus", "login", {}),
    ("city", "jingtong", "login", {}),
    ("city", "jingtong", "face_check", {"purpose": "face_check", "amr": "face"}),
]

NAMES = ["generic", "city", "exam", "province", "student", "tax"]


class Begun(Broker):
    """A broker whose configuration is the file that `qrbroker init` wrote, to the letter."""

    def __init__(self, folder, template):
        public, management = free_port(), free_port()
        issuer = f"http://127.0.0.1:{public}"
        folder.mkdir()
        super().__init__(folder, {
            "issuer": issuer, "management_listen": f"127.0.0.1:{management}"})
        self.file = folder / "qrbroker.yaml"
        self.file.unlink()
        self.init = run(
            "init", "--template", template, "--directory", folder, "--issuer", issuer)
        assert self.init.returncode == 0, self.init
        self.written = yaml.safe_load(self.file.read_text())
        self.flags = ["--management-listen", f"127.0.0.1:{management}",
                      "--log-level", "info", "--log-format", "json"]

    def portal(self) -> Portal:
        (party,) = self.written["relying_parties"]
        portal = Portal(self, party["id"])
        (portal.origin,), (portal.redirect_uri,) = party["origins"], party["redirect_uris"]
        return portal

    def phone(self, wallet, payload) -> dict:
        """`qrphone` does whatever is asked of it."""
        claims = self.folder / "claims.json"
        claims.write_text(json.dumps({"name": "张伟"}))
        answers = ["--approve", "--claims", claims, "--pin", "--accept-terms", "--verify",
                   "--credential", "resident-id", "--acting-for", "91000000DEMO000001",
                   "--face", "pass"]
        result = subprocess.run(
            [QRPHONE, payload, "--wallet", wallet, "--home", self.folder / "phone", "--json",
             "--wallet-key", self.folder / f"{wallet}.private.jwk.json", *map(str, answers)],
            capture_output=True, text=True, timeout=LIMIT)
        assert result.returncode == 0, result
        return json.loads(result.stdout)


@pytest.fixture
def begun(tmp_path):
    """A running broker begun with a template: `begun("exam")`."""
    brokers = []

    def make(template):
        brokers.append(Begun(tmp_path / template, template))
        return brokers[-1].start(*brokers[-1].flags)
    yield make
    for broker in brokers:
        broker.stop()


def log_in(broker, wallet, **changes) -> dict:
    """The tokens that the portal gets."""
    login = broker.portal().start(scope="openid profile", **changes)
    phone = broker.phone(wallet, login.payload)
    assert phone["status"] == "approved", phone
    return login.redeem().json()


@pytest.mark.parametrize("template", NAMES)
def test_what_the_phone_shows_of_a_template_names_what_is_released(begun, template):
    """The scope releases the date of birth where the wallet knows it."""
    (party,) = begun(template).written["relying_parties"]
    profile = next(scope for scope in party["scopes"][1:] if scope["name"] == "profile")
    assert profile["title"] == {"en": "Name and date of birth", "zh-CN": "姓名与出生日期"}


@pytest.mark.parametrize("template, wallet, purpose, expected", WAYS)
def test_a_template_logs_in_as_it_is(begun, template, wallet, purpose, expected):
    broker = begun(template)
    known = {}
    if purpose == "face_check":
        # It is for somebody who is logged in.
        known["id_token_hint"] = log_in(broker, wallet, purpose="login")["id_token"]
    tokens = log_in(broker, wallet, purpose=purpose, **known)
    assert userinfo(broker, tokens["access_token"]).json()["name"] == "张伟"
    claims = unverified(tokens["id_token"])
    method = expected.get("amr")
    assert method is None or method in claims["amr"]
    for name in expected.keys() - {"amr"}:
        assert claims[name] == expected[name]


def test_the_level_of_the_tax_template_lasts_so_that_the_next_login_asks_no_face(begun):
    broker = begun("tax")
    first, second = (
        unverified(log_in(broker, "tax-app", purpose="login")["id_token"]) for _ in range(2))
    assert "face" in first["amr"] and "face" not in second["amr"]
    assert first["acr"] == second["acr"]


@pytest.mark.quick
@pytest.mark.parametrize("template", NAMES)
def test_what_init_writes_is_checked_without_a_word_of_complaint(tmp_path, template):
    folder = tmp_path / "new"
    written = run("init", "--template", template, "--directory", folder)
    assert written.returncode == 0, written
    checked = run("config", "check", folder / "qrbroker.yaml")
    assert (checked.returncode, checked.stdout) == (0, "ok\n"), checked
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    for path in folder.glob("*.private.jwk.json"):
        assert path.name in written.stdout


@pytest.mark.quick
@pytest.mark.parametrize("template", NAMES)
def test_each_policy_of_a_template_is_used_and_each_name_is_in_both_languages(tmp_path, template):
    run("init", "--template", template, "--directory", tmp_path)
    written = yaml.safe_load((tmp_path / "qrbroker.yaml").read_text())
    used = set()
    for party in written["relying_parties"]:
        for chosen in party["policies"].values():
            used |= set(chosen.values()) if isinstance(chosen, dict) else {chosen}
    assert used == set(written["policies"])
    for entry in [*written["relying_parties"], *written["wallets"]]:
        assert set(entry["name"]) == {"en", "zh-CN"}


@pytest.mark.quick
def test_init_lists_the_templates_with_a_line_each():
    listed = run("init")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == NAMES
    assert all(len(line) <= 110 for line in listed.stdout.splitlines())


@pytest.mark.quick
def test_init_overwrites_nothing(tmp_path):
    assert run("init", "--template", "city", "--directory", tmp_path).returncode == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again = run("init", "--template", "city", "--directory", tmp_path)
    assert again.returncode == 1
    assert "nothing was written" in again.stderr
    # Another template shares only some of the names.
    other = run("init", "--template", "exam", "--directory", tmp_path)
    assert other.returncode == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.quick
def test_init_says_what_is_wrong(tmp_path):
    unknown = run("init", "--template", "no-such", "--directory", tmp_path)
    assert unknown.returncode == 1
    assert all(name in unknown.stderr for name in NAMES)
    wrong = run("init", "--template", "exam", "--directory", tmp_path, "--issuer", "example.org")
    assert wrong.returncode == 1
    assert "--issuer" in wrong.stderr
    assert not list(tmp_path.iterdir())


def test_the_demo_leaves_the_configuration_of_an_operator_alone(tmp_path):
    run("init", "--template", "generic", "--directory", tmp_path)
    written = (tmp_path / "qrbroker.yaml").read_bytes()
    ports = [f"--{name}-port=0" for name in ("broker", "portal", "wallet", "face", "management")]
    refused = run("demo", "--directory", tmp_path, *ports)
    assert refused.returncode == 1
    assert "not written by the demo" in refused.stderr
    assert (tmp_path / "qrbroker.yaml").read_bytes() == written
