"""Tokens that look right to everybody who does not check them rightly."""

import hashlib
import hmac
import json

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwk
from wallet import Key, base64url, compact, from_base64url


def _parts(token: str) -> tuple[dict, dict, str]:
    """Header, claims and signature of a compact JWS."""
    header, claims, signature = token.split(".")
    return json.loads(from_base64url(header)), json.loads(from_base64url(claims)), signature


def _spellings(public: dict) -> dict[str, bytes]:
    """A public key in the forms in which a verifier may hold it, each a "secret" that all know."""
    key = jwk.import_key(public).public_key
    return {
        "PEM": key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "DER": key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        "point": key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
        "JWK": json.dumps(public, separators=(",", ":")).encode()}


def other_signature(token: str) -> str:
    """The token with a signature that is as long and as well formed, and never the right one."""
    said, signature = token.rsplit(".", 1)
    return said + "." + ("B" if signature[0] == "A" else "A") + signature[1:]


def forgeries(token: str, public: dict, **changes) -> dict[str, str]:
    """What an attacker can make of a good ES256 token and the public key that verifies it.

    - `changes`: the claims to forge, where the signature would not cover them.
    """
    header, claims, signature = _parts(token)
    forged, own = {**claims, **changes}, Key()
    made = {
        "other claims": compact(header, forged, lambda _: from_base64url(signature)),
        "no signature": token.rsplit(".", 1)[0] + ".",
        "cut signature": token[:-4],
        "zero signature": compact(header, claims, lambda _: bytes(64)),
        "own key": compact(header, forged, own.sign),
        "own key by its name": compact({**header, "kid": own.kid}, forged, own.sign),
        "own key in the header": compact(
            {**header, "kid": own.kid, "jwk": own.jwk()}, forged, own.sign),
        "unknown extension": compact({**header, "crit": ["b64"]}, claims,
                                     lambda _: from_base64url(signature))}
    for name in ("none", "None", "NONE"):
        made[f"alg {name}"] = compact({**header, "alg": name}, forged, lambda _: b"")
    for name in ("RS256", "ES384", "EdDSA"):
        made[f"alg {name}"] = compact(
            {**header, "alg": name}, claims, lambda _: from_base64url(signature))
    for form, secret in _spellings(public).items():
        made[f"HS256 with the public key as {form}"] = compact(
            {**header, "alg": "HS256"}, forged,
            lambda data, secret=secret: hmac.new(secret, data, hashlib.sha256).digest())
    return made
