"""A portal and the browser page that waits: creating a login, polling, redeeming."""

import hashlib
import secrets
import time
from urllib.parse import parse_qs, urlsplit

from broker import LIMIT
from wallet import base64url


class Login:
    """One login session as the page sees it."""

    def __init__(self, portal, created: dict, verifier: str, state: str, nonce: str):
        self.portal, self.broker = portal, portal.broker
        self.created, self.verifier, self.state, self.nonce = created, verifier, state, nonce
        self.id, self.poll_token = created["session_id"], created["poll_token"]
        self.payload = created["qr"]["payload"]
        self.path = f"/v1/sessions/{self.id}"

    @property
    def headers(self) -> dict:
        return {"Authorization": f"Bearer {self.poll_token}"}

    def read(self, after=None, wait=None, client=None, **options):
        asked = {"after": after, "wait": wait}
        params = {name: value for name, value in asked.items() if value is not None}
        return (client or self.broker.client).get(
            self.path, params=params, headers=self.headers, **options)

    def status(self) -> str:
        return self.read().json()["status"]

    def next(self, after: int, client=None) -> dict:
        """Long-polls like a page until there is a later version than this one."""
        deadline = time.monotonic() + LIMIT
        while (answer := self.read(after=after, wait=20, client=client)).status_code == 204:
            assert time.monotonic() < deadline, f"nothing came after version {after}"
        assert answer.status_code == 200, answer.text
        assert answer.json()["version"] > after
        return answer.json()

    def wait_for(self, *statuses, after=0) -> dict:
        """Long-polls like a page until one of these statuses is reached."""
        while (session := self.next(after))["status"] not in statuses:
            after = session["version"]
        return session

    def frame(self, accept="application/json"):
        return self.broker.client.get(
            self.path + "/qr", headers={**self.headers, "Accept": accept})

    def current_payload(self) -> str:
        return self.frame().json()["payload"]

    def cancel(self):
        return self.broker.client.post(self.path + "/cancel", headers=self.headers)

    def code(self) -> str:
        """The authorization code of an approved login."""
        return self.read().json()["result"]["code"]

    def redeem(self, code=None, **changes):
        form = {
            "grant_type": "authorization_code", "code": code or self.code(),
            "redirect_uri": self.portal.redirect_uri, "client_id": self.portal.id,
            "code_verifier": self.verifier, **changes}
        form = {name: value for name, value in form.items() if value is not None}
        return self.broker.client.post("/token", data=form)


class Portal:
    """A relying party of the house."""

    def __init__(self, broker, identifier: str):
        self.broker, self.id = broker, identifier
        self.origin = f"https://{identifier}.example"
        self.redirect_uri = self.origin + "/callback"

    def request(self, verifier="v" * 43, **changes) -> dict:
        """The members of a creation; one of None is left out."""
        challenge = base64url(hashlib.sha256(verifier.encode()).digest())
        members = {
            "client_id": self.id, "redirect_uri": self.redirect_uri,
            "code_challenge": challenge, "code_challenge_method": "S256", **changes}
        return {name: value for name, value in members.items() if value is not None}

    def create(self, headers=None, **changes):
        return self.broker.client.post(
            "/v1/sessions", json=self.request(**changes), headers=headers)

    def start(self, **changes) -> Login:
        verifier = secrets.token_urlsafe(32)
        state, nonce = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        changes = {"state": state, "nonce": nonce, **changes}
        answer = self.create(verifier=verifier, **changes)
        assert answer.status_code == 201, answer.text
        return Login(self, answer.json(), verifier, changes["state"], changes["nonce"])


def query_of(url: str) -> dict:
    """The query of a URL, each name with its only value."""
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
