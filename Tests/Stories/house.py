"""The configuration the stories run against: one portal for each way of asking.

A portal is named after what it asks; `https://<id>.example` is its only origin and
`https://<id>.example/callback` its only redirect URI; an app leads back to
`https://<id>.example/welcome?from=app` only.
"""

from pathlib import Path

from broker import Broker, free_port
from wallet import Wallet

CONFIDENTIAL_SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ"

INITIAL_ACCESS_TOKEN = "initial-access-token-of-the-stories-0123456789"

LIFETIMES = {"scan": 120, "decide": 120, "face": 120, "redeem": 60, "total": 600}

# What each policy differs in from the plain one: nothing asked, number off, and a code that rotates
# so slowly that no story needs to hurry.
POLICIES = {
    "plain": {},
    "consent": {"asks": ["consent"]},
    "terms": {"asks": [{"terms": ["face-notice"]}]},
    "pin": {"asks": ["pin"]},
    "credential": {"asks": ["credential"]},
    "number": {"number_match": "always"},
    "face": {"asks": ["face"]},
    "everything": {
        "asks": ["credential", "pin", "consent", {"terms": ["face-notice"]}, "face"],
        "number_match": "always"},
    "steady": {"qr_rotation": 0},
    "swift": {"qr_rotation": 1},
    "untyped": {"user_code": "off"},
    "sso": {"single_sign_on": 3600},
    "sso-consent": {"single_sign_on": 3600, "asks": ["consent"]},
    "sso-face": {"single_sign_on": 3600, "asks": ["face"]},
}

CONFIDENTIAL = {"public": None, "secret_file": "./shop.secret"}


def policy(**changes) -> dict:
    plain = {
        "asks": [], "face": {"provider": "attested", "tries": 3}, "number_match": "off",
        "user_code": "on", "qr_rotation": 30, "lifetimes": dict(LIFETIMES)}
    lifetimes = changes.pop("lifetimes", {})
    plain["lifetimes"].update(lifetimes)
    return {**plain, **changes}


def portal(identifier: str, policy_name: str, **changes) -> dict:
    base = {
        "id": identifier,
        "name": {"en": f"Portal {identifier}", "zh-CN": f"门户 {identifier}"},
        "domain": f"{identifier}.example",
        "redirect_uris": [f"https://{identifier}.example/callback"],
        "origins": [f"https://{identifier}.example"],
        "return_uris": [f"https://{identifier}.example/welcome?from=app"],
        "public": True,
        "scopes": [
            "openid",
            {"name": "profile", "required": True, "title": {"en": "Your name", "zh-CN": "姓名"}},
            "email", "credential"],
        "wallets": ["demo-wallet", "strict-wallet", "modest-wallet"],
        "policies": {"login": policy_name},
    }
    return {key: value for key, value in {**base, **changes}.items() if value is not None}


def wallet(identifier: str, **changes) -> dict:
    base = {
        "id": identifier,
        "name": {"en": f"Wallet {identifier}", "zh-CN": f"钱包 {identifier}"},
        "jwks_file": f"./{identifier}.jwks.json",
        "wallet_signed_decisions": True,
        "attests": ["pin", "face", "credential", "organisation"],
        "deep_link": "demowallet://scan?code={payload}",
    }
    return {**base, **changes}


def relying_parties() -> list[dict]:
    """Portals that differ in what they do with tokens."""
    lasting = ["openid", "profile", "email", "offline_access"]
    return [
        portal("notes", "plain", scopes=lasting),
        portal("mail", "plain", **CONFIDENTIAL, scopes=lasting),
        portal("inspector", "plain", **CONFIDENTIAL, introspects=True),
        portal("vault", "plain", dpop_bound_access_tokens=True),
        portal("pushed", "plain", require_pushed_authorization_requests=True),
        portal("narrow", "plain", scopes=lasting, grants=["authorization_code"]),
        portal("signed", "plain", userinfo={"signed_alg": "ES256"}),
    ]


def configuration(policies: dict) -> dict:
    public, management = free_port(), free_port()
    portals = [portal(name, name) for name in policies]
    portals += [
        portal("other", "plain"),
        portal("shop", "plain", public=None, secret_file="./shop.secret"),
        portal("bank", "plain", public=None, jwks_file="./bank.jwks.json"),
        portal("pairwise", "plain", subject_type="pairwise"),
        portal("rsa", "plain", id_token_alg="RS256"),
        *relying_parties(),
    ]
    return {
        "issuer": f"http://127.0.0.1:{public}",
        "listen": f"127.0.0.1:{public}",
        "management_listen": f"127.0.0.1:{management}",
        "database": "./qrbroker.sqlite",
        "key_file": "./qrbroker.key",
        "log": {"level": "debug", "format": "json"},
        "shutdown_grace": 20,
        "limits": {name: "off" for name in (
            "create_per_address", "create_per_client", "wallet_calls_per_wallet",
            "wallet_calls_per_subject", "unknown_code_per_subject", "token_per_client",
            "invalid_statement_per_address")},
        "terms": {"face-notice": {
            "version": "2026-01",
            "title": {"en": "Face check notice", "zh-CN": "人脸核验须知"},
            "url": "/terms/face-notice"}},
        "registration": {
            "initial_access_token_file": "./registration.token", "policy": "plain",
            "wallets": ["demo-wallet"], "scopes": ["openid", "profile", "offline_access"]},
        "relying_parties": portals,
        "wallets": [
            wallet("demo-wallet"),
            wallet("strict-wallet", wallet_signed_decisions=False),
            wallet("modest-wallet", attests=[]),
            wallet("foreign-wallet"),
        ],
        "policies": {name: policy(**changes) for name, changes in policies.items()},
    }


class House:
    """A broker with every portal and the wallets that sign for it."""

    def __init__(self, folder: Path, policies=None, edit=None, **changes):
        """- `edit`: changes the settings where a top-level value is not enough."""
        folder.mkdir(parents=True, exist_ok=True)
        settings = {**configuration({"plain": {}, **(policies or POLICIES)}), **changes}
        if edit:
            edit(settings)
        self.issuer = settings["issuer"]
        self.wallets = {
            entry["id"]: Wallet(entry["id"], self.issuer) for entry in settings["wallets"]}
        for name, signer in self.wallets.items():
            (folder / f"{name}.jwks.json").write_text(signer.jwks())
        self.bank = Wallet("bank", self.issuer)
        (folder / "bank.jwks.json").write_text(self.bank.jwks())
        (folder / "shop.secret").write_text(CONFIDENTIAL_SECRET + "\n")
        (folder / "registration.token").write_text(INITIAL_ACCESS_TOKEN + "\n")
        self.broker = Broker(folder, settings)

    @property
    def wallet(self) -> Wallet:
        return self.wallets["demo-wallet"]
