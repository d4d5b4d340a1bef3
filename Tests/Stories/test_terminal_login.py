"""Logging in from a terminal: the real `qrlogin` prints a code, the real `qrphone` reads it."""

import json
import os
import pty
import signal
import subprocess

import pytest
import yaml
from blocks import DARK, LIGHT, photograph, symbol_in
from broker import BINARIES, LIMIT, QRPHONE, ROOT, Log, eventually
from house import CONFIDENTIAL_SECRET
from wallet import base64url

QRLOGIN = str(BINARIES / "qrlogin")
SENTENCES = 4


class Program:
    """`qrlogin`, waiting for its person."""

    def __init__(self, issuer: str, client: str, folder, *flags, output=subprocess.PIPE):
        self.folder, self.issuer = folder, issuer
        self.process = subprocess.Popen(
            [QRLOGIN, "--issuer", issuer, "--client-id", client, *map(str, flags)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.screen = Log(self.process.stderr)

    def symbol(self) -> list[str]:
        return eventually(
            lambda: symbol_in(self.screen.lines[SENTENCES:]), what=f"a code {self.screen.lines}")

    def picture(self, colours=DARK):
        return photograph(self.symbol(), colours, self.folder / "terminal.png")

    def letters(self) -> str:
        self.symbol()
        return self.screen.lines[2].split()[-1]

    def end(self, status=0) -> str:
        """What is on standard output when it has ended, with the exit status checked."""
        output = self.process.stdout.read() if self.process.stdout else ""
        assert self.process.wait(LIMIT) == status, self.screen.text()
        return output

    def last_words(self) -> str:
        """The complaint; it may still be on its way when the process is gone."""
        return eventually(
            lambda: next((line for line in self.screen.lines if line.startswith("qrlogin: ")), ""),
            what="a complaint")


@pytest.fixture
def qrlogin(tmp_path):
    programs = []

    def start(broker, client="plain", *flags, **options):
        programs.append(Program(
            options.pop("issuer", broker.issuer), client, tmp_path, *flags, **options))
        return programs[-1]
    yield start
    for program in programs:
        program.process.kill()
        program.process.wait()


@pytest.fixture
def qrphone(tmp_path):
    """Runs `qrphone` with the wallet of a house: `qrphone(house, picture, "--approve")`."""
    def run(house, *arguments, status=0) -> dict:
        key, file = house.wallet.key, tmp_path / "wallet.jwk.json"
        secret = base64url(key.private.private_numbers().private_value.to_bytes(32, "big"))
        file.write_text(json.dumps({**key.jwk(), "d": secret}))
        result = subprocess.run(
            [QRPHONE, *map(str, arguments), "--wallet-key", file, "--home", tmp_path / "keys",
             "--json"], capture_output=True, text=True, timeout=LIMIT)
        assert result.returncode == status, result
        return json.loads(result.stdout)
    return run


@pytest.mark.quick
def test_a_person_scans_the_terminal_and_the_program_is_logged_in(house, qrlogin, qrphone):
    program = qrlogin(house.broker, "plain", "--scope", "openid profile")
    seen = qrphone(house, program.picture(), "--approve")
    assert seen["status"] == "approved" and seen["relying_party"]["id"] == "plain"
    assert seen["asks"]["number"] is False
    tokens = json.loads(program.end())
    assert tokens["token_type"] == "Bearer" and tokens["expires_in"] > 0
    person = house.broker.client.get(
        "/userinfo", headers={"Authorization": "Bearer " + tokens["access_token"]})
    assert person.status_code == 200 and person.json()["sub"]


def test_a_program_registered_as_the_guide_prints(own_house, qrlogin, qrphone):
    guide = (ROOT / "Sources/BrokerServer/BrokerServer.docc/Portals.md").read_text()
    section = guide.split("## A program in a terminal\n")[1].split("\n## ")[0]
    printed = yaml.safe_load(section.split("```yaml\n")[1].split("```")[0])["relying_parties"]
    house = own_house({"default": {}}, lambda settings: settings["relying_parties"].extend(printed))
    house.broker.start()
    program = qrlogin(house.broker, "my-cli", "--scope", "openid profile")
    qrphone(house, program.picture(), "--approve")
    assert json.loads(program.end())["access_token"]


@pytest.mark.parametrize("reader", ["zbarimg", "ZXingReader", "qrphone"])
@pytest.mark.parametrize("colours, flags", [(DARK, []), (LIGHT, ["--invert"])])
def test_the_symbol_is_read_on_dark_and_on_light(broker, qrlogin, reader, colours, flags):
    picture = qrlogin(broker, "plain", *flags).picture(colours)
    command = {"zbarimg": ["zbarimg", "-q", "--raw", picture], "ZXingReader":
               ["ZXingReader", picture], "qrphone": [QRPHONE, "decode", picture]}[reader]
    read = subprocess.run(command, capture_output=True, text=True)
    assert broker.issuer + "/q/" in read.stdout, read


def test_the_letters_do_as_well(house, qrlogin, qrphone):
    program = qrlogin(house.broker)
    qrphone(house, program.letters(), "--issuer", house.issuer, "--approve")
    assert json.loads(program.end())["access_token"]


def test_a_no_on_the_phone_is_a_clear_end(house, qrlogin, qrphone):
    program = qrlogin(house.broker)
    qrphone(house, program.picture(), "--deny")
    assert program.end(status=5) == ""
    assert program.last_words() == "qrlogin: The login was refused on the phone."


def test_a_code_nobody_scans_is_a_clear_end(own_house, qrlogin):
    house = own_house({"brief": {"lifetimes": {"scan": 3}}})
    house.broker.start()
    program = qrlogin(house.broker, "brief", "--language", "zh-CN")
    assert program.end(status=5) == ""
    assert program.last_words() == "qrlogin: 二维码已过期。"


def test_ctrl_c_ends_the_wait(broker, qrlogin):
    program = qrlogin(broker)
    program.symbol()
    program.process.send_signal(signal.SIGINT)
    assert program.end(status=130) == ""
    assert program.last_words() == "qrlogin: Stopped; nobody is logged in."


def test_a_client_with_a_secret(house, qrlogin, qrphone, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(CONFIDENTIAL_SECRET + "\n")
    program = qrlogin(house.broker, "shop", "--client-secret-file", secret)
    qrphone(house, program.picture(), "--approve")
    assert json.loads(program.end())["access_token"]
    secret.write_text("another-secret-another-secret-another")
    refused = qrlogin(house.broker, "shop", "--client-secret-file", secret)
    assert refused.end(status=5) == "" and "invalid_client" in refused.last_words()


def test_a_client_that_may_not_do_this(own_house, qrlogin):
    def edit(settings):
        settings["relying_parties"][0]["grants"] = ["authorization_code"]
    house = own_house({}, edit)
    house.broker.start()
    program = qrlogin(house.broker, house.broker.configuration["relying_parties"][0]["id"])
    assert program.end(status=5) == ""
    assert "unauthorized_client" in program.last_words()


def test_a_broker_under_another_name_is_not_trusted(broker, qrlogin):
    elsewhere = broker.issuer.replace("127.0.0.1", "localhost")
    program = qrlogin(broker, issuer=elsewhere)
    assert program.end(status=6) == "" and broker.issuer in program.last_words()


def test_the_broker_may_crash_while_the_person_looks_for_the_phone(own_house, qrlogin, qrphone):
    house = own_house()
    house.broker.start()
    program = qrlogin(house.broker)
    picture = program.picture()
    house.broker.restart()
    qrphone(house, picture, "--approve")
    assert json.loads(program.end())["access_token"]


def test_in_front_of_a_person_the_tokens_stay_hidden(house, qrlogin, qrphone):
    """On a terminal a sentence is enough: tokens there end up in screenshots and logs."""
    window, inside = pty.openpty()
    program = qrlogin(house.broker, output=inside)
    os.close(inside)
    qrphone(house, program.picture(), "--approve")
    program.end()
    shown = os.read(window, 4096).decode()
    os.close(window)
    assert shown.startswith(f"Logged in at {house.issuer} as ") and "{" not in shown
