"""The phone page looks at the screen with its own camera.

The camera is Chromium's fake one, which shows a film of the portal's real page. Chromium on Linux
has no `BarcodeDetector`, so the page gets one that hands each frame of the film to zbar: the camera,
the frames and the reading are real, only the name they are reached by is lent.
"""

import base64
import subprocess
import threading

import pytest
from browser import CHROMIUM, CHROMIUM_FLAGS, MOBILE
from playwright.sync_api import sync_playwright
from test_browser_phone import PhonePage

LENT_DETECTOR = """
window.BarcodeDetector = class {
  static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
  async detect(video) {
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d").drawImage(video, 0, 0);
    const text = await window.readPicture(canvas.toDataURL("image/png"));
    return text ? [{ rawValue: text }] : [];
  }
};
"""


def read_picture(url: str) -> str:
    picture = base64.b64decode(url.partition(",")[2])
    read = subprocess.run(["zbarimg", "-q", "--raw", "-"], input=picture, capture_output=True)
    return read.stdout.decode().strip()


def with_camera(film, work):
    """Runs the work with a page of a browser whose camera shows the film."""
    flags = [
        *CHROMIUM_FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        context = chromium.new_context(**MOBILE, locale="en-GB")
        context.expose_function("readPicture", read_picture)
        context.add_init_script(LENT_DETECTOR)
        work(context)
        chromium.close()


@pytest.mark.parametrize("way", ["hosted", "embedded"])
def test_the_phone_page_reads_the_code_from_the_screen(window, demo, tmp_path, way):
    browser = window(way).open()
    code = browser.page.locator("[data-testid=qr][data-payload^=http]")
    code.wait_for(state="visible")
    code.scroll_into_view_if_needed()
    film = tmp_path / "screen.mjpeg"
    film.write_bytes(browser.page.screenshot(type="jpeg", quality=95))
    seen = []

    def look(context):
        phone = PhonePage(context, demo)
        phone.page.goto(demo.wallet + "/")
        phone.page.get_by_test_id("camera").click()
        phone.expect("request")
        seen.append(phone.shown("requester").inner_text())
        assert not phone.faults

    # The synchronous driver allows one of itself a thread.
    thread = threading.Thread(target=with_camera, args=(film, look))
    thread.start()
    thread.join(60)
    browser.expect("scanned")
    assert "127.0.0.1" in seen[0]
