"""A browser that keeps its cookies, and its visits to the broker's own page."""

import re
import secrets
from html.parser import HTMLParser

import httpx
from broker import HTTP
from portal import query_of


class Form(HTMLParser):
    """The only form of a page: where it goes, how, and its fields."""

    def __init__(self, text: str):
        super().__init__()
        self.action, self.method, self.fields = None, None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            assert self.action is None, "a second form"
            self.action, self.method = found["action"], found.get("method", "get").lower()
        if tag == "input" and "name" in found:
            self.fields[found["name"]] = found.get("value", "")


class Visit:
    """One request at `/authorize` and what came of it."""

    def __init__(self, browser, portal, method="GET", **changes):
        self.browser, self.broker, self.portal = browser, browser.broker, portal
        self.verifier = secrets.token_urlsafe(32)
        self.state, self.nonce = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        self.query = portal.request(self.verifier, **{
            "response_type": "code", "scope": "openid", "state": self.state, "nonce": self.nonce,
            **changes})
        sent = {"params": self.query} if method == "GET" else {"data": self.query}
        self.answer = browser.client.request(method, "/authorize", **sent)

    @property
    def location(self) -> str:
        assert self.answer.status_code == 303, f"{self.answer.status_code} {self.answer.text}"
        return self.answer.headers["location"]

    @property
    def id(self) -> str:
        return re.search("/login/([A-Za-z0-9_-]+)", self.location)[1]

    @property
    def path(self) -> str:
        return f"/v1/sessions/{self.id}"

    @property
    def back(self) -> dict:
        """What was sent to the portal at once."""
        assert self.location.startswith(self.portal.redirect_uri + "?"), self.location
        return query_of(self.location)

    def read(self) -> dict:
        return self.browser.get(self.path).json()

    def page(self) -> dict:
        return self.browser.get(self.path + "/page").json()

    def payload(self) -> str:
        return self.browser.get(
            self.path + "/qr", headers={"Accept": "application/json"}).json()["payload"]

    def sign_on(self, scopes=(), **headers):
        return self.browser.client.post(
            self.path + "/sign-on", json={"scopes": list(scopes)},
            headers={"Origin": self.broker.issuer, **headers})

    def approve(self, device, **members) -> dict:
        """The person scans and confirms; what goes to the portal."""
        assert device.scan(self.payload()).status_code == 200
        answer = device.confirm(**members)
        if answer.json().get("face"):
            answer = device.face("pass")
        assert answer.json()["status"] == "approved", answer.text
        return query_of(self.read()["result"]["redirect_to"])

    def redeem(self, code: str, **changes) -> httpx.Response:
        form = {
            "grant_type": "authorization_code", "code": code, "client_id": self.portal.id,
            "redirect_uri": self.portal.redirect_uri, "code_verifier": self.verifier, **changes}
        form = {name: value for name, value in form.items() if value is not None}
        return self.broker.client.post("/token", data=form)


class Browser:
    """One browser profile: what it was given at one visit it shows at the next."""

    def __init__(self, broker):
        self.broker = broker
        self.client = httpx.Client(base_url=broker.issuer, **HTTP)

    def get(self, address: str, **options):
        return self.client.get(address, **options)

    def visit(self, portal, method="GET", **changes) -> Visit:
        return Visit(self, portal, method, **changes)

    def sign_in(self, portal, device, **changes) -> Visit:
        """A visit that ends signed in; its tokens are in `tokens`."""
        visit = self.visit(portal, **changes)
        granted = visit.query["scope"].split()[1:]
        code = visit.approve(device, **({"scopes": granted} if granted else {}))["code"]
        answer = visit.redeem(code)
        assert answer.status_code == 200, answer.text
        visit.tokens = answer.json()
        return visit

    def close(self):
        self.client.close()
