"""Runs of `qrbroker attack` against a broker of a house, and what they report."""

import json
import subprocess

from broker import QRBROKER
from house import CONFIDENTIAL_SECRET

# A policy that asks for as much as an attack needs to have something to get around.
POLICIES = {
    "guarded": {"asks": ["consent", "face"], "number_match": "risk", "qr_rotation": 1,
                "lifetimes": {"scan": 60, "decide": 60, "face": 60, "redeem": 60, "total": 240}},
    # Nothing is asked and little time is given: for what happens at a deadline.
    "hasty": {"lifetimes": {"scan": 60, "decide": 2, "face": 2, "redeem": 60, "total": 240}},
}


class Attack:
    """`qrbroker attack` on a house, or on something that stands in front of it."""

    def __init__(self, house, folder, url=None, portal="guarded"):
        self.house, self.folder = house, folder
        self.url, self.portal = url or house.issuer, portal
        self.html = folder / "attack.html"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("demo-wallet", "foreign-wallet"):
            key = folder / f"{name}.private.jwk.json"
            key.write_text(house.wallets[name].key.private_jwk())
        (folder / "shop.secret").write_text(CONFIDENTIAL_SECRET)

    def run(self, *flags) -> dict:
        """Attacks, and returns the report by number; its exit status must fit it."""
        report = self.folder / "attack.json"
        ended = subprocess.run([
            QRBROKER, "attack", "--url", self.url, "--client", self.portal,
            "--redirect-uri", f"https://{self.portal}.example/callback",
            "--scope", "openid profile",
            "--other-client", "shop", "--other-redirect-uri", "https://shop.example/callback",
            "--other-secret-file", str(self.folder / "shop.secret"),
            "--wallet-key", str(self.folder / "demo-wallet.private.jwk.json"),
            "--other-wallet", "foreign-wallet",
            "--other-wallet-key", str(self.folder / "foreign-wallet.private.jwk.json"),
            "--quick", "--json", str(report), "--html", str(self.html), *map(str, flags),
        ], capture_output=True, text=True, timeout=500)
        assert report.exists(), ended.stdout + ended.stderr
        self.text = ended.stdout
        found = json.loads(report.read_text())
        counts = found["counts"]
        expected = 3 if counts["broken"] else 4 if counts["interrupted"] else 0
        assert ended.returncode == expected, ended.stdout + ended.stderr
        return {one["number"]: one for one in found["attacks"]}


def verdicts(report: dict) -> dict[int, str]:
    return {number: one["verdict"] for number, one in report.items()}


def breaches(attack: dict) -> list[str]:
    return [seen["seen"] for seen in attack["happened"] if seen["breach"]]
