"""A face check as a person does it: the phone's page films them with the browser's own camera, the
broker asks for movements, and the real models judge. Chromium plays a still as its camera; whoever
moves does so when the page asks, however slow the machine is."""

import camera
import face_pictures
import pytest
from broker import LIMIT
from browser import CHROMIUM, CHROMIUM_FLAGS, MOBILE, profile
from demo import CHINESE, WalletPage
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def reel(tmp_path_factory):
    """The file that is played as the camera: a photograph."""
    reel = tmp_path_factory.mktemp("reel") / "camera.mjpeg"
    reel.write_bytes(b"".join(face_pictures.still("obama", 30)))
    return reel


@pytest.fixture(scope="module")
def filming(chromium, reel):
    """A browser with a camera."""
    # One browser of the driver is running already; this one differs in its flags.
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, timeout=1000 * LIMIT, args=[
            *CHROMIUM_FLAGS, "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={reel}"])
    yield browser
    browser.close()


class FilmedPhone(WalletPage):
    """A phone before whose camera somebody stands."""

    def __init__(self, context, demo):
        super().__init__(context, demo, "demo-wallet")

    def come_to_the_camera(self, code: str):
        """Scans, gives the portrait, consents: up to the face check."""
        self.scan(code).expect("request", "portrait")
        self.shown("portrait-file").set_input_files({
            "name": "portrait.jpg", "mimeType": "image/jpeg",
            "buffer": face_pictures.portrait("obama")})
        self.shown("portrait-picture").wait_for()
        self.next("portrait").confirm().expect("face")
        return self

    def film(self, person: str):
        """This person stands before the camera and does as asked."""
        camera.change_to(self.page, face_pictures.FILMED[person])
        return self.shoot()

    def shoot(self):
        asked = self.shown("capture").get_attribute("data-actions").split()
        assert len(asked) == 2
        self.shown("capture-start").click()
        expect(self.shown("capture")).to_have_attribute("data-phase", "shooting")
        self.page.locator(f'[data-act="{asked[0]}"]').wait_for()
        return self

    def expect_advice(self, reason: str, tries: int):
        advice = self.page.locator(f'[data-testid="face-advice"][data-reason="{reason}"]')
        advice.wait_for()
        expect(self.shown("tries-left")).to_have_attribute("data-tries", str(tries))
        return advice.inner_text()


@pytest.fixture
def before_camera(demos, portal_page, filming, pages):
    """A portal that waits, and a phone at the face check of the login."""
    contexts = []

    def make(**options):
        demo = demos("generic", face="local")
        contexts.append(profile(filming, **{**MOBILE, **options}))
        phone = FilmedPhone(contexts[-1], demo)
        pages.append(phone)
        portal = portal_page(demo, locale="en-GB").login()
        return portal, phone.come_to_the_camera(portal.code())
    yield make
    for context in contexts:
        context.close()


def test_whoever_is_on_the_portrait_does_as_asked_and_is_in(before_camera):
    portal, phone = before_camera()
    phone.film("obama")
    assert "face" in portal.expect_in().claims("id-token")["amr"]
    phone.expect_end("approved")


def test_somebody_else_is_told_so_and_the_person_may_still_try(before_camera):
    portal, phone = before_camera()
    words = phone.film("biden").expect_advice("mismatch", 2)
    assert len(words.split()) > 5, words
    portal.expect("face_checking", "face_retry")
    phone.film("obama")
    portal.expect_in()
    phone.expect_end("approved")


def test_a_photograph_before_the_camera_is_told_to_move(before_camera):
    portal, phone = before_camera(locale="zh-CN")
    words = phone.shoot().expect_advice("not_live", 2)
    assert CHINESE.search(words), words
    portal.expect("face_checking", "face_retry")
    phone.shown("deny").click()
    portal.expect("denied")
