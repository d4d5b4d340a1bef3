"""The demo of a template as a person meets it: its portal in one window, and a wallet of it in
another, the size of a phone."""

import json
import os
import re
import subprocess

from broker import ROOT, eventually
from browser import Demo, Window
from phone_page import PhonePage
from playwright.sync_api import expect

FACE_WORKER = ROOT / ".venv-face" / "bin"

CHINESE = re.compile("[\u4e00-\u9fff]")

# What a browser says of each refusal, and the stories are full of those.
REFUSAL = "Failed to load resource"


class Demos:
    """Each template runs at most once, for all stories of a worker: `demos("exam")`."""

    def __init__(self, folder):
        self.folder, self.running = folder, {}

    def __call__(self, template: str, face="attested") -> Demo:
        name = f"{template}-{face}"
        if name not in self.running:
            path = f"{FACE_WORKER}{os.pathsep}{os.environ['PATH']}"
            self.running[name] = Demo(
                self.folder / name, "--template", template, "--face", face,
                environment={"PATH": path})
        return self.running[name]

    def stop(self):
        for demo in self.running.values():
            demo.stop()


class PortalPage(Window):
    """A window on the portal of a template, and on the broker's page it leads to."""

    def __init__(self, context, demo: Demo):
        super().__init__(context, demo, "hosted")

    def front(self):
        self.page.goto(self.demo.portal + "/")
        self.expect("front")
        return self

    def begin(self, test_id="login-hosted"):
        """Presses what leads to the broker's page."""
        self.shown(test_id).click()
        self.expect("waiting")
        return self

    def login(self):
        return self.front().begin()

    def code(self, within="") -> str:
        """The text in the code on the screen, as a program that others wrote reads it."""
        qr = self.page.locator(f"{within} [data-testid=qr][data-payload^=http]")
        qr.wait_for(state="visible")
        # The whole code, and nothing but the screen: it may stand below the edge of the window.
        qr.scroll_into_view_if_needed()
        # As long as it takes: the page may still be moving under the first picture.
        return eventually(self._seen, "a code that can be read")

    def _seen(self) -> str:
        found = subprocess.run(
            ["zbarimg", "-q", "--raw", "-"], input=self.page.screenshot(), capture_output=True)
        return found.stdout.decode().strip()

    def expect_in(self):
        """Waits until somebody is signed in."""
        self.expect_ended("signed_in")
        return self

    def memory(self) -> str:
        """What this window's portal remembers of who is signed in."""
        return self.page.evaluate("JSON.stringify(sessionStorage)")

    def remember(self, memory: str):
        """Begins where another window of this portal was."""
        self.page.add_init_script(
            f"sessionStorage.length || Object.assign(sessionStorage, {memory})")
        self.page.goto(self.demo.portal + "/")
        return self.expect_in()

    def expect_ended(self, status: str):
        ended = self.page.locator(", ".join(
            f'body[data-portal][data-status="{one}"]'
            for one in ("signed_in", "registered", "problem")))
        ended.wait_for()
        assert ended.get_attribute("data-status") == status, (
            self.page.locator("#main").inner_text(), self.faults)

    def claims(self, table: str) -> dict:
        """What the portal was told, by `userinfo`, `id-token`, or one of them with `-check`.
        The table is folded, and so its text is not what is seen."""
        rows = self.shown(table).locator("tr[data-claim]")
        rows.first.wait_for(state="attached")
        return {row.get_attribute("data-claim"): row.locator("td").text_content()
                for row in rows.all()}

    def fact(self, name: str):
        return self.page.locator(f'[data-fact="{name}"]')

    def expect_problem(self, reason: str, purpose: str):
        self.expect_ended("problem")
        problem = self.page.locator(f'[data-purpose="{purpose}"]').get_by_test_id("problem")
        expect(problem).to_have_attribute("data-reason", reason)


class WalletPage(PhonePage):
    """A wallet of the demo on somebody's phone, and the steps it leads through."""

    def __init__(self, context, demo: Demo, wallet: str):
        super().__init__(context, demo)
        self.query = f"?wallet={wallet}"

    @classmethod
    def opened(cls, page, demo: Demo):
        """What another page has opened, as `window.open` and links do."""
        made = cls.__new__(cls)
        made.page, made.demo, made.faults = page, demo, []
        return made

    def expect(self, status: str, step: str | None = None):
        """Waits for a screen, and for a step of a login."""
        selector = f'body[data-status="{status}"]' + (f'[data-step="{step}"]' if step else "")
        self.page.locator(selector).wait_for()
        return self

    def start(self, person="zhang-wei"):
        return self.open(self.query, person)

    def choose(self, person: str):
        """Says whose phone it is, where a page is open already."""
        self.page.locator(f'label[data-person="{person}"]').click()
        return self

    def scan(self, code: str, person="zhang-wei"):
        return super().scan(code, person, self.query)

    def next(self, step: str):
        """Takes a step as it stands."""
        self.expect("request", step)
        self.shown("next").click()
        return self

    def confirm(self):
        self.expect("request", "decision")
        self.shown("confirm").click()
        return self

    def accept_terms(self):
        self.expect("request", "decision")
        self.shown("terms").locator("input").check()
        return self

    def fail(self, reason: str):
        """The camera finds this; what the phone then advises."""
        self.expect("face")
        self.shown(f"face-fail-{reason}").click()
        return self.page.locator(f'[data-testid="face-advice"][data-reason="{reason}"]')

    def pass_face(self):
        self.expect("face")
        self.shown("face-pass").click()
        return self

    def expect_end(self, result: str, **attributes):
        """Waits for the end; `problem="…"` and `hint="…"` say more of it."""
        shown = self.shown("result")
        expect(shown).to_have_attribute("data-result", result)
        for name, value in attributes.items():
            expect(shown).to_have_attribute(f"data-{name}", value)
        return shown


def speaks(locator, locale: str) -> bool:
    """Whether there are words, and every line of them in this language alone."""
    lines = [line for line in locator.inner_text().splitlines() if line.strip()]
    return bool(lines) and all(
        bool(CHINESE.search(line)) == (locale == "zh-CN") for line in lines)


def as_json(claim: str):
    return json.loads(claim)
