"""A wallet and its phones: keys, signed statements, and the calls that carry them."""

import base64
import functools
import hashlib
import json
import secrets
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ROUTES = {
    "scan": "/v1/wallet/scan",
    "confirm": "/v1/wallet/confirm",
    "deny": "/v1/wallet/confirm",
    "face": "/v1/wallet/face",
    "status": "/v1/wallet/status",
    "enrol": "/v1/wallet/devices",
    "revoke": "/v1/wallet/devices/revoke",
    "devices": "/v1/wallet/devices/list",
    "remove_device": "/v1/wallet/devices/remove",
    "sign_ins": "/v1/wallet/sign-ins",
    "end_sign_in": "/v1/wallet/sign-ins/end",
    "requests": "/v1/wallet/requests",
}

# All that a device key may be enrolled to vouch for.
EVERYTHING = ("pin", "face", "credential", "organisation")


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(value: int, length: int) -> str:
    return base64url(value.to_bytes(length, "big"))


class Key:
    """A signing key; `kid` is its RFC 7638 thumbprint."""

    def __init__(self, algorithm="ES256"):
        self.algorithm = algorithm
        match algorithm:
            case "ES256":
                self.private = ec.generate_private_key(ec.SECP256R1())
            case "EdDSA":
                self.private = ed25519.Ed25519PrivateKey.generate()
            case "RS256":
                self.private = rsa.generate_private_key(65537, 2048)
        self.kid = self.thumbprint()

    def public_members(self) -> dict:
        """The members of the public JWK that RFC 7638 takes into the thumbprint."""
        public = self.private.public_key()
        match self.algorithm:
            case "ES256":
                point = public.public_numbers()
                return {"crv": "P-256", "kty": "EC",
                        "x": _number(point.x, 32), "y": _number(point.y, 32)}
            case "EdDSA":
                return {"crv": "Ed25519", "kty": "OKP", "x": base64url(public.public_bytes_raw())}
            case "RS256":
                numbers = public.public_numbers()
                return {"e": _number(numbers.e, 3), "kty": "RSA", "n": _number(numbers.n, 256)}

    def jwk(self) -> dict:
        return {**self.public_members(), "kid": self.kid, "alg": self.algorithm, "use": "sig"}

    def private_jwk(self) -> str:
        """An ES256 key as `qrphone` reads it."""
        private = _number(self.private.private_numbers().private_value, 32)
        return json.dumps({**self.jwk(), "d": private})

    def thumbprint(self) -> str:
        text = json.dumps(self.public_members(), sort_keys=True, separators=(",", ":"))
        return base64url(hashlib.sha256(text.encode()).digest())

    def sign(self, data: bytes) -> bytes:
        match self.algorithm:
            case "ES256":
                r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
                return r.to_bytes(32, "big") + s.to_bytes(32, "big")
            case "EdDSA":
                return self.private.sign(data)
            case "RS256":
                return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


@functools.cache
def rsa_key_of(wallet: str) -> Key:
    """The same in each house of a worker: one takes a tenth of a second to make, and every house
    has five wallets."""
    return Key("RS256")


def compact(header: dict, claims: dict, sign) -> str:
    """A compact JWS; `sign` gets the signing input and returns the signature."""
    parts = [base64url(json.dumps(part).encode()) for part in (header, claims)]
    signing_input = ".".join(parts)
    return signing_input + "." + base64url(sign(signing_input.encode()))


class Wallet:
    """A wallet's backend: its keys, and statements signed with them."""

    def __init__(self, identifier: str, issuer: str, algorithms=("ES256", "EdDSA", "RS256")):
        self.id = identifier
        self.issuer = issuer
        self.keys = {
            algorithm: rsa_key_of(identifier) if algorithm == "RS256" else Key(algorithm)
            for algorithm in algorithms}
        # Seconds by which this wallet's clock is ahead, for brokers with a moved clock.
        self.clock_offset = 0

    @property
    def key(self) -> Key:
        return self.keys["ES256"]

    def jwks(self) -> str:
        return json.dumps({"keys": [key.jwk() for key in self.keys.values()]})

    def claims(self, act: str, sub: str, device: str, **members) -> dict:
        now = int(time.time()) + self.clock_offset
        return {
            "iss": self.id, "sub": sub, "aud": self.issuer, "iat": now, "exp": now + 60,
            "jti": secrets.token_urlsafe(16), "act": act,
            "device": {"id": device, "model": "Pixel 9", "os": "Android 16"}, **members}

    def statement(self, claims: dict, key: Key | None = None, header: dict | None = None) -> str:
        """Signs `claims`; a header member of None is left out."""
        key = key or self.key
        full = {"alg": key.algorithm, "kid": key.kid, "typ": "qrlogin+jwt", **(header or {})}
        full = {name: value for name, value in full.items() if value is not None}
        return compact(full, claims, key.sign)


class Phone:
    """One person's phone: it scans, decides, and shows a face."""

    def __init__(self, broker, wallet: Wallet, sub=None, device=None, key: Key | None = None):
        self.broker = broker
        self.wallet = wallet
        self.sub = sub or "person-" + secrets.token_hex(6)
        self.device = device or "device-" + secrets.token_hex(6)
        self.key = key
        self.sid = self.challenge = self.check = None

    def statement(self, act: str, key=None, header=None, **members) -> str:
        """A statement of this phone; a member of None is left out."""
        claims = self.wallet.claims(act, self.sub, self.device, **members)
        claims = {name: value for name, value in claims.items() if value is not None}
        return self.wallet.statement(claims, key or self.key, header)

    def post(self, route: str, assertion: str, **options):
        return self.broker.client.post(route, json={"assertion": assertion}, **options)

    def call(self, act: str, key=None, params=None, **members):
        return self.post(ROUTES[act], self.statement(act, key, **members), params=params)

    def scan(self, payload=None, **members):
        """Scans a payload (or a typed `user_code`) and remembers what the confirmation needs."""
        answer = self.call("scan", qr=payload, **members)
        if answer.status_code == 200:
            self.sid, self.challenge = answer.json()["session_id"], answer.json()["challenge"]
        return answer

    def confirm(self, **members):
        members = {"sid": self.sid, "challenge": self.challenge, **members}
        answer = self.call("confirm", **members)
        if answer.status_code == 200:
            self.check = answer.json().get("face")
        return answer

    def deny(self, **members):
        return self.call("deny", **{"sid": self.sid, "challenge": self.challenge, **members})

    def face(self, result="pass", check=None, **members):
        """Sends a face result for the open check, or for `check`; keeps the next one if there is
        one."""
        check = check or self.check
        answer = self.call("face", **{
            "sid": self.sid, "check_id": check["check_id"], "challenge": check["challenge"],
            "result": result, **members})
        if answer.status_code == 200 and answer.json().get("face"):
            self.check = answer.json()["face"]
        return answer

    def send_pictures(self, *pictures: bytes):
        """Sends PNGs for the open check."""
        assertion = self.statement(
            "face", sid=self.sid, check_id=self.check["check_id"],
            challenge=self.check["challenge"],
            capture=[base64url(hashlib.sha256(picture).digest()) for picture in pictures])
        statement = (None, json.dumps({"assertion": assertion}), "application/json")
        return self.broker.client.post(ROUTES["face"], files=[
            ("statement", statement),
            *(("picture", (None, picture, "image/png")) for picture in pictures)])

    def status(self, after=None, wait=None):
        asked = {"after": after, "wait": wait}
        params = {name: value for name, value in asked.items() if value is not None}
        return self.call("status", params=params, sid=self.sid)

    def enrol(self, key: Key, attests=EVERYTHING, signed_by=None):
        signer = signed_by or self.wallet.key
        return self.call("enrol", key=signer, cnf={"jwk": key.jwk()}, attests=list(attests))
