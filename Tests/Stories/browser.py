"""The demo as a person meets it: a portal in a browser, and `qrphone` looking at its screen."""

import json
import os
import subprocess
from pathlib import Path

from broker import LIMIT, QRBROKER, QRPHONE, Log, free_port
from playwright.sync_api import expect

expect.set_options(timeout=1000 * LIMIT)

# The same browser without windows, tabs and bars of its own, which `chromium` draws for nobody in
# every profile: ten profiles take 2.2 instead of 6.9 s of processor time.
CHROMIUM = os.environ.get("STORIES_CHROMIUM", "/usr/bin/chromium-headless-shell")

# No sandbox: the stories may run as root. No dialogue may stand in front of the page.
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
MOBILE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True,
          "has_touch": True}


# What the wallet of these people says of them; the phone page knows the same from the demo.
PEOPLE = {"zhang-wei": {"name": "张伟"}, "li-na": {"name": "李娜"}}


def profile(chromium, **options):
    """A browser profile of its own, in English on a desktop unless told otherwise."""
    context = chromium.new_context(**{**DESKTOP, "locale": "en-GB", **options})
    context.set_default_timeout(1000 * LIMIT)
    return context


class Demo:
    """`qrbroker demo` on ports of its own."""

    def __init__(self, folder: Path, *flags, environment=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.environment = {**os.environ, **(environment or {})}
        self.command = [QRBROKER, "demo", "--directory", str(folder), "--json", *flags]
        for name in ("broker", "portal", "wallet", "face", "management"):
            self.command += [f"--{name}-port", str(free_port())]
        self.start()

    def start(self):
        """Starts it on the ports it always has."""
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=self.environment)
        self.log = Log(self.process.stderr)
        self.output = Log(self.process.stdout)
        ready = self.output.wait(
            lambda entry: entry.get("event") == "ready", "the demo being ready")
        self.issuer, self.portal, self.wallet = (
            ready[name].rstrip("/") for name in ("issuer", "portal", "wallet"))
        self.wallet_key = ready["wallet_key"]

    def crash(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(LIMIT)


class Camera:
    """A phone that sees nothing but pictures of the screen."""

    def __init__(self, wallet_key: str, folder: Path, name="phone-1", person="zhang-wei"):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.name = folder, name
        self.fixed = ["--wallet-key", wallet_key, "--home", str(folder / "keys"), "--device", name,
                      "--person", person, "--json"]
        self.picture, self.claims = folder / "screen.png", folder / "claims.json"
        self.claims.write_text(json.dumps(PEOPLE[person]))

    def photograph(self, page):
        """Takes a picture of the screen once a code is drawn on it."""
        page.get_by_test_id("qr").wait_for(state="visible")
        page.locator("[data-testid=qr][data-payload^=http]").wait_for(state="visible")
        page.screenshot(path=self.picture)
        return self

    def run(self, *flags, status=0) -> dict:
        """Runs `qrphone` on the picture; its JSON, its exit status checked (`None`: any)."""
        if "--approve" in flags:
            flags += ("--claims", str(self.claims))
        result = subprocess.run(
            [QRPHONE, str(self.picture), *self.fixed, *flags], capture_output=True, text=True,
            timeout=LIMIT)
        assert status in (None, result.returncode), result
        return json.loads(result.stdout) if result.stdout.strip() else {}

    def scan(self, page, **options) -> dict:
        return self.photograph(page).run("--scan-only", **options)


class Window:
    """A browser window on the demo portal, signing in by one of its two ways."""

    def __init__(self, context, demo: Demo, way: str):
        self.page = context.new_page()
        self.demo, self.way = demo, way
        self.host = "body" if way == "hosted" else "qr-login"
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message):
        # The next frame of a code that is scanned meanwhile is refused, and the browser tells it.
        is_late_frame = "409" in message.text and message.location["url"].endswith("/qr")
        if message.type == "error" and not is_late_frame:
            self.faults.append(message.text)

    def open(self):
        self.page.goto(self.demo.portal + "/")
        self.page.get_by_test_id(f"login-{self.way}").click()
        self.expect("waiting")
        # Gone after any reload, so that a story can tell that none happened.
        self.page.evaluate("window.sameDocument = true")
        return self

    def expect(self, status: str, hint: str | None = None):
        """Waits until the page shows this status (and hint)."""
        selector = f'{self.host}[data-status="{status}"]'
        if hint:
            selector += f'[data-hint="{hint}"]'
        self.page.locator(selector).wait_for(state="attached")

    def was_not_reloaded(self) -> bool:
        return self.page.evaluate("window.sameDocument === true")

    def expect_signed_in(self) -> dict:
        """Waits for the portal's view of the person; its claims by name."""
        outcome = self.page.locator(
            'body[data-status="signed_in"], body[data-status="problem"]')
        outcome.wait_for()
        assert outcome.get_attribute("data-status") == "signed_in", (
            self.shown("problem").inner_text(), self.faults)
        rows = self.page.get_by_test_id("userinfo").locator("tr[data-claim]")
        return {row.get_attribute("data-claim"): row.locator("td").inner_text()
                for row in rows.all()}

    def shown(self, test_id: str):
        return self.page.get_by_test_id(test_id)
