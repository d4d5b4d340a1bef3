"""An operator switches a portal, a wallet or one of its keys off in a running broker, and on again."""

import secrets
import sqlite3
import threading

import pytest
from broker import LIMIT, eventually, run
from house import CONFIDENTIAL, portal as portal_settings
from portal import Portal
from problems import assert_error_page, assert_oauth_error, assert_problem
from switches import Switches
from tokens import SECRET, assert_token_refused, post, refresh, signed_in, tokens_for, unverified, \
    userinfo
from visit import Browser
from wallet import Key, Phone

pytestmark = pytest.mark.quick

INACTIVE = {"active": False}
SCOPE = "openid profile offline_access"


@pytest.fixture
def house(own_house):
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}})
    house.broker.start()
    house.switches = Switches(house.broker)
    return house


def phone_of(house, wallet="demo-wallet", **options) -> Phone:
    return Phone(house.broker, house.wallets[wallet], **options)


def log_in(house, identifier="plain", **options):
    """A whole login, by which something works."""
    return tokens_for(Portal(house.broker, identifier), phone_of(house, **options))


def ended(login, after=0) -> dict:
    """How a login that waits hears of its end."""
    session = login.next(after)
    assert (session["status"], session["hint"]) == ("expired", "switched_off")
    assert session["problem"]["reason"] == "switched_off" and session.get("result") is None
    return session


def waiting(login, version: int):
    """A page that holds its poll while something is switched; its answer is to be asked for."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(ended(login, version)))
    thread.start()

    def join():
        thread.join()
        (answer,) = answers
        return answer
    return join


# A portal


class Mail:
    """A portal with everything there is: secrets, programs, requests without a code."""

    def __init__(self, house):
        self.house, self.broker = house, house.broker
        self.portal, self.phone = Portal(house.broker, "mail"), phone_of(house)
        self.tokens = tokens_for(self.portal, self.phone, {"name": "张伟"}, SECRET, scope=SCOPE)
        self.sub = unverified(self.tokens["id_token"])["sub"]

    def form(self, route, **members):
        return post(self.broker, route, client_id="mail", client_secret=SECRET, **members)

    def introspect(self, token):
        return post(self.broker, "/introspect", token=token, client_id="inspector",
                    client_secret=SECRET).json()

    def refresh(self, token=None):
        return refresh(self.broker, "mail", token or self.tokens["refresh_token"],
                       client_secret=SECRET)

    def every_question(self):
        """What the portal's server may ask, each answered 200 or 201 while it is on."""
        return {
            "par": self.form("/par", response_type="code", **{
                name: value for name, value in self.portal.request(scope="openid").items()
                if name != "client_id"}),
            "device": self.form("/device_authorization", scope="openid"),
            "ciba": self.form("/bc-authorize", scope="openid", login_hint=self.sub),
            "introspect": self.form("/introspect", token=self.tokens["access_token"]),
            "revoke": self.form("/revoke", token="nothing")}

    def assert_on(self):
        answers = self.every_question()
        assert {name: answer.status_code for name, answer in answers.items()} == {
            "par": 201, "device": 200, "ciba": 200, "introspect": 200, "revoke": 200}
        assert answers["introspect"].json()["active"] is True
        assert userinfo(self.broker, self.tokens["access_token"]).json()["name"] == "张伟"
        tokens_for(self.portal, phone_of(self.house), secret=SECRET)

    def assert_off(self):
        for answer in self.every_question().values():
            assert_oauth_error(answer, 401, "invalid_client")
        assert_oauth_error(self.refresh(), 401, "invalid_client")
        assert_token_refused(userinfo(self.broker, self.tokens["access_token"]))
        for token in (self.tokens["access_token"], self.tokens["refresh_token"]):
            assert self.introspect(token) == INACTIVE
        page = self.portal.create(headers={"Origin": self.portal.origin})
        assert_problem(page, 403, "switched_off")
        assert page.headers["access-control-allow-origin"] == self.portal.origin, "it may read that"
        assert int(page.headers["retry-after"]) > 0
        answer = Browser(self.broker).visit(self.portal).answer
        assert_error_page(answer)
        assert 'data-problem="switched_off"' in answer.text
        log_in(self.house, "plain")


def test_a_portal_is_off_at_once_and_after_a_crash_and_then_on_as_before(house):
    mail = Mail(house)
    mail.assert_on()
    house.switches.off(portal="mail", reason="its server was taken over")
    mail.assert_off()
    house.broker.restart()
    assert house.switches.heard("switched off", portal="mail") == 1, "and it says so"
    mail.assert_off()
    house.switches.on(portal="mail")
    mail.assert_on()
    assert mail.refresh().status_code == 200, "the token was not used up"
    house.broker.restart()
    assert house.switches.heard("switched off") == 0
    mail.assert_on()


def test_logins_under_way_at_a_portal_end_and_their_pages_hear_it(house):
    broker, portal, other = house.broker, Portal(house.broker, "sso"), Portal(house.broker, "plain")
    untouched, fresh = other.start(), portal.start()
    scanned, approved = portal.start(), signed_in(portal, phone_of(house))
    device = phone_of(house)
    assert device.scan(scanned.payload).status_code == 200
    code, version = approved.code(), approved.read().json()["version"]
    pages = [waiting(fresh, 1), waiting(scanned, 2), waiting(approved, version)]
    broker.wait_until_held(3)
    house.switches.off(portal="sso")
    for page in pages:
        assert page()["problem"].get("redirect_to") is None, "nobody is sent there"
    assert_problem(device.confirm(), 410, "session_over")
    assert_problem(phone_of(house).scan(fresh.payload), 404, "unknown_code")
    assert_oauth_error(approved.redeem(code), 401, "invalid_client")
    assert untouched.status() == "waiting"
    assert phone_of(house).scan(untouched.payload).status_code == 200
    causes = {cause for (cause,) in broker.rows(
        "SELECT cause FROM audit_trail WHERE client = 'sso' AND reason = 'switched_off'")}
    assert causes == {"switch_off"}
    house.switches.on(portal="sso")
    assert_oauth_error(approved.redeem(code), 400, "invalid_grant")
    assert fresh.read().json()["status"] == "expired", "what has ended stays so"
    log_in(house, "sso")


def test_an_embedded_page_may_read_that_its_portal_is_off(house):
    login = Portal(house.broker, "plain").start()
    house.switches.off(portal="plain")
    answer = house.broker.client.get(
        login.path, headers={**login.headers, "Origin": login.portal.origin})
    assert answer.json()["hint"] == "switched_off"
    assert answer.headers["access-control-allow-origin"] == login.portal.origin
    page = house.broker.client.get(login.path + "/page", headers=login.headers)
    assert page.json()["relying_party"]["id"] == "plain"


@pytest.mark.slow
def test_programs_and_requests_without_a_code_end_with_their_portal(house):
    mail = Mail(house)
    device = mail.form("/device_authorization", scope="openid").json()
    request = mail.form("/bc-authorize", scope="openid", login_hint=mail.sub).json()
    assert len(mail.phone.call("requests").json()["requests"]) == 1
    pushed = mail.every_question()["par"].json()["request_uri"]
    house.switches.off(portal="mail")
    assert mail.phone.call("requests").json()["requests"] == []
    assert_problem(mail.phone.scan(user_code=device["user_code"]), 404, "unknown_code")
    answer = house.broker.client.get(
        "/authorize", params={"client_id": "mail", "request_uri": pushed})
    assert_error_page(answer)
    house.switches.on(portal="mail")
    for grant, member, secret in [
            ("urn:ietf:params:oauth:grant-type:device_code", "device_code", device["device_code"]),
            ("urn:openid:params:grant-type:ciba", "auth_req_id", request["auth_req_id"])]:
        answer = mail.form("/token", grant_type=grant, **{member: secret})
        # At "expired_token" a program might begin anew by itself.
        assert_oauth_error(answer, 400, "access_denied")


@pytest.fixture
def told(own_house, listener):
    """Two portals that want to hear of logouts."""
    def edit(settings):
        for name in ("told", "also-told"):
            settings["relying_parties"].append(portal_settings(
                name, "plain", backchannel_logout_uri=f"{listener.address}/{name}"))
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}}, edit)
    house.broker.start()
    house.switches = Switches(house.broker)
    return house


@pytest.mark.slow
def test_a_portal_that_is_off_is_called_when_it_is_on_again(told, listener):
    broker = told.broker
    device, browser = phone_of(told), Browser(broker)
    for name in ("told", "also-told"):
        browser.sign_in(Portal(broker, name), device)
    told.switches.off(portal="told")
    assert {entry["id"] for one in device.call("sign_ins").json()["sign_ins"]
            for entry in one["relying_parties"]} == {"told", "also-told"}, "the person still sees it"
    assert device.call("end_sign_in", sign_in="all").status_code == 200
    assert listener.next().path == "/also-told"
    # What was heard and not yet noted would be said once more after a crash.
    eventually(lambda: broker.rows("SELECT client, attempts FROM deliveries") == [("told", 0)],
               "the one message left")
    broker.restart()
    browser.sign_in(Portal(broker, "also-told"), device)
    assert device.call("end_sign_in", sign_in="all").status_code == 200
    assert listener.next().path == "/also-told" and listener.is_quiet()
    told.switches.on(portal="told")
    # Where the listener was slow to answer, the other one is told once more.
    eventually(lambda: listener.next().path == "/told", "the message to the portal that is on again")


@pytest.mark.slow
def test_what_waits_for_a_portal_that_is_off_keeps_nobody_waiting(told, listener):
    broker = told.broker
    device = phone_of(told)
    Browser(broker).sign_in(Portal(broker, "also-told"), device)
    told.switches.off(portal="told")
    with sqlite3.connect(broker.database, timeout=LIMIT) as connection:
        connection.executemany(
            "INSERT INTO deliveries (id, kind, client, content, next_at, give_up_at) "
            "VALUES (?, 'logout', 'told', x'00', 1, ?)",
            [(secrets.token_bytes(16), 10 ** 15) for _ in range(2000)])
    assert device.call("end_sign_in", sign_in="all").status_code == 200
    assert listener.next().path == "/also-told"
    assert broker.rows("SELECT DISTINCT client, attempts FROM deliveries WHERE client = 'told'") == [
        ("told", 0)]


@pytest.mark.slow
def test_a_person_can_still_sign_out_of_a_portal_that_is_off(own_house):
    def edit(settings):
        settings["relying_parties"].append(portal_settings(
            "left", "sso", post_logout_redirect_uris=["https://left.example/bye"]))
    house = own_house({"plain": {}, "sso": {"single_sign_on": 3600}}, edit)
    broker = house.broker.start()
    switches, browser = Switches(broker), Browser(broker)
    token = browser.sign_in(Portal(broker, "left"), phone_of(house)).tokens["id_token"]
    switches.off(portal="left")
    answer = browser.get("/end_session", params={
        "id_token_hint": token, "post_logout_redirect_uri": "https://left.example/bye"})
    assert answer.status_code == 200 and "location" not in answer.headers, "and goes nowhere"
    switches.on(portal="left")
    assert browser.visit(Portal(broker, "left"), prompt="none").back["error"] == "login_required"


# A wallet


class Holder:
    """A person of a wallet, with everything that a wallet leads to."""

    def __init__(self, house):
        self.house, self.broker, self.browser = house, house.broker, Browser(house.broker)
        self.phone, self.enrolled = phone_of(house), phone_of(house)
        self.enrolled.key = Key()
        assert self.enrolled.enrol(self.enrolled.key).status_code == 201
        self.browser.sign_in(Portal(house.broker, "sso"), self.phone)
        self.tokens = tokens_for(Portal(house.broker, "notes"), self.phone, scope=SCOPE)

    def refresh(self):
        return refresh(self.broker, "notes", self.tokens["refresh_token"])

    def offered(self) -> set:
        return {wallet["id"] for wallet in self.broker.client.get("/v1/wallets").json()["wallets"]}

    def assert_on(self):
        assert "demo-wallet" in self.offered()
        assert userinfo(self.broker, self.tokens["access_token"]).status_code == 200
        visit = self.browser.visit(Portal(self.broker, "sso"), prompt="none")
        assert visit.redeem(visit.back["code"]).status_code == 200
        for device in (self.phone, self.enrolled):
            tokens_for(Portal(self.broker, "plain"), device)
        self.tokens.update(self.refresh().json())

    def assert_off(self):
        assert self.offered() and "demo-wallet" not in self.offered()
        assert_token_refused(userinfo(self.broker, self.tokens["access_token"]))
        error = assert_oauth_error(self.refresh(), 503, "temporarily_unavailable")
        assert "switched off" in error["error_description"]
        for token in (self.tokens["access_token"], self.tokens["refresh_token"]):
            assert post(self.broker, "/introspect", token=token, client_id="inspector",
                        client_secret=SECRET).json() == INACTIVE
        visit = self.browser.visit(Portal(self.broker, "sso"), prompt="none")
        assert visit.back["error"] == "login_required"
        visit = self.browser.visit(Portal(self.broker, "sso"))
        assert visit.page().get("sign_on") is None, "a scan is needed"
        login = Portal(self.broker, "plain").start()
        assert "demo-wallet" not in {
            wallet["id"] for wallet in login.created["links"]["wallets"]}
        for device in (self.phone, self.enrolled):
            assert_problem(device.scan(login.payload), 401, "invalid_assertion")
            for act in ("devices", "sign_ins", "requests"):
                assert_problem(device.call(act), 401, "invalid_assertion")
        assert_problem(self.phone.enrol(Key()), 401, "invalid_assertion")
        answer = Portal(self.broker, "plain").create(wallets=["demo-wallet"])
        assert_problem(answer, 403, "switched_off")
        only = Browser(self.broker).visit(Portal(self.broker, "plain"), wallets="demo-wallet")
        assert only.back["error"] == "temporarily_unavailable"
        other = phone_of(self.house, "modest-wallet")
        assert other.scan(login.payload).status_code == 200
        assert other.confirm().json()["status"] == "approved"
        assert login.redeem().status_code == 200


@pytest.mark.slow
def test_a_wallet_is_off_at_once_and_after_a_crash_and_then_on_as_before(house):
    holder = Holder(house)
    holder.assert_on()
    house.switches.off(wallet="demo-wallet")
    holder.assert_off()
    house.broker.restart()
    holder.assert_off()
    house.switches.on(wallet="demo-wallet")
    holder.assert_on()
    house.broker.restart()
    holder.assert_on()


def test_logins_that_a_wallet_has_claimed_end_with_it(house):
    broker, portal = house.broker, Portal(house.broker, "plain")
    fresh, scanned, other = portal.start(), portal.start(), portal.start()
    approved = signed_in(portal, phone_of(house))
    device, stranger = phone_of(house), phone_of(house, "modest-wallet")
    assert device.scan(scanned.payload).status_code == 200
    assert stranger.scan(other.payload).status_code == 200
    code = approved.code()
    pages = [waiting(scanned, 2), waiting(approved, approved.read().json()["version"])]
    broker.wait_until_held(2)
    house.switches.off(wallet="demo-wallet")
    for page in pages:
        assert "error=access_denied" in page()["problem"]["redirect_to"], "the portal hears of it"
    assert_problem(device.confirm(), 401, "invalid_assertion")
    assert_oauth_error(approved.redeem(code), 400, "invalid_grant")
    assert stranger.confirm().json()["status"] == "approved"
    assert fresh.status() == "waiting"
    assert phone_of(house, "modest-wallet").scan(fresh.payload).status_code == 200


@pytest.mark.slow
def test_a_code_that_no_wallet_could_scan_ends(house):
    login = Portal(house.broker, "plain").start(wallets=["demo-wallet", "strict-wallet"])
    house.switches.off(wallet="demo-wallet")
    assert login.status() == "waiting"
    page = waiting(login, 1)
    house.broker.wait_until_held(1)
    house.switches.off(wallet="strict-wallet")
    page()


# A key


@pytest.mark.slow
def test_a_key_is_off_at_once_and_after_a_crash_and_then_on_as_before(house):
    portal, wallet = Portal(house.broker, "plain"), house.wallet
    stolen, good = wallet.keys["ES256"], wallet.keys["EdDSA"]
    owner = phone_of(house, key=Key())
    assert owner.enrol(owner.key, signed_by=stolen).status_code == 201

    def assert_off():
        assert_problem(phone_of(house).scan(portal.start().payload), 401, "invalid_assertion")
        assert_problem(owner.enrol(Key(), signed_by=stolen), 401, "invalid_assertion")
        assert owner.enrol(Key(), signed_by=good).status_code == 201
        tokens_for(portal, phone_of(house, key=good))
        tokens_for(portal, owner)
    log_in(house)
    house.switches.off(wallet=wallet.id, kid=stolen.kid, reason="found in a public repository")
    assert_off()
    house.broker.restart()
    assert_off()
    house.switches.on(wallet=wallet.id, kid=stolen.kid)
    log_in(house)
    house.broker.restart()
    log_in(house)


# The very next write


@pytest.mark.parametrize("what", ["portal", "wallet", "kid"])
def test_no_decision_passes_once_the_command_has_returned(house, what):
    """Whether the broker has looked since or not."""
    names = {"portal": {"portal": "plain"}, "wallet": {"wallet": "demo-wallet"},
             "kid": {"wallet": "demo-wallet", "kid": house.wallet.key.kid}}[what]
    login, device = Portal(house.broker, "plain").start(), phone_of(house)
    assert device.scan(login.payload).status_code == 200
    house.switches.throw("off", **names)
    answer = device.confirm()
    assert answer.status_code in (401, 410), answer.text
    assert login.status() != "approved"


@pytest.mark.parametrize("names", [{"portal": "plain"}, {"wallet": "demo-wallet"}])
def test_no_code_is_redeemed_once_the_command_has_returned(house, names):
    login = signed_in(Portal(house.broker, "plain"), phone_of(house))
    code = login.code()
    house.switches.throw("off", **names)
    answer = login.redeem(code)
    assert answer.json()["error"] in ("invalid_client", "invalid_grant"), answer.text


def test_nothing_is_renewed_once_the_command_has_returned(house):
    given = tokens_for(Portal(house.broker, "notes"), phone_of(house), scope=SCOPE)
    house.switches.throw("off", portal="notes")
    answer = refresh(house.broker, "notes", given["refresh_token"])
    assert_oauth_error(answer, 401, "invalid_client")


@pytest.mark.parametrize("names", [{"portal": "plain"}, {"wallet": "demo-wallet"}])
def test_what_was_switched_off_while_nothing_ran_is_off_from_the_first_answer_on(house, names):
    login, device = Portal(house.broker, "plain").start(), phone_of(house)
    assert device.scan(login.payload).status_code == 200
    house.broker.kill()
    house.switches.throw("off", **names)
    house.broker.start()
    ended(login)
    assert device.confirm().status_code in (401, 410)


# The command


@pytest.mark.slow
def test_the_command_says_what_it_changed_and_lists_what_is_off(house):
    switches, kid = house.switches, house.wallet.key.kid
    assert switches.list() == []
    names = [{"portal": "plain"}, {"wallet": "demo-wallet"}, {"wallet": "demo-wallet", "kid": kid}]
    for name in names:
        assert switches.throw("on", **name)["changed"] is False
        assert switches.throw("off", reason="为什么", **name)["changed"] is True
        assert switches.throw("off", reason="again", **name)["changed"] is False
    shown = switches.list()
    for line in shown:
        assert line.pop("reason") == "为什么" and line.pop("since").endswith("Z")
    assert sorted(shown, key=str) == sorted(names, key=str)
    eventually(lambda: house.broker.measured("qrbroker_switched_off") == 3, "three in the metrics")
    house.broker.log.wait(lambda entry: entry.get("message") == "switched off"
                          and entry.get("reason") == "为什么", "the reason")
    for name in names:
        assert switches.throw("on", **name)["changed"] is True
    assert switches.list() == []
    eventually(lambda: house.broker.measured("qrbroker_switched_off") == 0, "none in the metrics")
    log_in(house)


@pytest.mark.slow
def test_what_is_not_there_is_named_with_what_is(house):
    ask, kid = house.switches.run, house.wallet.key.kid
    for way in ("off", "on"):
        assert "plain, pushed" in ask(way, "--portal", "nobody", expected=1)
        assert "demo-wallet, strict-wallet" in ask(way, "--wallet", "nobody", expected=1)
        assert "demo-wallet" in ask(way, "--wallet", "nobody", "--kid", kid, expected=1)
        assert kid in ask(way, "--wallet", "demo-wallet", "--kid", "x", expected=1)
    assert house.switches.list() == []


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [
    [], ["--portal", "plain", "--wallet", "demo-wallet"], ["--kid", "x"],
    ["--portal", "plain", "--kid", "x"], ["--portal", "plain", "--reason", ""],
    ["--portal", "plain", "--reason", "a\nb"], ["--portal", "plain", "--reason", "x" * 201]])
def test_what_means_nothing_is_refused(house, arguments):
    house.switches.run("off", *arguments, expected=64)
    assert house.switches.list() == []


@pytest.mark.slow
def test_names_that_begin_with_a_hyphen_are_names(own_house):
    def edit(settings):
        settings["relying_parties"].append(portal_settings("-shop", "plain", **CONFIDENTIAL))
    house = own_house({"plain": {}}, edit)
    switches = Switches(house.broker)
    switches.throw("off", reason="-", portal="-shop")
    assert [line["portal"] for line in switches.list()] == ["-shop"]
    switches.throw("on", portal="-shop")
    assert "no such key" in switches.run(
        "off", "--wallet", "demo-wallet", "--kid", "-x", expected=1)


def test_a_portal_that_registered_itself_has_a_switch_too(house):
    result = run("client", "add", "--config", "qrbroker.yaml", "--id", "library", "--public",
                 "--name", "Library", "--policy", "plain",
                 "--redirect-uri", "https://library.example/callback", cwd=house.broker.folder)
    assert result.returncode == 0, result.stderr
    library = Portal(house.broker, "library")
    eventually(lambda: library.create().status_code == 201, "the broker knowing it")
    house.switches.off(portal="library")
    assert_problem(library.create(), 403, "switched_off")
    house.broker.restart()
    assert_problem(library.create(), 403, "switched_off")
    house.switches.on(portal="library")
    log_in(house, "library")


def test_what_the_configuration_has_forgotten_can_be_switched_on(house):
    house.switches.off(portal="plain")
    settings = house.broker.folder / "qrbroker.yaml"
    text = settings.read_text()
    settings.write_text(text.replace("- id: plain\n", "- id: former\n"))
    assert house.switches.throw("on", portal="plain")["changed"] is True
    settings.write_text(text)
