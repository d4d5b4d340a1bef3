"""idpyoidc, which signs for itself and compares the issuer of every answer."""

import runpy

import pytest
from guide import site
from idpyoidc.exception import VerificationError
from portal import query_of
from visitor import Visitor

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def place():
    with site("Client-idpyoidc.md") as place:
        yield place


@pytest.fixture
def rp(place, monkeypatch):
    """What the program of the guide makes, in the folder where its files are."""
    monkeypatch.chdir(place.folder)
    return runpy.run_path("portal.py")["rp"]


@pytest.fixture
def visitor(place, rp):
    return Visitor(place).open(rp.begin("broker"))


def test_the_person_scans_and_the_program_knows_the_name(rp, visitor, place):
    session = rp.finalize(place.broker.issuer, query_of(visitor.approve(name="张伟")))
    assert session["userinfo"]["name"] == "张伟"
    assert session["id_token"]["acr"].startswith("urn:qrbroker:acr:")


def test_a_no_on_the_phone_reaches_the_program_as_access_denied(rp, visitor, place):
    assert rp.finalize(place.broker.issuer, query_of(visitor.deny()))["error"] == "access_denied"


def test_an_answer_in_the_name_of_another_issuer_is_refused_before_the_code_is_used(
        rp, visitor, place):
    """RFC 9207: a code that a dishonest broker got from this one must not be redeemed for it."""
    answer = query_of(visitor.approve())
    assert answer["iss"] == place.broker.issuer
    with pytest.raises(VerificationError):
        rp.finalize(place.broker.issuer, {**answer, "iss": "https://evil.example"})
    assert "userinfo" in rp.finalize(place.broker.issuer, answer)
