"""`<qr-login>` in the colours of the page around it, whatever the person prefers."""

import pytest
from colours import COLOURS
from framing import Site
from house import House

# A portal that never asks what the person prefers, or always does.
PORTAL = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title>
<meta name="viewport" content="width=device-width">
<script type="module" src="{issuer}/static/element/qr-login.js"></script>
<style>:root {{ color-scheme: {scheme} }} body {{ background: {ground} }}</style>
<body><qr-login client-id="strict" redirect-uri="{origin}/callback" scope="openid"
  code-challenge="{challenge}" {theme}></qr-login></body></html>"""

ONE_COLOURED = {"light": ("only light", "white"), "dark": ("dark", "black")}
PREFERENCES = pytest.mark.parametrize("prefers", ["light", "dark"])
FOLLOWS = pytest.mark.parametrize("theme", ["", 'theme="auto"', 'theme="sepia"'])

# Of all words in the element, the contrast of those that are hardest to read.
HARDEST = "(element) => {" + COLOURS + """
    const said = [...element.shadowRoot.querySelectorAll("*")].filter((one) =>
        one.checkVisibility() && [...one.childNodes].some((node) =>
            node.nodeType === Node.TEXT_NODE && node.data.trim()));
    return Math.min(...said.map((one) => contrast(getComputedStyle(one).color, ground(one))));
}"""

# What is left in the sheets of the question what the person prefers.
ASKING = """(element) => element.shadowRoot.adoptedStyleSheets
    .flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText)
    .filter((text) => text.includes("prefers-color-scheme"))"""


@pytest.fixture(scope="module")
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="module")
def broker(tmp_path_factory, site):
    house = House(tmp_path_factory.mktemp("theme"), {"plain": {}}, lambda settings: settings[
        "relying_parties"].append(site.settings("strict", wallets=["demo-wallet"])))
    house.broker.start()
    yield house.broker
    house.broker.stop()


@pytest.fixture
def element(broker, site, context_of):
    """The element, waiting, in a portal of these colours."""
    def make(prefers, scheme, ground, theme=""):
        site.pages["/"] = PORTAL.format(
            issuer=broker.issuer, origin=site.origin, challenge="c" * 43, scheme=scheme,
            ground=ground, theme=theme)
        # Colours are there at once, not after a transition.
        page = context_of(color_scheme=prefers, reduced_motion="reduce").new_page()
        page.goto(site.origin + "/")
        page.locator('qr-login[data-status="waiting"]').wait_for(state="attached")
        page.locator("[data-testid=qr][data-payload^=http]").wait_for(state="visible")
        return page.locator("qr-login")
    return make


@PREFERENCES
@pytest.mark.parametrize("theme", [pytest.param("dark", marks=pytest.mark.quick), "light"])
def test_a_portal_of_one_colour_can_be_read_by_everybody(element, theme, prefers):
    it = element(prefers, *ONE_COLOURED[theme], f'theme="{theme}"')
    assert it.evaluate(HARDEST) >= 4.5
    assert it.evaluate(ASKING) == []


@PREFERENCES
@FOLLOWS
def test_without_a_theme_it_is_as_the_person_prefers(element, theme, prefers):
    assert element(prefers, "light dark", "Canvas", theme).evaluate(HARDEST) >= 4.5


def test_the_browser_may_darken_it_where_it_may_darken_the_page(element):
    scheme = "it => getComputedStyle(it).colorScheme"
    assert element("dark", "only light", "white", 'theme="light"').evaluate(scheme) == "light only"
    assert element("dark", "normal", "white", 'theme="light"').evaluate(scheme) == "normal"


def test_a_portal_that_changes_its_colours_sees_nothing_drawn_anew(element):
    it = element("dark", "only light", "white")
    assert it.evaluate(HARDEST) < 4.5, "pale words, made for a dark ground"
    it.evaluate("it => { window.drawn = it.shadowRoot.firstElementChild }")
    it.evaluate("it => it.setAttribute('theme', 'light')")
    it.page.wait_for_function(f"() => ({HARDEST})(document.querySelector('qr-login')) >= 4.5")
    assert it.evaluate("it => window.drawn === it.shadowRoot.firstElementChild")
