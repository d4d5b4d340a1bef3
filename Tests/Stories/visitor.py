"""A browser without a screen, for clients whose pages nobody needs to see."""

import re

import httpx
from broker import HTTP
from wallet import Phone


class Visitor:
    """Keeps cookies, follows redirects, and does what the script of the broker's page does."""

    def __init__(self, site):
        self.broker, self.wallet = site.broker, site.house.wallet
        self.client = httpx.Client(follow_redirects=True, **HTTP)

    def open(self, url: str) -> "Visitor":
        """Opens an address that must lead to the broker's page."""
        page = self.client.get(url)
        found = re.match(rf"{self.broker.issuer}/login/([\w-]+)(\?|$)", str(page.url))
        assert found and page.is_success, (page.url, page.text[:500])
        self.path = f"{self.broker.issuer}/v1/sessions/{found[1]}"
        return self

    def approve(self, **claims) -> str:
        """Scans and says yes to everything that is asked for; where that leads the browser."""
        phone, offered = self._scan()
        decided = phone.confirm(scopes=[scope["name"] for scope in offered], claims=claims)
        assert decided.json()["status"] == "approved", decided.text
        return self._read()["result"]["redirect_to"]

    def deny(self) -> str:
        """Scans and says no; where that leads the browser."""
        phone, _ = self._scan()
        decided = phone.deny(reason="not_me")
        assert decided.json()["status"] == "denied", decided.text
        return self._read()["problem"]["redirect_to"]

    def end_elsewhere(self):
        """Ends all that the person who scanned is signed in to, on the phone."""
        ended = self.phone.post("/v1/wallet/sign-ins/end", self.phone.statement(
            "end_sign_in", sign_in="all"))
        assert ended.json()["ended"] == 1, ended.text

    def forget(self, cookie: str):
        """Makes a portal, which calls its cookie this, forget the browser."""
        self.client.cookies.delete(cookie, "127.0.0.1", "/")

    def _scan(self) -> tuple[Phone, list]:
        self.phone = phone = Phone(self.broker, self.wallet)
        frame = self.client.get(self.path + "/qr", headers={"Accept": "application/json"})
        scanned = phone.scan(frame.json()["payload"])
        assert scanned.status_code == 200, scanned.text
        return phone, scanned.json()["scopes"]

    def _read(self) -> dict:
        return self.client.get(self.path).json()
