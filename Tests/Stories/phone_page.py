"""The demo wallet as a page: a phone whose screen a story can press."""


class PhonePage:
    """The demo wallet in a window of its own, the size of a phone."""

    def __init__(self, context, demo):
        self.page, self.demo = context.new_page(), demo
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def shown(self, test_id):
        return self.page.get_by_test_id(test_id)

    def expect(self, status: str):
        self.page.locator(f'body[data-status="{status}"]').wait_for()

    def expect_step(self, step: str):
        self.page.locator(f'body[data-step="{step}"]').wait_for()
        return self

    def open(self, query="", person="zhang-wei"):
        self.page.goto(f"{self.demo.wallet}/{query}")
        self.page.locator(f'label[data-person="{person}"]').click()
        return self

    def scan(self, code: str, person="zhang-wei", query=""):
        self.open(query, person)
        self.shown("code-input").fill(code)
        self.shown("scan").click()
        return self

    def next(self):
        self.shown("next").click()
        return self

    def confirm(self):
        """Answers whatever the decision asks, and says yes."""
        self.expect("request")
        if self.shown("pin-input").count():
            self.shown("pin-input").fill("123456")
            self.next()
        if self.shown("terms").count():
            self.shown("terms").locator("input").first.check()
        self.shown("confirm").click()
        return self


def code_of(browser) -> str:
    """The payload that a page shows now."""
    qr = browser.page.locator("[data-testid=qr][data-payload^=http]")
    qr.wait_for(state="visible")
    return qr.get_attribute("data-payload")
