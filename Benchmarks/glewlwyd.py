"""glewlwyd, an OAuth server in C, with its OpenID Connect plugin, its device grant (RFC 8628) and a
fresh SQLite database with its own schema: what a complete login is compared with.

What it need not do, it is spared: its log says errors only; the client's secret is compared as it
is, not as a password's hash; the person has signed in and agreed to the portal before anything is
measured, as our wallet has its key. Tokens are signed with ES256, as ours are. SQLite is left as it
comes: each write is a transaction, and waits for the disk.
"""

import contextlib
import http.client
import json
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from broker import LIMIT, eventually, free_port
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SCHEMA = Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
# Its folder for middleware is missing in Debian's package, which it would call an error.
CONFIGURATION = """
port = {port}
bind_address = "127.0.0.1"
external_url = "http://127.0.0.1:{port}"
login_url = "login.html"
api_prefix = "api"
static_files_path = "/usr/share/glewlwyd/webapp/"
log_mode = "console"
log_level = "ERROR"
user_module_path = "/usr/lib/glewlwyd/user"
user_middleware_module_path = "{folder}/middleware"
client_module_path = "/usr/lib/glewlwyd/client"
user_auth_scheme_module_path = "/usr/lib/glewlwyd/scheme"
plugin_module_path = "/usr/lib/glewlwyd/plugin"
database = {{ type = "sqlite3"; path = "{folder}/glewlwyd.db"; }};
"""
CLIENT, SECRET = "portal", "a-secret-of-the-benchmark"
# Who administers is in the schema, with this password.
ADMINISTRATOR, PERSON, PASSWORD = "admin", "person", "password"


class Connection:
    """One kept connection; every answer must have the status that it ought to have."""

    def __init__(self, port: int, **headers: str):
        self.headers = headers
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)

    def ask(self, method: str, path: str, body: str | None = None, status: int = 200, **headers):
        """The answer's headers and its text."""
        self._connection.request(method, path, body, {**self.headers, **headers})
        answer = self._connection.getresponse()
        text = answer.read().decode()
        assert answer.status == status, f"{method} {path}: {answer.status} {text[:300]}"
        return answer.headers, text

    def send(self, method: str, path: str, document: dict):
        return self.ask(method, path, json.dumps(document), **{"Content-Type": "application/json"})


def _signing_key() -> dict:
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption())
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return {"jwt-type": "ecdsa", "jwt-key-size": "256",
            "key": private.decode(), "cert": public.decode()}


class Glewlwyd:
    def __init__(self, folder: Path, wrapper=()):
        """- `wrapper`: words of a command in front of it that leaves it a child of ours."""
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}/api/oidc"
        (folder / "middleware").mkdir()
        configuration = folder / "glewlwyd.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=self.port))
        with contextlib.closing(sqlite3.connect(folder / "glewlwyd.db")) as database:
            database.executescript(SCHEMA.read_text())
        self._log = folder / "glewlwyd.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [*wrapper, "glewlwyd", f"--config-file={configuration}"],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def prepare(self):
        """Makes what a login needs, and signs the person in: nothing of it is measured."""
        eventually(self._answers, "an answer of glewlwyd")
        administrator = self._signed_in(ADMINISTRATOR)
        administrator.send("POST", "/api/mod/plugin/", {
            "module": "oidc", "name": "oidc", "display_name": "OpenID Connect", "order_rank": 0,
            "parameters": {
                "iss": self.issuer, **_signing_key(), "code-duration": 600,
                "access-token-duration": 600, "refresh-token-duration": 600,
                "auth-type-device-enabled": True}})
        administrator.send("POST", "/api/client/", {
            "client_id": CLIENT, "name": CLIENT, "client_secret": SECRET, "confidential": True,
            "token_endpoint_auth_method": ["client_secret_basic"],
            "authorization_type": ["device_authorization"], "scope": [], "enabled": True})
        administrator.send("POST", "/api/user/", {
            "username": PERSON, "password": PASSWORD, "enabled": True,
            "scope": ["openid", "g_profile"]})
        person = self._signed_in(PERSON)
        person.send("PUT", f"/api/auth/grant/{CLIENT}", {"scope": "openid"})
        self.cookie = person.headers["Cookie"]

    def _answers(self) -> bool:
        assert self.process.poll() is None, f"glewlwyd ended: {self._log.read_text()[-2000:]}"
        try:
            Connection(self.port).ask("GET", "/config")
        except OSError:
            return False
        return True

    def _signed_in(self, name: str) -> Connection:
        headers, _ = Connection(self.port).send(
            "POST", "/api/auth/", {"username": name, "password": PASSWORD})
        return Connection(self.port, Cookie=headers["Set-Cookie"].split(";")[0])

    def stop(self):
        self.process.terminate()
        self.process.wait(LIMIT)


@contextlib.contextmanager
def running(wrapper=()):
    with tempfile.TemporaryDirectory() as folder:
        server = Glewlwyd(Path(folder), wrapper)
        try:
            server.prepare()
            yield server
        finally:
            server.stop()
