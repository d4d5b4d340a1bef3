"""The code turns on the page without a flicker, and costs nothing where nobody sees it."""

import pytest
from playwright.sync_api import expect

WAYS = pytest.mark.parametrize("way", ["hosted", "embedded"])

# The picture is there before anything is drawn in it.
DRAWN = "[data-testid=qr][data-payload^=http]"

SET_VISIBILITY = """state => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@WAYS
def test_a_hidden_tab_asks_for_no_frames(window, way):
    """In a minute of the page's own time; then it is seen again and asks at once."""
    browser = window(way)
    page, frames = browser.page, []
    page.clock.install()
    page.on("request", lambda request: request.url.endswith("/qr") and frames.append(request))
    browser.open()
    code = page.locator(DRAWN)
    first = code.get_attribute("data-payload")
    page.clock.run_for(3_000)
    expect(code).not_to_have_attribute("data-payload", first)
    page.evaluate(SET_VISIBILITY, "hidden")
    asked = len(frames)
    assert asked > 0
    page.clock.run_for(60_000)
    assert len(frames) == asked
    with page.expect_request("**/qr"):
        page.evaluate(SET_VISIBILITY, "visible")


@WAYS
def test_the_code_turns_in_place(window, way):
    """The picture stays the same one: nothing is put in its place, not even for a moment."""
    browser = window(way).open()
    code = browser.page.locator(DRAWN)
    code.wait_for()
    first = code.get_attribute("data-payload")
    code.evaluate("""svg => {
        window.taken = 0;
        window.picture = svg;
        const count = (changes) => {
            for (const { removedNodes, addedNodes } of changes)
                window.taken += removedNodes.length + addedNodes.length;
        };
        const whole = { childList: true, subtree: true };
        new MutationObserver(count).observe(svg.parentNode, whole);
    }""")
    expect(code).not_to_have_attribute("data-payload", first)
    assert code.evaluate("svg => svg === window.picture && window.taken === 0")
    assert not browser.faults
