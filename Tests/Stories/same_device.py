"""Page and app on one device: a login that the app is opened from, and the way back to its page."""

from portal import Login, Portal
from wallet import Phone


def page_of(portal: Portal) -> str:
    """The portal's own page that the app leads back to."""
    return portal.origin + "/welcome?from=app"


def begin(house, identifier="plain") -> tuple[Login, Phone]:
    """A login on a phone, and the wallet on the same one."""
    portal = Portal(house.broker, identifier)
    return portal.start(return_uri=page_of(portal)), Phone(house.broker, house.wallet)


def here(login: Login) -> str:
    """What opens the app on the page's own device."""
    return login.created["same_device"]["payload"]


def decided(house, identifier="plain") -> tuple[Login, Phone, str]:
    """A login that is confirmed in the app; what the app was given to bring back."""
    login, device = begin(house, identifier)
    assert device.scan(here(login)).status_code == 200
    return login, device, token_in(device.confirm(), login)


def token_in(answer, login: Login) -> str:
    """What the app brings back to the portal's page, as its answer says."""
    place, brought = answer.json()["return_to"].split("#qr_return=")
    assert place == page_of(login.portal)
    session, token = brought.split(".")
    assert session == login.id
    return token


def come_back(login: Login, token, headers=None):
    return login.broker.client.post(
        login.path + "/return", json={"return_token": token},
        headers=login.headers if headers is None else headers)


def assert_waits_for_the_return(login: Login):
    session = login.read().json()
    assert (session["status"], session["hint"]) == ("confirmed", "return_to_page")
    assert "result" not in session and session["match_number"] is None


def bring(browser, visit, token, **headers):
    """The same in a browser that shows the login by its cookie, from the broker's own page."""
    return browser.client.post(
        visit.path + "/return", json={"return_token": token},
        headers={"Origin": visit.broker.issuer, **headers})


def spoilt(token: str) -> str:
    """Another token, as long and as well formed."""
    return ("B" if token[0] == "A" else "A") + token[1:]
