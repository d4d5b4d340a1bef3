"""Runs of `qrload` against a broker of a house, and what they report."""

import json
import subprocess

from broker import LIMIT, QRLOAD

# Generous: a run on a busy machine is slow, and nothing here is about how slow.
PATIENCE = ("--patience", "60s")


class Load:
    """`qrload logins` for a portal of a house, with its reports in a folder."""

    def __init__(self, house, folder, portal="face"):
        self.house, self.folder, self.portal = house, folder, portal
        self.key = folder / "wallet.private.jwk.json"
        self.key.write_text(house.wallet.key.private_jwk())
        self.json, self.hdr = folder / "load.json", folder / "load.hlog"
        self.html = folder / "load.html"

    def command(self, *flags) -> list[str]:
        broker = self.house.broker
        return [
            QRLOAD, "--url", broker.issuer, "--client", self.portal,
            "--redirect-uri", f"https://{self.portal}.example/callback",
            "--wallet-key", str(self.key), "--think", "40ms", *PATIENCE,
            "--pid", str(broker.process.pid), "--json", str(self.json), "--hdr", str(self.hdr),
            "--html", str(self.html), "--quiet", *flags]

    def start(self, *flags) -> subprocess.Popen:
        return subprocess.Popen(
            self.command(*flags), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *flags) -> subprocess.CompletedProcess:
        return subprocess.run(self.command(*flags), capture_output=True, text=True, timeout=LIMIT)

    def report(self) -> dict:
        """The JSON, whose totals must add up in any case."""
        report = json.loads(self.json.read_text())
        logins = report["logins"]
        assert logins["started"] == sum(logins["ended_as_asked"].values()) + logins["failed"]
        assert sum(sample["started"] for sample in report["timeline"]) == logins["started"]
        assert sum(sample["ended"] for sample in report["timeline"]) == sum(
            logins["ended_as_asked"].values())
        assert sum(report["errors"].values()) == logins["failed"]
        return report


def statuses(broker) -> dict[str, int]:
    """How many login sessions of the broker are in which status."""
    return dict(broker.rows("SELECT status, count(*) FROM login_sessions GROUP BY status"))
