"""What operators see, where, and what nobody may find in it."""

import base64
import re

import httpx
import pytest
from broker import Broker
from portal import Portal
from wallet import Key, Phone, from_base64url

pytestmark = pytest.mark.quick

LINE = re.compile(
    r'[a-z_:][a-z0-9_:]*(\{([a-z_]+="([^"\\]|\\.)*",?)*\})? (-?[0-9.eE+]+|NaN|\+Inf)', re.I)


def management(broker, path):
    return httpx.get(broker.management + path)


def test_health_is_told_on_the_management_address_only(broker):
    for path in ("/healthz/live", "/healthz/ready", "/metrics"):
        assert management(broker, path).status_code == 200, path
        assert broker.client.get(path).status_code == 404, path


def test_the_public_api_is_not_on_the_management_address(broker):
    for path in ("/v1/wallets", "/jwks", "/authorize", "/.well-known/openid-configuration"):
        assert management(broker, path).status_code == 404, path


def test_metrics_are_prometheus_text(broker):
    answer = management(broker, "/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
    assert lines
    for line in lines:
        assert LINE.fullmatch(line), line
    described = {line.split()[2] for line in answer.text.splitlines() if line.startswith("# TYPE")}
    assert described


def test_metrics_count_logins_and_name_routes_never_addresses(portal, phone, broker):
    before = management(broker, "/metrics").text
    login, device = portal().start(), phone()
    device.scan(login.payload)
    device.confirm()
    login.redeem()
    after = management(broker, "/metrics").text
    assert after != before
    for secret in (login.id, login.poll_token, device.sub, login.payload):
        assert secret not in after


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
    for place, content in places.items():
        for name, secret in secrets.items():
            for spelling in spellings(secret):
                assert spelling not in content, f"{name} is in {place}"


def test_no_secret_and_nothing_about_the_person_is_in_log_or_database(own_house):
    house = own_house({"consent": {"asks": ["consent"]}}, log={"level": "trace", "format": "json"})
    broker = house.broker.start()
    secrets, portal = {}, Portal(broker, "consent")
    device = Phone(broker, house.wallet, sub="Marguerite-Duras-19140404")
    for name, act in (("approved", "confirm"), ("denied", "deny"), ("waiting", None)):
        login = portal.start(scope="openid profile", login_hint="hinted-person@example.com")
        token, _, mac = login.payload.split("/q/")[1].split(".")
        secrets |= {
            f"{name} poll token": login.poll_token, f"{name} scan token": token,
            f"{name} mac": mac, f"{name} typed code": login.created["user_code"],
            f"{name} typed code in one": login.created["user_code"].replace("-", ""),
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


def test_the_search_for_secrets_would_find_one(own_house):
    """The check above must not pass because it looks in the wrong place."""
    house = own_house({"plain": {}})
    broker = house.broker.start()
    Portal(broker, "plain").start()
    with pytest.raises(AssertionError):
        assert_nowhere(broker, {"client": "plain"})


def test_every_log_line_is_json_with_a_time_and_a_level(broker, portal):
    portal().start()
    assert len(broker.log.entries()) == len(broker.log.lines)
    for entry in broker.log.entries():
        assert {"level", "message"} <= set(entry)
        assert any(name in entry for name in ("time", "timestamp", "ts"))


def test_a_log_line_cannot_be_forged_by_a_header(broker, portal):
    nasty = 'x"}\\n{"level":"critical","message":"forged"}'
    portal().create(headers={"User-Agent": nasty, "X-Forwarded-For": nasty})
    broker.client.get("/" + "%0a%22%7d" * 20)
    assert not [entry for entry in broker.log.entries() if entry.get("message") == "forged"]


def test_the_log_may_be_plain_text(own_house):
    house = own_house({"plain": {}}, log={"level": "info", "format": "text"})
    house.broker.start(text_log=True)
    assert not house.broker.log.entries()
    assert house.broker.client.get("/jwks").status_code == 200
