"""What operators see, where, and what nobody may find in it."""

import json
import re

import httpx
import pytest
from broker import HTTP

pytestmark = pytest.mark.quick

LINE = re.compile(
    r'[a-z_:][a-z0-9_:]*(\{([a-z_]+="([^"\\]|\\.)*",?)*\})? (-?[0-9.eE+]+|NaN|\+Inf)', re.I)


def management(broker, path):
    return httpx.get(broker.management + path, **HTTP)


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


def test_every_log_line_is_json_with_a_time_and_a_level(broker, portal):
    portal().start()
    # Taken at one moment: the broker goes on writing.
    lines = list(broker.log.lines)
    assert lines
    for line in lines:
        entry = json.loads(line)
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
