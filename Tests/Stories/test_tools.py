"""The stories' own tools, checked by somebody else's: a signer that signs wrongly would make every
refusal look right."""

import hashlib
import hmac
import json

import pytest
from cryptography.hazmat.primitives import serialization
from forgery import forgeries
from joserfc import jws, jwk
from wallet import Key, Wallet, compact, from_base64url

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


def test_our_forgeries_fool_whoever_takes_the_algorithm_from_the_token():
    key = Key()
    made = forgeries(compact({"alg": "ES256", "kid": key.kid}, {"sub": "me"}, key.sign), key.jwk(),
                     sub="you")
    data, signature = made["HS256 with the public key as point"].rsplit(".", 1)
    point = key.private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    digest = hmac.new(point, data.encode(), hashlib.sha256).digest()
    assert from_base64url(signature) == digest
    assert json.loads(from_base64url(data.split(".")[1])) == {"sub": "you"}
    own = json.loads(from_base64url(made["own key in the header"].split(".")[0]))["jwk"]
    read = jws.deserialize_compact(made["own key in the header"], jwk.import_key(own))
    assert json.loads(read.payload) == {"sub": "you"}
    assert len(set(made.values())) == len(made) > 15
