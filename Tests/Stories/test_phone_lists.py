"""What a person finds on the phone without scanning anything: requests that wait for them, and the
browsers where they are signed in, and their phones. Played with the real `qrphone`."""

import hashlib
import json
import re
import secrets
import subprocess

import httpx
import pytest
from broker import HTTP, LIMIT, QRPHONE
from house import CONFIDENTIAL_SECRET
from portal import query_of
from wallet import base64url

SHOP = ("shop", CONFIDENTIAL_SECRET)
CIBA = "urn:openid:params:grant-type:ciba"
VERIFIER = "v" * 43
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


class PhoneInHand:
    """`qrphone` of one new person."""

    def __init__(self, house, folder):
        folder.mkdir()
        self.house, self.sub = house, "person-" + secrets.token_hex(6)
        key, file = house.wallet.key, folder / "wallet.jwk.json"
        secret = base64url(key.private.private_numbers().private_value.to_bytes(32, "big"))
        file.write_text(json.dumps({**key.jwk(), "d": secret}))
        self.fixed = ["--wallet-key", file, "--home", folder / "keys", "--person", self.sub]

    def run(self, *arguments, status=0, json_answer=True):
        flags = [*self.fixed, "--json"] if json_answer else self.fixed
        result = subprocess.run(
            [QRPHONE, *map(str, [*arguments, *flags])], capture_output=True, text=True,
            timeout=LIMIT)
        assert result.returncode == status, result
        return json.loads(result.stdout) if json_answer and result.stdout else result.stdout

    def requests(self, *flags, **options):
        return self.run("requests", "--issuer", self.house.issuer, *flags, **options)

    def sign_ins(self, *flags, **options):
        return self.run("sign-ins", "--issuer", self.house.issuer, *flags, **options)

    def devices(self, *flags, **options):
        return self.run("devices", "--issuer", self.house.issuer, *flags, **options)

    def known_as(self) -> str:
        """The person's name at websites, from a login of their own."""
        post = self.house.broker.client.post
        code = post("/device_authorization", data={"client_id": "plain", "scope": "openid"}).json()
        self.run(code["verification_uri_complete"], "--approve")
        tokens = post("/token", data={
            "grant_type": DEVICE, "device_code": code["device_code"], "client_id": "plain"})
        assert tokens.status_code == 200, tokens.text
        person = httpx.get(self.house.issuer + "/userinfo", **HTTP, headers={
            "Authorization": "Bearer " + tokens.json()["access_token"]})
        return person.json()["sub"]


@pytest.fixture
def hand(house, tmp_path):
    numbers = iter(range(9))
    return lambda other=None: PhoneInHand(other or house, tmp_path / f"hand-{next(numbers)}")


def ask(house, sub: str, message="W4SCT") -> dict:
    """A shop asks for a person it knows."""
    answer = house.broker.client.post("/bc-authorize", auth=SHOP, data={
        "scope": "openid", "login_hint": sub, "binding_message": message})
    assert answer.status_code == 200, answer.text
    return answer.json()


def outcome(house, asked: dict):
    return house.broker.client.post("/token", auth=SHOP, data={
        "grant_type": CIBA, "auth_req_id": asked["auth_req_id"]})


def test_a_request_finds_its_person_and_nobody_else(house, hand):
    person, other = hand(), hand()
    sub = person.known_as()
    asked = ask(house, sub, "W4SCT 12 €")
    (waiting,) = person.requests()["requests"]
    assert waiting["relying_party"]["id"] == "shop"
    assert waiting["binding_message"] == "W4SCT 12 €" and waiting["expires_in"] > 0
    assert other.requests()["requests"] == []
    assert "W4SCT 12 €" in person.requests(json_answer=False)
    seen = person.requests("--approve")
    assert seen["status"] == "approved" and seen["binding_message"] == "W4SCT 12 €"
    assert seen["session_id"] == waiting["session_id"] and seen["asks"]["number"] is False
    assert person.requests()["requests"] == []
    tokens = outcome(house, asked)
    assert tokens.status_code == 200, tokens.text
    assert tokens.json()["access_token"] and tokens.json()["id_token"]


def test_a_no_to_a_request_reaches_the_shop(house, hand):
    person = hand()
    asked = ask(house, person.known_as())
    assert person.requests("--deny", "not_me")["status"] == "denied"
    answer = outcome(house, asked)
    assert answer.status_code == 400 and answer.json()["error"] == "access_denied"


def test_somebody_elses_request_does_not_exist(house, hand):
    person, other = hand(), hand()
    ask(house, person.known_as())
    (waiting,) = person.requests()["requests"]
    refused = other.requests("--id", waiting["session_id"], "--approve", status=4)
    unknown = other.requests("--id", "A" * 22, "--approve", status=4)
    assert refused["problem"]["code"] == unknown["problem"]["code"]
    assert refused["problem"]["status"] == unknown["problem"]["status"] == 404
    assert person.requests("--approve")["status"] == "approved"


def test_where_nobody_waits_there_is_nothing_to_approve(hand):
    assert hand().requests("--approve", status=5) == ""


class Browser:
    """A browser that keeps its cookies."""

    def __init__(self, house):
        self.house, self.client = house, httpx.Client(base_url=house.issuer, **HTTP)

    def authorize(self, portal="sso", **changes) -> str:
        """Where `/authorize` leads."""
        return self.client.get("/authorize", params={
            "client_id": portal, "response_type": "code", "scope": "openid",
            "redirect_uri": f"https://{portal}.example/callback", "state": "s", "nonce": "n",
            "code_challenge": base64url(hashlib.sha256(VERIFIER.encode()).digest()),
            "code_challenge_method": "S256", **changes}).headers["location"]

    def sign_in(self, person: PhoneInHand):
        session = re.search(r"/login/([\w-]+)", self.authorize())[1]
        path = f"/v1/sessions/{session}"
        frame = self.client.get(path + "/qr", headers={"Accept": "application/json"}).json()
        person.run(frame["payload"], "--approve")
        tokens = self.client.post("/token", data={
            "grant_type": "authorization_code", "client_id": "sso", "code_verifier": VERIFIER,
            "redirect_uri": "https://sso.example/callback",
            "code": self.client.get(path).json()["result"]["code"]})
        assert tokens.status_code == 200, tokens.text

    def is_signed_in(self) -> bool:
        return "code" in query_of(self.authorize(prompt="none"))


@pytest.fixture
def sso_house(own_house):
    house = own_house({"sso": {"single_sign_on": 3600, "qr_rotation": 0}})
    house.broker.start()
    return house


def test_a_person_sees_and_ends_own_sign_ins(sso_house, hand):
    person, other = hand(sso_house), hand(sso_house)
    first, second, foreign = Browser(sso_house), Browser(sso_house), Browser(sso_house)
    for browser, phone in [(first, person), (second, person), (foreign, other)]:
        browser.sign_in(phone)
        assert browser.is_signed_in()
    signed_in = person.sign_ins()["sign_ins"]
    assert len(signed_in) == 2 and len({entry["id"] for entry in signed_in}) == 2
    for entry in signed_in:
        assert [party["id"] for party in entry["relying_parties"]] == ["sso"]
        assert entry["ip"] == "127.0.0.1"
        assert entry["started_at"] <= entry["last_at"] < entry["expires_at"]
    assert "sso.example" in person.sign_ins(json_answer=False)

    (elsewhere,) = other.sign_ins()["sign_ins"]
    person.sign_ins("--end", elsewhere["id"], status=4)
    assert foreign.is_signed_in()

    assert person.sign_ins("--end", signed_in[0]["id"])["ended"] == 1
    assert sorted([first.is_signed_in(), second.is_signed_in()]) == [False, True]
    assert person.sign_ins("--end-all")["ended"] == 1
    assert not first.is_signed_in() and not second.is_signed_in() and foreign.is_signed_in()
    assert person.sign_ins()["sign_ins"] == []


def test_a_person_removes_a_lost_phone(house, hand):
    person, other = hand(), hand()
    person.known_as()
    lost = ["--device", "phone-2"]
    (kept,) = person.devices()["devices"]
    assert kept["last_use"]["relying_party"]["id"] == "plain"
    (listed,) = [one for one in person.devices(*lost)["devices"] if one["kid"] != kept["kid"]]
    assert listed["last_use"] is None
    assert "plain.example" in person.devices(json_answer=False)
    other.devices("--remove", listed["kid"], status=4, json_answer=False)
    assert len(person.devices()["devices"]) == 2
    person.devices("--remove", listed["kid"], json_answer=False)
    assert [one["kid"] for one in person.devices()["devices"]] == [kept["kid"]]
    person.devices(*lost, status=4)
    person.devices("--remove", listed["kid"], status=4, json_answer=False)
