"""A face check as a person does it: the phone's page films them with the browser's own camera, the
broker asks for movements, and the real models judge. Chromium plays a film as its camera."""

import face_pictures
import pytest
from browser import CHROMIUM, CHROMIUM_FLAGS, MOBILE
from demo import CHINESE, WalletPage
from playwright.sync_api import expect

# Seconds of each: the phone looks at the calm face for the first three seconds, and from then on
# for three and a half at each movement.
CALM, RISING, HELD, FALLING = 3.4, 0.3, 3.0, 0.2


def play(path, person: str, actions):
    """What the camera will see; Chromium reads the file whenever the camera is opened."""
    def frames(picture, seconds):
        return picture * round(seconds * face_pictures.film.CAMERA_FRAMES_PER_SECOND)
    calm, *movements = face_pictures.filmed(person, actions)
    film = frames(calm, CALM)
    for half, whole in zip(movements[::3], movements[1::3]):
        film += frames(half, RISING) + frames(whole, HELD) + frames(half, FALLING)
    path.write_bytes(film)


@pytest.fixture(scope="module")
def reel(tmp_path_factory):
    """The file that is played as the camera."""
    reel = tmp_path_factory.mktemp("reel") / "camera.mjpeg"
    play(reel, "obama", [])
    return reel


@pytest.fixture(scope="module")
def filming(chromium, reel):
    """A browser with a camera."""
    # One browser of the driver is running already; this one differs in its flags.
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[
        *CHROMIUM_FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={reel}"])
    yield browser
    browser.close()


class FilmedPhone(WalletPage):
    """A phone before whose camera somebody stands."""

    def __init__(self, context, demo, reel):
        super().__init__(context, demo, "demo-wallet")
        self.reel = reel

    def come_to_the_camera(self, code: str):
        """Scans, gives the portrait, consents: up to the face check."""
        self.scan(code).expect("request", "portrait")
        self.shown("portrait-file").set_input_files({
            "name": "portrait.jpg", "mimeType": "image/jpeg",
            "buffer": face_pictures.portrait("obama")})
        self.shown("portrait-picture").wait_for()
        self.next("portrait").confirm().expect("face")
        return self

    def film(self, person: str, actions=None):
        """This person stands before the camera and does as asked, or something else."""
        asked = self.shown("capture").get_attribute("data-actions").split()
        assert len(asked) == 2
        play(self.reel, person, asked if actions is None else actions)
        self.shown("capture-start").click()
        expect(self.shown("capture")).to_have_attribute("data-phase", "shooting")
        self.page.locator(f'[data-act="{asked[0]}"]').wait_for(timeout=20_000)
        return self

    def expect_advice(self, reason: str, tries: int):
        advice = self.page.locator(f'[data-testid="face-advice"][data-reason="{reason}"]')
        advice.wait_for(timeout=40_000)
        expect(self.shown("tries-left")).to_have_attribute("data-tries", str(tries))
        return advice.inner_text()


@pytest.fixture
def before_camera(demos, portal_page, filming, pages, reel):
    """A portal that waits, and a phone at the face check of the login."""
    contexts = []

    def make(**options):
        demo = demos("generic", face="local")
        contexts.append(filming.new_context(**{**MOBILE, "locale": "en-GB", **options}))
        phone = FilmedPhone(contexts[-1], demo, reel)
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
    words = phone.film("obama", actions=[]).expect_advice("not_live", 2)
    assert CHINESE.search(words), words
    portal.expect("face_checking", "face_retry")
    phone.shown("deny").click()
    portal.expect("denied")
