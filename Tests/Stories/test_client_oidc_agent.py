"""oidc-agent: a login in a terminal, whose code the phone reads from a picture of it."""

import os
import subprocess

import httpx
import pytest
from broker import HTTP, LIMIT, eventually
from browser import Camera
from guide import site
from terminal import Terminal

pytestmark = pytest.mark.quick


class Agent:
    """A running agent at a site."""

    def __init__(self, place):
        self.site, self.socket = place, place.folder / "socket" / "agent"
        (place.folder / "configuration").mkdir()
        self.environment = {
            "OIDC_CONFIG_DIR": str(place.folder / "configuration"), "OIDC_SOCK": str(self.socket),
            "OIDC_ENCRYPTION_PW": "locked", "HOME": str(place.folder)}

    def __enter__(self):
        self.process = subprocess.Popen(
            ["oidc-agent", "--console", "-a", str(self.socket)], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, **self.environment})
        eventually(lambda: self.run("oidc-agent", "--status").returncode == 0, what="an agent")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(LIMIT)

    def run(self, *command):
        return subprocess.run(
            command, cwd=self.site.folder, env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LIMIT)

    def log_in(self) -> Terminal:
        return Terminal("sh", "log-in.sh", folder=self.site.folder, environment=self.environment)


@pytest.fixture(scope="module")
def agent():
    with site("Client-oidc-agent.md") as place, Agent(place) as agent:
        yield agent


@pytest.fixture
def phone(agent, tmp_path):
    return Camera(str(agent.site.wallet_key), tmp_path / "phone")


def userinfo(agent, token: str):
    return httpx.get(agent.site.broker.issuer + "/userinfo", **HTTP,
                     headers={"Authorization": f"Bearer {token}"})


def test_the_code_in_the_terminal_is_scanned_and_the_agent_has_tokens_until_logged_out(
        agent, phone):
    with agent.log_in() as terminal:
        phone.picture = terminal.photograph()
        phone.run("--approve")
        assert terminal.finish() == 0, terminal.log.text()
    token = agent.run("oidc-token", "work").stdout.strip()
    assert userinfo(agent, token).json()["name"] == "张伟"
    fresh = agent.run("oidc-token", "--force-new", "work").stdout.strip()
    assert fresh != token and userinfo(agent, fresh).is_success
    assert agent.run("sh", "log-out.sh").returncode == 0
    assert userinfo(agent, fresh).status_code == 401


@pytest.mark.slow
def test_a_no_on_the_phone_reaches_the_terminal_as_access_denied(agent, phone):
    with agent.log_in() as terminal:
        phone.picture = terminal.photograph()
        phone.run("--deny", "not_me")
        assert terminal.finish() != 0
    # Its last words may still be on their way when it is gone.
    eventually(lambda: "access_denied" in terminal.log.text(), "access_denied in the terminal")
