"""A pairwise portal knows a person by a name that means nothing anywhere else."""

import pytest
from house import House, portal as portal_settings
from portal import Portal
from tokens import tokens_for, unverified, userinfo
from visit import Browser
from wallet import Phone

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    def edit(settings):
        twin = portal_settings(
            "twin", "sso", subject_type="pairwise", domain="one.example")
        twin["redirect_uris"] = ["https://one.example/twin"]
        settings["relying_parties"] += [
            portal_settings("one", "sso", subject_type="pairwise"), twin,
            portal_settings("two", "sso", subject_type="pairwise"),
            portal_settings("open", "sso")]
    house = House(tmp_path_factory.mktemp("pairwise"),
                  {"plain": {}, "sso": {"single_sign_on": 3600}}, edit)
    house.broker.start()
    yield house
    house.broker.stop()


def subject(house, identifier, device, redirect_uri=None) -> str:
    portal = Portal(house.broker, identifier)
    portal.redirect_uri = redirect_uri or portal.redirect_uri
    given = tokens_for(portal, device)
    names = {unverified(given[name])["sub"] for name in ("id_token", "access_token")}
    names.add(userinfo(house.broker, given["access_token"]).json()["sub"])
    (name,) = names
    return name


def test_each_sector_has_its_own_name_for_a_person(house):
    device = Phone(house.broker, house.wallet)
    names = [subject(house, identifier, device) for identifier in ("one", "two", "open")]
    assert len(set(names)) == 3
    assert names == [subject(house, identifier, device) for identifier in ("one", "two", "open")]


def test_two_portals_of_one_domain_are_one_sector(house):
    device = Phone(house.broker, house.wallet)
    assert subject(house, "one", device) == subject(
        house, "twin", device, "https://one.example/twin")


def test_two_wallets_are_two_people(house):
    first = Phone(house.broker, house.wallet)
    second = Phone(house.broker, house.wallets["modest-wallet"], sub=first.sub)
    assert subject(house, "open", first) != subject(house, "open", second)


def test_a_sign_in_at_another_portal_does_not_give_the_name_away(house):
    device, one = Phone(house.broker, house.wallet), Browser(house.broker)
    first = one.sign_in(Portal(house.broker, "open"), device)
    known = subject(house, "two", device)
    visit = one.visit(Portal(house.broker, "two"), prompt="none")
    claims = unverified(visit.redeem(visit.back["code"]).json()["id_token"])
    assert claims["sub"] == known != unverified(first.tokens["id_token"])["sub"]
    assert claims["sid"] != unverified(first.tokens["id_token"])["sid"]
