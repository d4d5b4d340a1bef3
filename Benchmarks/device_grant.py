"""Complete logins by the device grant (RFC 8628), so many at once, for some seconds; written in
Python, as only the server's processor time is looked at.

One login: the portal's device asks for a code; it asks for tokens once and hears that nobody has
decided; the person, signed in by a cookie, opens the address with the code and says yes; the device
asks again and has an access token and an ID token. Asking twice before the decision would be told
to slow down; once is not, whatever interval is configured, so that nobody ever waits.
"""

import base64
import itertools
import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from glewlwyd import CLIENT, SECRET, Connection, Glewlwyd
from programs import cpu_seconds

_BASIC = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
_FORM = "application/x-www-form-urlencoded"


class Device:
    """One login after the other; the device and the person's browser keep a connection each."""

    def __init__(self, server: Glewlwyd):
        self._device = Connection(
            server.port, **{"Authorization": _BASIC, "Content-Type": _FORM})
        self._browser = Connection(server.port, Cookie=server.cookie)

    def _post(self, path: str, status: int = 200, **form: str) -> dict:
        _, text = self._device.ask("POST", f"/api/oidc/{path}/", urlencode(form), status)
        return json.loads(text)

    def _poll(self, code: str, status: int = 200) -> dict:
        return self._post("token", status, device_code=code, client_id=CLIENT,
                          grant_type="urn:ietf:params:oauth:grant-type:device_code")

    def login(self):
        begun = self._post(
            "device_authorization", grant_type="device_authorization", scope="openid")
        pending = self._poll(begun["device_code"], status=400)
        assert pending == {"error": "authorization_pending"}, pending
        query = urlencode({"code": begun["user_code"], "g_continue": ""})
        headers, _ = self._browser.ask("GET", f"/api/oidc/device?{query}", status=302)
        assert "prompt=deviceComplete" in headers["Location"], headers["Location"]
        tokens = self._poll(begun["device_code"])
        for name in ("access_token", "id_token"):
            assert tokens.get(name, "").count(".") == 2, f"no {name} that is signed: {tokens}"

    def logins_until(self, end: float) -> int:
        """How many there were: at least one."""
        for count in itertools.count(1):
            self.login()
            if time.monotonic() >= end:
                return count


def play(server: Glewlwyd, at_once: int, seconds: float) -> dict:
    """So many threads of logins; the first that goes wrong fails the run."""
    devices = [Device(server) for _ in range(at_once)]
    cpu, began = cpu_seconds(server.process.pid), time.monotonic()
    with ThreadPoolExecutor(at_once) as threads:
        counts = list(threads.map(lambda one: one.logins_until(began + seconds), devices))
    took, logins = time.monotonic() - began, sum(counts)
    return {"at_once": at_once, "logins": logins, "per_second": logins / took,
            "cpu_ms_each": (cpu_seconds(server.process.pid) - cpu) * 1000 / logins}
