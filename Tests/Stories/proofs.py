"""Proofs of possession (RFC 9449), made by another library."""

import hashlib
import secrets
import time

from joserfc import jwt
from joserfc.jwk import ECKey
from wallet import base64url


class Holder:
    """A client with a key of its own."""

    def __init__(self):
        self.key = ECKey.generate_key("P-256", private=True)
        self.public = self.key.as_dict(private=False)
        self.thumbprint = self.key.thumbprint()

    def proof(self, method: str, address: str, token=None, header=None, **changes) -> str:
        """A proof for one request; a claim or header member of None is left out."""
        claims = {"htm": method, "htu": address, "iat": int(time.time()),
                  "jti": secrets.token_urlsafe(16), **changes}
        if token is not None:
            claims.setdefault(
                "ath", base64url(hashlib.sha256(token.encode()).digest()))
        full = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.public, **(header or {})}
        full, claims = (
            {name: value for name, value in members.items() if value is not None}
            for members in (full, claims))
        return jwt.encode(full, claims, self.key, default_type=None)
