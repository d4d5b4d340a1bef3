"""The broker ends TLS by itself: same API, and cookies as https wants them."""

import datetime
import ssl
from http.cookies import SimpleCookie
from ipaddress import ip_address

import httpx
import pytest
from broker import HTTP, LIMIT, eventually
from connections import connected, ended
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from portal import Portal
from wallet import Phone

pytestmark = pytest.mark.quick


def write_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
                       critical=False)
        .sign(key, hashes.SHA256()))
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))


@pytest.fixture
def house(own_house):
    def edit(settings):
        settings["issuer"] = settings["issuer"].replace("http:", "https:")
        settings["tls"] = {"certificate_file": "./cert.pem", "private_key_file": "./key.pem"}
    house = own_house({"plain": {}}, edit)
    write_certificate(house.broker.folder)
    house.broker.client = httpx.Client(
        base_url=house.issuer, timeout=LIMIT,
        verify=ssl.create_default_context(cafile=house.broker.folder / "cert.pem"))
    house.broker.start()
    return house


def test_a_whole_login_over_tls(house):
    login, device = Portal(house.broker, "plain").start(), Phone(house.broker, house.wallet)
    assert login.payload.startswith("https://")
    assert device.scan(login.payload).status_code == 200
    assert device.confirm().json()["status"] == "approved"
    assert login.redeem().status_code == 200


def test_the_cookie_belongs_to_this_host_and_to_tls_only(house):
    query = Portal(house.broker, "plain").request(
        response_type="code", scope="openid", state="s")
    answer = house.broker.client.get("/authorize", params=query)
    (name, cookie), = SimpleCookie(answer.headers["set-cookie"]).items()
    assert name.startswith("__Host-qr_") and cookie["secure"] and cookie["httponly"]
    assert cookie["path"] == "/" and not cookie["domain"]
    # A year: a browser that has been here once never asks without TLS again.
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")  # old on purpose
def test_plain_http_and_old_tls_are_not_spoken(house):
    plain = house.issuer.replace("https:", "http:")
    with pytest.raises(httpx.HTTPError):
        httpx.get(plain + "/jwks", **HTTP)
    old = ssl.create_default_context(cafile=house.broker.folder / "cert.pem")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx.HTTPError):
        httpx.get(house.issuer + "/jwks", verify=old, timeout=LIMIT)


def client_hello() -> bytes:
    """What a client says first."""
    outgoing = ssl.MemoryBIO()
    client = ssl.create_default_context().wrap_bio(
        ssl.MemoryBIO(), outgoing, server_hostname="broker.example")
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    return outgoing.read()


@pytest.mark.slow
def test_a_handshake_that_never_ends_is_ended(house):
    """One says nothing, one stops in the middle of a word, one drips."""
    hello = client_hello()
    with connected(house.issuer, 3) as connections:
        _, halting, dripping = connections
        halting.sendall(hello[:40])
        rest = iter(hello[:-1])

        def all_are_ended():
            byte = next(rest, None)
            if byte is not None:
                try:
                    dripping.sendall(bytes([byte]))
                except ConnectionError:
                    pass
            return ended(connections)
        eventually(all_are_ended, "the end of all three")
        assert house.broker.client.get("/jwks").status_code == 200
