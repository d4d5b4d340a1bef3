"""Nothing that opens a door, and nothing about a person, lies readable in log or database."""

import base64
from hashlib import sha256

import pytest
from broker import Broker
from house import INITIAL_ACCESS_TOKEN
from portal import Portal
from tokens import SECRET, post, refresh, unverified
from visit import Browser
from wallet import Key, Phone, base64url, from_base64url

pytestmark = pytest.mark.quick


def spellings(secret: str) -> list[bytes]:
    """The secret as text, and where it is base64url of bytes, those bytes and their hex."""
    found = [secret.encode()]
    try:
        raw = from_base64url(secret)
    except ValueError:
        return found
    if len(raw) >= 12:
        found += [raw, raw.hex().encode(), base64.b64encode(raw)]
    return found


def assert_nowhere(broker: Broker, secrets: dict[str, str]):
    """No log line and no file of the database holds any of these."""
    places = {"log": broker.log_text().encode()}
    for file in broker.folder.glob("qrbroker.sqlite*"):
        places[file.name] = file.read_bytes()
    found = [f"{name} is in {place}"
             for place, content in places.items() for name, secret in secrets.items()
             if any(spelling in content for spelling in spellings(secret))]
    assert not found


def test_no_secret_and_nothing_about_the_person_is_in_log_or_database(own_house):
    house = own_house({"consent": {"asks": ["consent"]}}, log={"level": "trace", "format": "json"})
    broker = house.broker.start()
    secrets, portal = {}, Portal(broker, "consent")
    device = Phone(broker, house.wallet, sub="Marguerite-Duras-19140404")
    for name, act in (("approved", "confirm"), ("denied", "deny"), ("waiting", None)):
        login = portal.start(scope="openid profile", login_hint="hinted-person@example.com")
        typed = login.created["user_code"].replace("-", "")
        token, _, mac = login.payload.split("/q/")[1].split(".")
        secrets |= {
            f"{name} poll token": login.poll_token, f"{name} scan token": token,
            f"{name} mac": mac, f"{name} typed code": login.created["user_code"],
            f"{name} typed code in one": typed,
            # It is so short that whoever has a plain digest of it tries all of them.
            f"{name} digest of the typed code": base64url(sha256(typed.encode()).digest()),
            f"{name} verifier": login.verifier}
        if not act:
            continue
        scan = device.statement("scan", qr=login.payload)
        secrets[f"{name} scan statement"] = scan.rsplit(".", 1)[1]
        scanned = device.post("/v1/wallet/scan", scan).json()
        device.sid, device.challenge = scanned["session_id"], scanned["challenge"]
        secrets[f"{name} challenge"] = device.challenge
        members = {"scopes": ["profile"], "claims": {"name": "Yourcenar Crayencour"}}
        assert getattr(device, act)(**(members if act == "confirm" else {})).status_code == 200
        if act == "confirm":
            secrets["code"] = login.code()
            tokens = login.redeem().json()
            secrets["access token"] = tokens["access_token"]
            secrets["id token"] = tokens["id_token"].rsplit(".", 1)[1]
            bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
            info = broker.client.get("/userinfo", headers=bearer).json()
            assert info["name"] == "Yourcenar Crayencour"
    forged = Phone(broker, house.wallet, sub="Forged-Person-1", key=Key())
    assert forged.scan(login.payload).status_code == 401
    secrets |= {"person": device.sub, "name": "Crayencour", "device": device.device,
                "forged person": forged.sub, "hint": "hinted-person"}
    assert_nowhere(broker, secrets)
    assert broker.terminate() == 0
    assert_nowhere(broker, secrets)


def test_no_secret_of_a_portal_is_in_log_or_database(own_house):
    """Everything that OpenID Connect hands out, each by its own way."""
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}},
                      log={"level": "trace", "format": "json"})
    broker = house.broker.start()
    device = Phone(broker, house.wallet, sub="Marguerite-Duras-19140404")
    browser, mail = Browser(broker), {"client_id": "mail", "client_secret": SECRET}
    visit = browser.visit(Portal(broker, "sso"))
    code = visit.approve(device, claims={"name": "Yourcenar Crayencour"})["code"]
    visit.redeem(code)
    (cookie,) = (one.value for one in browser.client.cookies.jar if one.name == "qr_sign_in")
    pushed = post(broker, "/par", **Portal(broker, "notes").request(
        response_type="code", scope="openid", state="state-Hadrien-4711"))
    shown = post(broker, "/device_authorization", **mail, scope="openid offline_access").json()
    device.scan(shown["verification_uri_complete"])
    device.confirm(scopes=["offline_access"])
    tokens = post(broker, "/token", **mail, device_code=shown["device_code"],
                  grant_type="urn:ietf:params:oauth:grant-type:device_code").json()
    renewed = refresh(broker, "mail", tokens["refresh_token"], client_secret=SECRET).json()
    asked = post(broker, "/bc-authorize", **mail, scope="openid",
                 login_hint=unverified(tokens["id_token"])["sub"]).json()
    registered = broker.client.post(
        "/register", json={"redirect_uris": ["https://new.example/callback"]},
        headers={"Authorization": f"Bearer {INITIAL_ACCESS_TOKEN}"}).json()
    assert_nowhere(broker, {
        "code": code, "cookie": cookie, "state": "Hadrien-4711", "person": device.sub,
        "name": "Crayencour", "request_uri": pushed.json()["request_uri"].rsplit(":", 1)[1],
        "device_code": shown["device_code"], "user_code": shown["user_code"],
        "auth_req_id": asked["auth_req_id"], "refresh token": tokens["refresh_token"],
        "new refresh token": renewed["refresh_token"], "access token": tokens["access_token"],
        "subject": unverified(tokens["id_token"])["sub"], "client secret": SECRET,
        "registered secret": registered["client_secret"],
        "initial access token": INITIAL_ACCESS_TOKEN})


def test_what_a_portal_is_to_be_told_is_sealed(own_house, listener):
    def edit(settings):
        for party in settings["relying_parties"]:
            if party["id"] == "mail":
                party["ciba_notification_endpoint"] = listener.address + "/ping"
    house = own_house({"plain": {}}, edit)
    broker = house.broker.start()
    device, mail = Phone(broker, house.wallet), {"client_id": "mail", "client_secret": SECRET}
    login = Portal(broker, "mail").start()
    device.scan(login.payload)
    device.confirm()
    subject = unverified(login.redeem(client_secret=SECRET).json()["id_token"])["sub"]
    bell = "bell-token-Zenon-1234567890"
    answer = post(broker, "/bc-authorize", **mail, scope="openid", login_hint=subject,
                  client_notification_token=bell)
    assert_nowhere(broker, {"bell": bell, "auth_req_id": answer.json()["auth_req_id"]})


def test_the_search_for_secrets_would_find_one(own_house):
    """The stories above must not pass because they look in the wrong place."""
    house = own_house({"plain": {}})
    broker = house.broker.start()
    Portal(broker, "plain").start()
    with pytest.raises(AssertionError):
        assert_nowhere(broker, {"client": "plain"})
