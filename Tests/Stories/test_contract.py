"""The broker against its own OpenAPI document, driven by a generator that has read nothing else."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
import yaml
from broker import ROOT
from house import INITIAL_ACCESS_TOKEN
from portal import Portal
from tokens import SECRET, post, unverified
from wallet import ROUTES, Key

# The loader in C: every worker reads this at its start, and the other one takes a second.
DOCUMENT = yaml.load((ROOT / "web" / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)


@pytest.mark.quick
def test_the_document_is_whole():
    """Every reference leads somewhere and every part is used."""
    def references(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "$ref":
                    yield value
                else:
                    yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)
    used = set(references(DOCUMENT))
    for reference in used:
        node = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
    for kind in ("schemas", "responses", "parameters", "headers", "requestBodies"):
        for name in DOCUMENT["components"][kind]:
            assert f"#/components/{kind}/{name}" in used, f"{kind}/{name} is used nowhere"
    assert len(list(schemathesis.openapi.from_dict(DOCUMENT).get_all_operations())) > 20


@pytest.mark.quick
def test_every_path_of_the_document_is_served(broker):
    for path, operations in DOCUMENT["paths"].items():
        for method in {"get", "post"} & set(operations):
            address = path.replace("{session_id}", "A" * 22).replace("{payload}", "x")
            answer = broker.client.request(method.upper(), address)
            known = answer.status_code != 404 or "{" in path
            assert known and answer.status_code != 405, (method, path, answer.status_code)


@pytest.mark.quick
def test_real_answers_are_as_the_document_says(broker, portal, phone):
    """One whole login with everything asked, each answer held against its schema."""
    schema = schemathesis.openapi.from_dict(DOCUMENT)

    def assert_fits(answer, method, path):
        schema[path][method].validate_response(answer)

    login, device = portal("everything").start(scope="openid profile email"), phone()
    assert_fits(portal("everything").create(), "POST", "/v1/sessions")
    assert_fits(portal("everything").create(scope="x"), "POST", "/v1/sessions")
    session = "/v1/sessions/{session_id}"
    assert_fits(login.read(), "GET", session)
    assert_fits(login.read(after=1), "GET", session)
    assert_fits(login.read(after="x"), "GET", session)
    assert_fits(login.frame(), "GET", session + "/qr")
    page = broker.client.get(login.path + "/page", headers=login.headers)
    assert_fits(page, "GET", session + "/page")
    assert_fits(broker.client.get("/v1/wallets"), "GET", "/v1/wallets")
    assert_fits(device.scan("x"), "POST", "/v1/wallet/scan")
    assert_fits(device.scan(login.payload), "POST", "/v1/wallet/scan")
    assert_fits(login.frame(), "GET", session + "/qr")
    number = login.read().json()["match_number"]
    answers = {"credential": "c", "scopes": ["profile"], "amr": ["pin"],
               "terms": [{"id": "face-notice", "version": "2026-01"}]}
    assert_fits(device.confirm(**answers), "POST", "/v1/wallet/confirm")
    assert_fits(device.confirm(number=number, **answers), "POST", "/v1/wallet/confirm")
    assert_fits(device.face("fail", reason="blurred"), "POST", "/v1/wallet/face")
    assert_fits(device.face("pass"), "POST", "/v1/wallet/face")
    assert_fits(device.status(), "POST", "/v1/wallet/status")
    assert_fits(login.read(), "GET", session)
    assert_fits(login.cancel(), "POST", session + "/cancel")
    tokens = login.redeem()
    assert_fits(tokens, "POST", "/token")
    assert_fits(login.redeem("x"), "POST", "/token")
    assert_fits(login.read(), "GET", session)
    assert_fits(broker.client.get("/jwks"), "GET", "/jwks")
    assert_fits(broker.client.get("/.well-known/openid-configuration"), "GET",
                "/.well-known/openid-configuration")
    cancelled = portal().start()
    assert_fits(cancelled.cancel(), "POST", session + "/cancel")


@pytest.mark.quick
def test_real_answers_of_oauth_are_as_the_document_says(broker, phone):
    schema, device = schemathesis.openapi.from_dict(DOCUMENT), phone()

    def assert_fits(path, status, **form):
        answer = post(broker, path, client_id="mail", client_secret=SECRET, **form)
        assert answer.status_code == status, answer.text
        schema[path]["POST"].validate_response(answer)
        return answer.json() if answer.content else None

    request = Portal(broker, "mail").request(
        client_id=None, response_type="code", scope="openid")
    assert_fits("/par", 201, **request)
    assert_fits("/par", 400, **request, claims="x")
    shown = assert_fits("/device_authorization", 200, scope="openid offline_access")
    poll = {"device_code": shown["device_code"],
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code"}
    assert_fits("/token", 400, **poll)
    device.scan(shown["verification_uri_complete"])
    device.confirm(scopes=["offline_access"])
    tokens = assert_fits("/token", 200, **poll)
    asked = assert_fits("/bc-authorize", 200, scope="openid", binding_message="A1",
                        login_hint=unverified(tokens["id_token"])["sub"])
    assert_fits("/token", 400, auth_req_id=asked["auth_req_id"],
                grant_type="urn:openid:params:grant-type:ciba")
    device.key = Key()
    assert device.enrol(device.key).status_code == 201
    login = Portal(broker, "plain").start()
    device.scan(login.payload)
    device.confirm()
    for act in ("requests", "sign_ins", "devices"):
        schema[ROUTES[act]]["POST"].validate_response(device.call(act))
    for name in ("access_token", "refresh_token"):
        assert_fits("/introspect", 200, token=tokens[name])
    assert_fits("/revoke", 200, token=tokens["refresh_token"])
    assert_fits("/introspect", 200, token=tokens["access_token"])
    for status in (204, 404):
        removed = device.call("remove_device", key=device.wallet.key, kid=device.key.kid)
        assert removed.status_code == status
        schema[ROUTES["remove_device"]]["POST"].validate_response(removed)
    device.key = None
    ended = device.call("end_sign_in", sign_in="all")
    schema[ROUTES["end_sign_in"]]["POST"].validate_response(ended)
    registered = broker.client.post(
        "/register", json={"redirect_uris": ["https://new.example/callback"]},
        headers={"Authorization": f"Bearer {INITIAL_ACCESS_TOKEN}"})
    schema["/register"]["POST"].validate_response(registered)


def with_real_values(login) -> dict:
    """The document with the values of a real login where any text would do, so that generated
    requests get past the first refusal."""
    document = copy.deepcopy(DOCUMENT)
    document["components"]["parameters"]["SessionID"]["schema"] = {
        "type": "string", "enum": [login.id]}
    real = {"client_id": login.portal.id, "redirect_uri": login.portal.redirect_uri}

    def put(node):
        for name, value in real.items():
            if name in node.get("properties", {}):
                node["properties"][name] = {"type": "string", "enum": [value]}
            if node.get("name") == name:
                node["schema"] = {"type": "string", "enum": [value]}
        for below in node.values():
            for child in below if isinstance(below, list) else [below]:
                if isinstance(child, dict):
                    put(child)
    put(document["components"])
    for path, operations in document["paths"].items():
        # Whoever signs out may be anybody.
        if path != "/end_session":
            put(operations)
    return document


def test_generated_requests_find_nothing_that_contradicts_the_document(own_house, tmp_path):
    """Bounded in number; the seed is fixed so that a finding can be looked at again."""
    house = own_house({"plain": {}})
    house.broker.start()
    login = Portal(house.broker, "plain").start()
    (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(with_real_values(login)))
    result = subprocess.run(
        [str(Path(sys.executable).with_name("schemathesis")), "run", "openapi.yaml",
         "--url", house.issuer, "--header", f"Authorization: {login.headers['Authorization']}",
         # What fits the schema may still be refused, and the token is the same everywhere.
         "--checks", "all", "--exclude-checks", "positive_data_acceptance,ignored_auth",
         "--phases", "examples,coverage,fuzzing", "--max-examples", "100", "--seed", "2026",
         "--workers", "2", "--request-timeout", "120", "--max-redirects", "1", "--no-color"],
        capture_output=True, text=True, cwd=tmp_path, timeout=500)
    assert result.returncode == 0, result.stdout[-8000:] + result.stderr[-2000:]
    faults = [entry for entry in house.broker.log.entries()
              if entry.get("level") in ("error", "critical")]
    assert not faults, json.dumps(faults)[:2000]
