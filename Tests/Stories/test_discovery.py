"""What a portal reads before it does anything, and that it is true."""

import pytest

pytestmark = pytest.mark.quick


def test_discovery_names_the_issuer_and_where_things_are(broker):
    answer = broker.client.get("/.well-known/openid-configuration")
    found = answer.json()
    assert answer.headers["content-type"].split(";")[0] == "application/json"
    assert found["issuer"] == broker.issuer
    for name, path in (("authorization_endpoint", "/authorize"), ("token_endpoint", "/token"),
                       ("userinfo_endpoint", "/userinfo"), ("jwks_uri", "/jwks")):
        assert found[name] == broker.issuer + path
    assert found["response_types_supported"] == ["code"]
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert set(found["subject_types_supported"]) == {"public", "pairwise"}
    assert "ES256" in found["id_token_signing_alg_values_supported"]
    assert "openid" in found["scopes_supported"]
    assert "authorization_code" in found["grant_types_supported"]
    assert found["authorization_response_iss_parameter_supported"] is True
    assert {"client_secret_basic", "client_secret_post", "private_key_jwt", "none"} <= set(
        found["token_endpoint_auth_methods_supported"])


def test_discovery_names_everything_a_client_can_use(broker):
    found = broker.client.get("/.well-known/openid-configuration").json()
    for name, path in (
            ("pushed_authorization_request_endpoint", "/par"),
            ("introspection_endpoint", "/introspect"), ("revocation_endpoint", "/revoke"),
            ("device_authorization_endpoint", "/device_authorization"),
            ("backchannel_authentication_endpoint", "/bc-authorize"),
            ("end_session_endpoint", "/end_session")):
        assert found[name] == broker.issuer + path
    assert set(found["grant_types_supported"]) == {
        "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code",
        "urn:openid:params:grant-type:ciba"}
    assert set(found["response_modes_supported"]) == {"query", "form_post"}
    assert set(found["backchannel_token_delivery_modes_supported"]) == {"poll", "ping"}
    assert "ES256" in found["dpop_signing_alg_values_supported"]
    assert "offline_access" in found["scopes_supported"]
    for name in ("claims_parameter_supported", "backchannel_logout_supported",
                 "backchannel_logout_session_supported"):
        assert found[name] is True, name
    assert found["request_parameter_supported"] is False
    assert "none" not in found["id_token_signing_alg_values_supported"]


def test_every_endpoint_discovery_names_is_there(broker):
    found = broker.client.get("/.well-known/openid-configuration").json()
    for name, address in found.items():
        if name.endswith(("_endpoint", "_uri")):
            assert broker.client.get(address).status_code != 404, name


def test_the_published_keys_are_public_and_named(broker):
    keys = broker.client.get("/jwks").json()["keys"]
    assert {key["alg"] for key in keys} >= {"ES256", "RS256"}
    assert len({key["kid"] for key in keys}) == len(keys)
    for key in keys:
        assert key["use"] == "sig" and not {"d", "p", "q", "k", "dp", "dq", "qi"} & set(key)


def test_the_keys_stay_the_same_over_a_restart(own_house):
    broker = own_house({"plain": {}}).broker.start()
    before = broker.client.get("/jwks").json()
    broker.restart()
    assert broker.client.get("/jwks").json() == before


@pytest.mark.parametrize("header, members, name", [
    ("en", {}, "Wallet demo-wallet"), ("zh-CN,zh;q=0.9,en;q=0.8", {}, "钱包 demo-wallet"),
    ("fr", {"ui_locales": "zh-CN"}, "钱包 demo-wallet"),
    ("en", {"ui_locales": "zh-CN"}, "Wallet demo-wallet"),
    ("fr", {"ui_locales": "de"}, "Wallet demo-wallet")])
def test_names_follow_the_browser_and_then_the_portals_wish(portal, header, members, name):
    created = portal().create(headers={"Accept-Language": header}, **members).json()
    assert created["links"]["wallets"][0]["name"] == name


def test_wallets_are_listed_with_their_deep_links(broker):
    for language, name in (("en", "Wallet demo-wallet"), ("zh-CN", "钱包 demo-wallet")):
        answer = broker.client.get("/v1/wallets", headers={"Accept-Language": language})
        listed = {entry["id"]: entry for entry in answer.json()["wallets"]}
        assert listed["demo-wallet"]["name"] == name
        assert "{payload}" in listed["demo-wallet"]["deep_link"]
