"""The house and what lives in it. One broker serves all stories of a worker that leave it alive;
a story that kills, starves or reconfigures it builds a house of its own."""

import itertools

import pytest
from broker import LIMIT
from browser import CHROMIUM, CHROMIUM_FLAGS, MOBILE, Camera, Demo, Window, profile
from demo import REFUSAL, Demos, PortalPage, WalletPage
from house import House
from listener import Listener
from playwright.sync_api import sync_playwright
from portal import Portal
from visit import Browser
from wallet import Phone


# A story with one of these looks at a browser, which takes seconds where others take milliseconds.
LONG = {"chromium", "demo", "demos", "own_demo"}


def pytest_collection_modifyitems(items):
    """The longest files come first: a worker takes a whole file at a time, and one that began a
    long file last would go on alone."""
    long = {item.path for item in items if LONG & {*item.fixturenames}}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture(scope="session")
def broker(house):
    return house.broker


@pytest.fixture
def portal(broker):
    """A portal by the name of what it asks: `portal("face")`."""
    return lambda identifier="plain": Portal(broker, identifier)


@pytest.fixture
def phone(house):
    """A new person's phone: `phone()`, `phone(sub=…, wallet="strict-wallet")`."""
    def make(wallet="demo-wallet", **options):
        return Phone(house.broker, house.wallets[wallet], **options)
    return make


@pytest.fixture
def browser(broker):
    """A browser that keeps its cookies: `browser()`, or `browser(own)` at another broker."""
    browsers = []

    def make(visited=None):
        browsers.append(Browser(visited or broker))
        return browsers[-1]
    yield make
    for one in browsers:
        one.close()


@pytest.fixture
def listener():
    """A portal's own web server."""
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def own_house(tmp_path):
    """Builds a house of the story's own, stopped at its end: `own_house(policies, **settings)`."""
    houses = []

    def build(policies=None, edit=None, **settings):
        house = House(tmp_path / f"house-{len(houses)}", policies, edit, **settings)
        houses.append(house)
        return house
    yield build
    for house in houses:
        house.broker.stop()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    demo = Demo(tmp_path_factory.mktemp("demo"))
    yield demo
    demo.stop()


@pytest.fixture
def own_demo(tmp_path):
    """A demo of the story's own."""
    demos = []

    def build(*flags):
        demos.append(Demo(tmp_path / f"demo-{len(demos)}", *flags))
        return demos[-1]
    yield build
    for demo in demos:
        demo.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_FLAGS, timeout=1000 * LIMIT)
        yield browser
        browser.close()


@pytest.fixture
def context_of(chromium):
    """A browser profile of its own, on a desktop unless told otherwise: `context_of(**MOBILE)`."""
    contexts = []

    def make(**options):
        contexts.append(profile(chromium, **options))
        return contexts[-1]
    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def window(context_of, demo):
    """A window on the demo portal: `window("hosted")`, `window("embedded", locale="zh-CN")`."""
    contexts = {}

    def make(way, **options):
        name = str(options)
        if name not in contexts:
            contexts[name] = context_of(**options)
        return Window(contexts[name], demo, way)
    return make


@pytest.fixture
def camera(demo, tmp_path):
    """A phone with a camera: `camera(person="li-na")`; each one is another phone."""
    numbers = itertools.count(1)

    def make(person="zhang-wei"):
        name = f"phone-{next(numbers)}"
        return Camera(demo.wallet_key, tmp_path / name, name, person)
    return make


@pytest.fixture(scope="session")
def demos(tmp_path_factory):
    """The demo of a template, shared: `demos("exam")`, `demos("province", face="local")`."""
    demos = Demos(tmp_path_factory.mktemp("demos"))
    yield demos
    demos.stop()


@pytest.fixture
def pages():
    """The windows of a story; none of them may have stumbled over its own script."""
    pages = []
    yield pages
    faults = [fault for page in pages for fault in page.faults if REFUSAL not in fault]
    assert not faults, faults


@pytest.fixture
def portal_page(context_of, pages):
    """Somebody's browser at the portal of a template: `portal_page(demo)`; in Chinese, unless
    told otherwise."""
    def make(demo, **options):
        pages.append(PortalPage(context_of(**{"locale": "zh-CN", **options}), demo))
        return pages[-1]
    return make


@pytest.fixture
def wallet_page(context_of, pages):
    """Somebody's phone with a wallet of a template: `wallet_page(demo, "alipay")`."""
    def make(demo, wallet, **options):
        context = context_of(**{**MOBILE, "locale": "zh-CN", **options})
        pages.append(WalletPage(context, demo, wallet))
        return pages[-1]
    return make


@pytest.fixture(autouse=True)
def nothing_broke_unseen(request):
    """No story may pass while the shared broker had a fault inside."""
    shared = request.getfixturevalue("broker") if "broker" in request.fixturenames else None
    yield
    if shared:
        faults = [entry for entry in shared.log.entries()
                  if entry.get("level") in ("error", "critical")]
        assert not faults, faults
