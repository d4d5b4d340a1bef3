"""Tokens as a portal gets them, checks them with another library, and uses them."""

import json

from house import CONFIDENTIAL_SECRET
from joserfc import jwk, jwt
from wallet import from_base64url

SECRET = CONFIDENTIAL_SECRET


def signed_in(portal, device, claims=None, **changes):
    """A login of this person, approved and ready to be redeemed."""
    login = portal.start(**changes)
    assert device.scan(login.payload).status_code == 200
    granted = changes.get("scope", "openid").split()[1:]
    answer = device.confirm(scopes=granted or None, claims=claims)
    assert answer.json()["status"] == "approved", answer.text
    return login


def tokens_for(portal, device, claims=None, secret=None, **changes) -> dict:
    """What the portal gets for a login of this person."""
    login = signed_in(portal, device, claims, **changes)
    answer = login.redeem(client_secret=secret)
    assert answer.status_code == 200, answer.text
    return answer.json()


def verified(broker, token: str, kind="JWT") -> tuple[dict, dict]:
    """Header and claims, the signature checked with the published keys; `kind` is the `typ`."""
    keys = jwk.KeySet.import_key_set(broker.client.get("/jwks").json())
    read = jwt.decode(token, keys, algorithms=["ES256", "RS256"])
    assert read.header["typ"] == kind, read.header
    return read.header, read.claims


def unverified(token: str) -> dict:
    """The claims of a token whose signature other stories check."""
    return json.loads(from_base64url(token.split(".")[1]))


def post(broker, route: str, headers=None, **form):
    """A form at an OAuth endpoint; a member of None is left out."""
    form = {name: value for name, value in form.items() if value is not None}
    return broker.client.post(route, data=form, headers=headers)


def refresh(broker, client: str, token: str, **changes):
    return post(broker, "/token", **{
        "grant_type": "refresh_token", "refresh_token": token, "client_id": client, **changes})


def userinfo(broker, token: str, scheme="Bearer", **headers):
    return broker.client.get(
        "/userinfo", headers={"Authorization": f"{scheme} {token}", **headers})


def assert_token_refused(answer, error="invalid_token", scheme="Bearer"):
    """401 as RFC 6750 section 3 writes it."""
    assert answer.status_code == 401, answer.text
    challenge = answer.headers["www-authenticate"]
    assert challenge.startswith(scheme + " ") and f'error="{error}"' in challenge, challenge
    return challenge
