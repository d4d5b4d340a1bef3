"""The stories' own tools, checked by somebody else's: a signer that signs wrongly would make every
refusal look right."""

import json

import pytest
from joserfc import jws, jwk
from wallet import Key, Wallet, from_base64url

pytestmark = pytest.mark.quick


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # the protocol calls it by its old name
@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA", "RS256"])
def test_our_statements_are_read_by_another_library(algorithm):
    wallet = Wallet("demo-wallet", "http://127.0.0.1:1")
    key = wallet.keys[algorithm]
    claims = wallet.claims("scan", "someone", "device-1", qr="http://127.0.0.1:1/q/x")
    statement = wallet.statement(claims, key)
    keys = jwk.KeySet.import_key_set(json.loads(wallet.jwks()))
    name = "Ed25519" if algorithm == "EdDSA" else algorithm
    registry = jws.JWSRegistry(algorithms=[name, "EdDSA"], strict_check_header=False)
    read = jws.deserialize_compact(statement, keys, registry=registry)
    assert json.loads(read.payload) == claims
    assert read.protected == {"alg": algorithm, "kid": key.kid, "typ": "qrlogin+jwt"}


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA", "RS256"])
def test_our_thumbprint_is_the_one_of_rfc_7638(algorithm):
    key = Key(algorithm)
    assert jwk.import_key(key.jwk()).thumbprint() == key.kid
    assert len(from_base64url(key.kid)) == 32
