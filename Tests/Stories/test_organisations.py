"""For whom a person acts: themself or an organisation. The phone asks, the portal is told."""

import pytest
from house import House
from house import portal as portal_settings
from portal import Portal
from problems import assert_problem
from tokens import refresh, unverified, userinfo
from visit import Browser
from wallet import EVERYTHING, Key, Phone

pytestmark = pytest.mark.quick

POLICIES = {
    "plain": {}, "organisation": {"asks": ["organisation"]},
    "sso": {"single_sign_on": 3600}, "sso-organisation": {
        "single_sign_on": 3600, "asks": ["organisation"]},
}

FIRM = {"id": "91650100MA", "name": "天山商贸有限公司", "role": "办税员"}

ACTING = {"acting_for": FIRM["id"], "organisation": {"name": FIRM["name"], "role": FIRM["role"]}}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    def edit(settings):
        settings["relying_parties"].append(portal_settings(
            "lasting", "organisation", scopes=["openid", "offline_access"]))
    house = House(tmp_path_factory.mktemp("organisations"), POLICIES, edit)
    house.broker.start()
    yield house
    house.broker.stop()


@pytest.fixture
def scanned(house):
    """A login, and the phone that has scanned it."""
    def make(identifier="organisation", wallet="demo-wallet", rights=None, **changes):
        """- `rights`: what the phone's own key was enrolled to vouch for; `None`: it has no key."""
        login = Portal(house.broker, identifier).start(**changes)
        device = Phone(house.broker, house.wallets[wallet])
        if rights is not None:
            device.key = Key()
            assert device.enrol(device.key, attests=rights).status_code == 201
        device.shown = device.scan(login.payload).json()
        return login, device
    return make


def told(login) -> tuple[dict, dict]:
    """What the portal hears: the claims of the ID token, and the user information."""
    tokens = login.redeem().json()
    return unverified(tokens["id_token"]), userinfo(login.broker, tokens["access_token"]).json()


def test_the_person_must_say_for_whom(scanned):
    login, device = scanned()
    assert device.shown["asks"]["organisation"] is True
    for members in ({}, {"for_self": False}, {"organisation": {"name": "Somebody Ltd."}}):
        assert_problem(device.confirm(**members), 422, "missing_ask", ask="organisation")
    assert login.status() == "scanned"
    assert device.confirm(for_self=True).json()["status"] == "approved"


def test_for_an_organisation_the_portal_hears_which_and_in_what_role(scanned):
    login, device = scanned()
    assert device.confirm(**ACTING).status_code == 200
    for claims in told(login):
        assert claims["acting_for"] == FIRM["id"] and claims["organisation"] == FIRM


def test_the_number_alone_is_enough(scanned):
    login, device = scanned()
    device.confirm(acting_for=FIRM["id"])
    for claims in told(login):
        assert claims["acting_for"] == FIRM["id"]
        assert claims["organisation"] == {"id": FIRM["id"]}


def test_for_themself_the_portal_hears_of_no_organisation(scanned):
    login, device = scanned()
    device.confirm(for_self=True)
    for claims in told(login):
        assert not {"acting_for", "organisation", "for_self"} & claims.keys()


def test_a_portal_that_does_not_ask_is_told_when_it_is_said(scanned):
    login, device = scanned("plain")
    assert device.shown["asks"]["organisation"] is False
    device.confirm(**ACTING)
    assert told(login)[0]["acting_for"] == FIRM["id"]


@pytest.mark.parametrize("members, parameter", [
    ({"for_self": True, **ACTING}, "for_self"), ({"for_self": "true"}, "for_self"),
    ({"for_self": 1}, "for_self"), ({"acting_for": 91}, "acting_for"),
    ({"acting_for": [FIRM["id"]]}, "acting_for"), ({"acting_for": "9" * 256}, "acting_for"),
    ({"acting_for": ""}, "acting_for"), ({"acting_for": "91\u202e"}, "acting_for"),
    ({**ACTING, "organisation": "天山"}, "organisation"),
    ({**ACTING, "organisation": {"name": 1}}, "organisation"),
    ({**ACTING, "organisation": {"name": "天山\n商贸"}}, "organisation"),
    ({**ACTING, "organisation": {"role": "\u202eadmin"}}, "organisation"),
    ({**ACTING, "organisation": {"name": "天" * 256}}, "organisation")])
def test_what_cannot_be_shown_to_people_is_refused(scanned, members, parameter):
    login, device = scanned()
    assert_problem(device.confirm(**members), 400, "invalid_request", parameter=parameter)
    assert login.status() == "scanned"
    assert device.confirm(for_self=True).json()["status"] == "approved"


def test_members_nobody_knows_do_not_reach_the_portal(scanned):
    login, device = scanned()
    device.confirm(acting_for=FIRM["id"], organisation={
        "id": "another", "name": FIRM["name"], "level": 9, "role": None})
    for claims in told(login):
        assert claims["organisation"] == {"id": FIRM["id"], "name": FIRM["name"]}


# Who may say it

def word(device, **members) -> str:
    """The wallet's own word, for a decision that the phone's key signs."""
    return device.statement("attest", key=device.wallet.key, sid=device.sid, **{
        "challenge": device.challenge, "amr": [], **members})


def test_a_key_that_may_not_vouch_for_organisations_makes_nobody_act_for_one(scanned):
    """Else anybody could sign for any company with a key of their own."""
    for rights in ([], ["pin", "face", "credential"]):
        login, device = scanned(rights=rights)
        assert_problem(device.confirm(**ACTING), 403, "not_attested")
        assert login.status() == "scanned"
        assert device.confirm(for_self=True).json()["status"] == "approved"
        assert "acting_for" not in told(login)[0]


def test_a_key_that_may_is_believed(scanned):
    login, device = scanned(rights=["organisation"])
    assert device.confirm(**ACTING).json()["status"] == "approved"
    for claims in told(login):
        assert claims["organisation"] == FIRM


def test_the_wallets_own_word_is_believed_beside_any_key(scanned):
    login, device = scanned(rights=[])
    assert device.confirm(
        **ACTING, attestation=word(device, acting_for=FIRM["id"])).json()["status"] == "approved"
    for claims in told(login):
        assert claims["organisation"] == FIRM


def test_the_wallets_word_for_something_else_is_none_for_this(scanned):
    login, device = scanned(rights=[])
    said = (word(device), word(device, acting_for="91650100MB"),
            word(device, credential=FIRM["id"], portrait=FIRM["id"]))
    for attestation in said:
        refused = device.confirm(**ACTING, attestation=attestation)
        assert_problem(refused, 403, "not_attested")
    assert login.status() == "scanned"


def test_a_wallet_that_does_not_vouch_for_organisations_is_not_believed(scanned):
    """Whoever signs: its own key, or a phone's that it enrolled with all rights."""
    for rights in (None, EVERYTHING):
        login, device = scanned("plain", wallet="modest-wallet", rights=rights)
        said = word(device, acting_for=FIRM["id"])
        assert device.confirm(**ACTING, attestation=said).json()["status"] == "approved"
        for claims in told(login):
            assert not {"acting_for", "organisation"} & claims.keys()


def test_where_nobody_asked_an_organisation_nobody_vouched_for_is_dropped(scanned):
    login, device = scanned("plain", rights=["pin"])
    assert device.confirm(**ACTING).json()["status"] == "approved"
    for claims in told(login):
        assert not {"acting_for", "organisation"} & claims.keys()


def test_a_repeated_yes_does_not_change_for_whom(scanned):
    login, device = scanned()
    device.confirm(**ACTING)
    assert device.confirm(for_self=True).status_code == 200
    assert told(login)[0]["acting_for"] == FIRM["id"]


def test_tokens_that_are_renewed_say_the_same(house, scanned):
    login, device = scanned("lasting", scope="openid offline_access")
    device.confirm(**ACTING)
    first = login.redeem().json()
    renewed = refresh(house.broker, "lasting", first["refresh_token"]).json()
    assert unverified(renewed["id_token"])["organisation"] == FIRM
    assert userinfo(house.broker, renewed["access_token"]).json()["acting_for"] == FIRM["id"]


def test_what_was_chosen_for_one_portal_says_nothing_to_another(house):
    browser, device = Browser(house.broker), Phone(house.broker, house.wallet)
    office, other = (Portal(house.broker, name) for name in ("sso-organisation", "sso"))
    visit = browser.visit(office)
    visit.redeem(visit.approve(device, **ACTING)["code"])
    silent = browser.visit(other, prompt="none")
    tokens = silent.redeem(silent.back["code"]).json()
    assert "acting_for" not in unverified(tokens["id_token"])
    assert "acting_for" not in userinfo(house.broker, tokens["access_token"]).json()
    # Nor does the browser choose in the person's place when they come again.
    again = browser.visit(office, prompt="none")
    assert again.back["error"] == "login_required"
    browser.close()


def test_the_page_that_shows_the_code_hears_nothing_of_it(scanned):
    login, device = scanned()
    answer = device.confirm(**ACTING)
    page = login.read()
    assert FIRM["id"] not in page.text and FIRM["name"] not in page.text + answer.text
