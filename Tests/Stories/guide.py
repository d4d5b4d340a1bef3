"""The guides for clients that others wrote. A story runs what its guide prints, so a guide cannot
be wrong while its story passes."""

import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import yaml
from broker import ROOT, free_port
from house import House

PAGES = ROOT / "Sources" / "BrokerServer" / "BrokerServer.docc"

# A line that begins with the name of a file, and the block under it.
BLOCK = re.compile(r"^`([^`\n]+)`[^\n]*\n\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# The broker remembers a browser, so that stories see whether it forgets it at a logout.
POLICIES = {"default": {"asks": ["consent"], "single_sign_on": 600}}


class Guide:
    """The files that a page prints, at the addresses of this story."""

    def __init__(self, page: str, folder: Path, login: str, portal: str):
        self.folder = folder
        text = (PAGES / page).read_text()
        text = text.replace("https://login.example", login)
        text = text.replace("https://portal.example", portal)
        self.blocks = BLOCK.findall(text)
        assert len(self.blocks) == text.count("\n```") // 2, "a block of the page names no file"

    def at_the_broker(self) -> list[dict]:
        """Follows the page down to what the broker must know, and returns that."""
        while self.blocks:
            name, language, body = self.blocks.pop(0)
            if name == "qrbroker.yaml":
                return yaml.safe_load(body)["relying_parties"]
            self._make(name, language, body)
        raise AssertionError("the page does not say what the broker must know")

    def at_the_client(self):
        """Follows the rest of the page, now that the broker runs."""
        for block in self.blocks:
            self._make(*block)

    def _make(self, name: str, language: str, body: str):
        """Adds to a file what is printed; one that is made by a command is made by it."""
        if language == "sh":
            path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
            subprocess.run(["sh", "-ec", body], cwd=self.folder, check=True,
                           stdout=subprocess.DEVNULL, env={**os.environ, "PATH": path})
            assert (self.folder / name).exists(), f"its command does not make {name}"
        else:
            with (self.folder / name).open("a") as file:
                file.write(body)


class Site:
    """A folder where a page was followed, for the client and the broker both."""

    def __init__(self, page: str, folder: Path):
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"

        def add(settings):
            self.guide = Guide(page, folder, settings["issuer"], self.address)
            settings["relying_parties"] += self.guide.at_the_broker()
        self.house = House(folder, POLICIES, add)
        self.broker = self.house.broker
        self.wallet_key = folder / "demo-wallet.private.jwk.json"
        self.wallet_key.write_text(self.house.wallet.key.private_jwk())


@contextmanager
def site(page: str):
    """A site where `page` was followed, with its broker running."""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        Path(folder).chmod(0o755)  # a server that gives up its rights must still read its files
        built = Site(page, Path(folder))
        try:
            built.broker.start()
            built.guide.at_the_client()
            yield built
        finally:
            built.broker.stop()
        faults = [entry for entry in built.broker.log.entries()
                  if entry.get("level") in ("error", "critical")]
        assert not faults, faults
