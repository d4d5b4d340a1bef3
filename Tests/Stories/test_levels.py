"""How sure the portal may be of the person: what it asks for, and what the ID token says."""

import json

import pytest
from portal import query_of
from problems import assert_problem
from wallet import Key, from_base64url

pytestmark = pytest.mark.quick

LEVEL = "urn:qrbroker:acr:"


def claims_of(tokens) -> dict:
    """The claims of an ID token whose signature other stories check."""
    return json.loads(from_base64url(tokens.json()["id_token"].split(".")[1]))


def test_a_level_nobody_reaches_is_refused_at_once(portal):
    for values in (LEVEL + "4", "urn:someone:else"):
        assert_problem(portal("face").create(acr_values=values), 400, "invalid_request",
                       parameter="acr_values")
    assert_problem(portal("plain").create(acr_values=LEVEL + "3"), 400, "invalid_request",
                   parameter="acr_values")


def test_the_hosted_page_says_it_in_the_words_of_openid_connect(portal, broker):
    query = portal("plain").request(
        response_type="code", scope="openid", state="st-1", acr_values=LEVEL + "4")
    answer = broker.client.get("/authorize", params=query)
    back = query_of(answer.headers["location"])
    assert back["error"] == "unmet_authentication_requirements" and back["state"] == "st-1"


def test_one_of_several_levels_is_enough(portal):
    values = f"{LEVEL}4 {LEVEL}3"
    assert portal("face").create(acr_values=values).status_code == 201


@pytest.mark.parametrize("identifier, own_key, level, amr", [
    ("plain", False, "1", []), ("plain", True, "2", ["swk"]), ("face", False, "3", ["face"]),
    ("face", True, "3", ["swk", "face", "mfa"])])
def test_the_id_token_says_what_was_reached(portal, phone, identifier, own_key, level, amr):
    login, device = portal(identifier).start(), phone()
    if own_key:
        device.key = Key()
        assert device.enrol(device.key).status_code == 201
    device.scan(login.payload)
    if device.confirm().json()["status"] == "face_checking":
        device.face("pass")
    claims = claims_of(login.redeem())
    assert claims["acr"] == LEVEL + level
    assert sorted(claims["amr"]) == sorted(amr)
