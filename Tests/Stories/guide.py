"""The guides for clients that others wrote. A story runs what its guide prints, so a guide cannot
be wrong while its story passes."""

import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import yaml
from broker import ROOT, free_port
from house import House

PAGES = ROOT / "Sources" / "BrokerServer" / "BrokerServer.docc"

# A line that begins with the name of a file, and the block under it.
BLOCK = re.compile(r"^`([^`\n]+)`[^\n]*\n\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Guide:
    """The files that a page prints, at the addresses of this story."""

    def __init__(self, page: str, login: str, portal: str):
        text = (PAGES / page).read_text()
        text = text.replace("https://login.example", login)
        text = text.replace("https://portal.example", portal)
        self.blocks = {name: (language, body) for name, language, body in BLOCK.findall(text)}
        assert len(self.blocks) == text.count("\n```") // 2, "a block of the page names no file"

    def relying_parties(self) -> list[dict]:
        """What the page tells the operator of the broker to add."""
        return yaml.safe_load(self.blocks["qrbroker.yaml"][1])["relying_parties"]

    def follow(self, folder: Path):
        """Writes every other file as printed; one that is made by a command is made by it."""
        for name, (language, body) in self.blocks.items():
            if language == "sh":
                subprocess.run(["sh", "-ec", body], cwd=folder, check=True)
                assert (folder / name).exists(), f"its command does not make {name}"
            elif name != "qrbroker.yaml":
                (folder / name).write_text(body)


class Site:
    """A folder where a page was followed, for the client and the broker both."""

    def __init__(self, page: str, folder: Path):
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"

        def add(settings):
            guide = Guide(page, settings["issuer"], self.address)
            guide.follow(folder)
            settings["relying_parties"] += guide.relying_parties()
        self.house = House(folder, {"default": {"asks": ["consent"]}}, add)
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
            yield built
        finally:
            built.broker.stop()
        faults = [entry for entry in built.broker.log.entries()
                  if entry.get("level") in ("error", "critical")]
        assert not faults, faults
