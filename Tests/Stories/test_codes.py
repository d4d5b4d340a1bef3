"""The code on the page: its forms, its rotation, what is accepted of it and for how long."""

import base64
import re
import subprocess

import pytest
from broker import QRPHONE, eventually, in_time
from problems import assert_problem
from wallet import from_base64url

pytestmark = pytest.mark.quick

PAYLOAD = re.compile(r"/q/([A-Za-z0-9_-]{22,})\.([0-9]+)\.([A-Za-z0-9_-]{16,})$")


def parts(payload: str) -> tuple[str, int, str]:
    token, step, mac = PAYLOAD.search(payload).groups()
    return token, int(step), mac


def with_parts(payload: str, token=None, step=None, mac=None) -> str:
    old = parts(payload)
    chosen = (token or old[0], old[1] if step is None else step, mac or old[2])
    return payload.rsplit("/", 1)[0] + "/" + ".".join(map(str, chosen))


def test_the_payload_is_a_link_of_the_issuer_with_token_step_and_mac(portal):
    login = portal().start()
    assert login.payload.startswith(login.broker.issuer + "/q/")
    token, step, mac = parts(login.payload)
    assert step == 0 and len(from_base64url(token)) >= 16 and len(from_base64url(mac)) >= 12
    assert login.poll_token not in login.payload and login.id not in login.payload
    assert 0 < login.created["qr"]["valid_for"] <= 30


def test_every_login_has_secrets_of_its_own(portal):
    logins = [portal().start() for _ in range(20)]
    for secret in (
            lambda login: login.poll_token, lambda login: login.id,
            lambda login: login.created["user_code"], lambda login: parts(login.payload)[0]):
        assert len({secret(login) for login in logins}) == 20
    assert all(len(from_base64url(login.poll_token)) == 32 for login in logins)


@pytest.mark.parametrize("accept, media_type", [
    (None, "image/svg+xml"), ("*/*", "image/svg+xml"), ("image/*", "image/svg+xml"),
    ("image/svg+xml", "image/svg+xml"), ("image/png", "image/png"),
    ("text/plain", "text/plain"), ("application/json", "application/json"),
    ("image/png;q=0.5, application/json", "application/json"),
    ("text/html, image/png;q=0.2", "image/png")])
def test_a_frame_comes_in_the_form_asked_for(portal, accept, media_type):
    login = portal().start()
    request = login.broker.client.build_request("GET", login.path + "/qr", headers=login.headers)
    del request.headers["accept"]
    if accept:
        request.headers["accept"] = accept
    answer = login.broker.client.send(request)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.headers["session-version"] == "1"
    assert answer.headers["cache-control"] == "no-store"


def test_a_form_nobody_has_is_406(portal):
    assert_problem(portal().start().frame("application/pdf"), 406, "not_acceptable")


@pytest.mark.parametrize("reader", ["zbarimg", "ZXingReader", "qrphone"])
def test_the_pictures_are_read_by_independent_scanners(portal, tmp_path, reader):
    login = portal("steady").start()
    png, svg, drawn = tmp_path / "a.png", tmp_path / "b.svg", tmp_path / "b.png"
    png.write_bytes(login.frame("image/png").content)
    svg.write_bytes(login.frame("image/svg+xml").content)
    subprocess.run(["rsvg-convert", "--width=400", "-o", drawn, svg], check=True)
    for picture in (png, drawn):
        command = {"zbarimg": ["zbarimg", "-q", "--raw", picture], "ZXingReader":
                   ["ZXingReader", picture], "qrphone": [QRPHONE, "decode", picture]}[reader]
        read = subprocess.run(command, capture_output=True, text=True)
        assert login.payload in read.stdout, read


def test_the_json_frame_holds_the_modules(portal):
    frame = portal("steady").start().frame().json()
    size, data = frame["size"], base64.b64decode(frame["modules"], validate=True)
    assert (size - 17) % 4 == 0 and len(data) == (size * size + 7) // 8
    bits = [(data[i // 8] >> (7 - i % 8)) & 1 for i in range(size * size)]
    finder = [1, 1, 1, 1, 1, 1, 1, 0]
    assert bits[:8] == finder, "the top left finder pattern"
    assert bits[size - 8:size] == finder[::-1]
    assert frame["valid_for"] is None


def test_the_code_rotates_and_the_old_frame_goes_stale(portal, phone):
    login, first, second = portal("swift").start(), phone(), phone()
    old = login.payload
    eventually(lambda: parts(login.current_payload())[1] >= 5, "the fifth step")
    assert_problem(first.scan(old), 410, "stale_code")
    assert login.status() == "waiting"
    scanned = second.scan(login.current_payload())
    while scanned.status_code == 410:  # This machine stood still for longer than a frame lives.
        scanned = second.scan(login.current_payload())
    assert scanned.status_code == 200


def test_a_frame_is_accepted_for_three_seconds_after_its_end(portal, phone):
    def scanned_two_seconds_after_its_beginning():
        login = portal("swift").start()
        eventually(lambda: parts(login.current_payload())[1] >= 2, "the second step")
        return phone().scan(login.payload)
    # It lasts for one second.
    assert in_time(4, scanned_two_seconds_after_its_beginning).status_code == 200


def test_without_rotation_the_code_stays(portal, phone):
    login = portal("steady").start()
    assert login.created["qr"]["valid_for"] is None
    assert login.current_payload() == login.payload and parts(login.payload)[1] == 0
    assert phone().scan(login.payload).status_code == 200


def test_altered_future_and_unknown_codes_get_one_and_the_same_answer(portal, phone):
    login = portal("steady").start()
    mac = parts(login.payload)[2]
    other_mac = ("A" if mac[0] != "A" else "B") + mac[1:]
    forged = [
        with_parts(login.payload, mac=other_mac),
        with_parts(login.payload, mac=mac[:-1]),
        with_parts(login.payload, step=1),
        with_parts(login.payload, step=10**9),
        with_parts(login.payload, step=10**30),
        with_parts(login.payload, step="00"),
        with_parts(login.payload, token="A" * 22),
        login.payload + "x", login.payload.rsplit(".", 1)[0], login.payload + "?a=b",
        login.payload.replace("http://", "https://"),
        login.payload.replace("127.0.0.1", "login.example"),
        "hello", "", login.broker.issuer + "/q/"]
    answers = [phone().scan(payload) for payload in forged]
    for answer in answers:
        assert_problem(answer, 404, "unknown_code")
    assert len({answer.text for answer in answers}) == 1
    assert login.status() == "waiting"


def test_a_true_frame_of_a_step_to_come_is_unknown_not_stale(portal, phone):
    """Even with the right MAC for another login's step the code belongs to nobody."""
    first, second = portal("swift").start(), portal("swift").start()
    token, _, _ = parts(first.payload)
    _, step, mac = parts(second.current_payload())
    assert_problem(
        phone().scan(with_parts(first.payload, token=token, step=step, mac=mac)),
        404, "unknown_code")


def test_no_frames_once_scanned_or_over(portal, phone):
    scanned, cancelled = portal().start(), portal().start()
    phone().scan(scanned.payload)
    cancelled.cancel()
    for login in (scanned, cancelled):
        assert_problem(login.frame(), 409, "not_waiting")
        assert_problem(login.frame("image/png"), 409, "not_waiting")


def test_typed_codes_are_read_without_case_blanks_and_hyphens(portal, phone):
    for change in (str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} ",
                   lambda code: " ".join(code.replace("-", ""))):
        login = portal().start()
        assert re.fullmatch("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}",
                            login.created["user_code"])
        assert phone().scan(user_code=change(login.created["user_code"])).status_code == 200


def test_a_typed_code_nobody_has_is_unknown(phone):
    for code in ("BBBB-BBBB", "ABCD-EFGH", "", "BCDF", "BCDF-GHJK-LMNP", "张伟"):
        assert_problem(phone().scan(user_code=code), 404, "unknown_code")


def test_a_typed_code_of_a_login_that_is_over_says_so(portal, phone):
    login = portal().start()
    login.cancel()
    assert_problem(phone().scan(user_code=login.created["user_code"]), 410, "session_over")


def test_a_policy_may_turn_typed_codes_off(portal, phone):
    login = portal("untyped").start()
    assert login.created["user_code"] is None
    assert phone().scan(login.payload).status_code == 200


def test_the_landing_page_is_one_and_the_same_for_every_payload(portal, broker):
    login = portal().start()
    pages = [broker.client.get(path) for path in (
        login.payload, login.broker.issuer + "/q/unknown.0.AAAAAAAAAAAAAAAA",
        login.broker.issuer + "/q/x")]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    assert login.created["user_code"] not in pages[0].text
    assert pages[0].headers["content-type"].startswith("text/html")
    assert login.read().json()["version"] == 1
