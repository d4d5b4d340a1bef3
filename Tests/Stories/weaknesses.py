"""What a broker would do without one of its protections, as a proxy in front of a good one does it.

Each weakness names the attacks that must find it.
"""

import itertools
import json
import re
from urllib.parse import parse_qs

from wallet import from_base64url
from weak_proxy import Honest

CREATE, SCAN, TOKEN = "/v1/sessions", "/v1/wallet/scan", "/token"


def claims_of(exchange) -> dict:
    """What a statement on its way says, whoever signed it."""
    try:
        return json.loads(from_base64url(exchange.json()["assertion"].split(".")[1]))
    except (KeyError, IndexError, ValueError, AttributeError):
        return {}


class CodeReadsTheLogin(Honest):
    """F1: what is in the code is good for the page's secret, too."""
    found_by = [1]

    def __init__(self):
        self.secrets = {}

    def before(self, exchange):
        bearer = exchange.headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer in self.secrets:
            exchange.headers["Authorization"] = "Bearer " + self.secrets[bearer]

    def after(self, exchange):
        if exchange.route == CREATE and exchange.status == 201:
            created = exchange.answer_json()
            scan_token = created["qr"]["payload"].split("/q/")[1].split(".")[0]
            self.secrets[scan_token] = created["poll_token"]


class CodesAreReusable(Honest):
    """F2: a code gives tokens as often as it is shown."""
    found_by = [2]

    def __init__(self):
        self.given = {}

    def after(self, exchange):
        if exchange.route != TOKEN:
            return
        code = parse_qs(exchange.body.decode()).get("code", [""])[0]
        if exchange.status == 200:
            self.given[code] = exchange.answer
        elif code in self.given:
            exchange.status, exchange.answer = 200, self.given[code]


class EverybodyClaims(Honest):
    """The second phone is let in as well."""
    found_by = [3]

    def __init__(self):
        self.first = b"{}"

    def after(self, exchange):
        if exchange.route != SCAN:
            return
        if exchange.status == 200:
            self.first = exchange.answer
        elif exchange.answer_json().get("code") == "already_scanned":
            exchange.status, exchange.answer = 200, self.first


class CodesAreCounted(Honest):
    """F3: the next code is the last one and one more."""
    found_by = [6]

    def __init__(self):
        self.numbers = itertools.count(1)

    def after(self, exchange):
        if exchange.route == CREATE and exchange.status == 201:
            created = exchange.answer_json()
            front, rest = created["qr"]["payload"].split("/q/")
            step = rest.split(".", 1)[1]
            created["qr"]["payload"] = f"{front}/q/{next(self.numbers):022}.{step}"
            exchange.say(created)


class ClientsChooseIDs(Honest):
    """F4: a creation may name its own id."""
    found_by = [7]

    def after(self, exchange):
        wish = exchange.json().get("session_id")
        if exchange.route == CREATE and exchange.status == 201 and wish:
            exchange.say({**exchange.answer_json(), "session_id": wish})


class BodiesNameThePerson(Honest):
    """F5: a member of the form says whose tokens these are."""
    found_by = [8]

    def __init__(self):
        self.by_person = {}

    def after(self, exchange):
        if exchange.route != TOKEN or exchange.status != 200:
            return
        token = exchange.answer_json()["id_token"].split(".")[1]
        self.by_person[json.loads(from_base64url(token))["sub"]] = exchange.answer
        named = parse_qs(exchange.body.decode()).get("sub", [""])[0]
        exchange.answer = self.by_person.get(named, exchange.answer)


class SignaturesAreNotChecked(Honest):
    """A statement that does not verify is taken."""
    found_by = [9]

    def after(self, exchange):
        if exchange.answer_json().get("code") == "invalid_assertion":
            exchange.say({"status": "scanned"}, 200)


class PollsTellThePerson(Honest):
    """F6: the page is told who has scanned."""
    found_by = [10]

    def __init__(self):
        self.person = {}

    def after(self, exchange):
        if exchange.route == SCAN and exchange.status == 200:
            session = exchange.answer_json()["session_id"]
            self.person[session] = claims_of(exchange).get("sub")
        read = re.fullmatch(r"/v1/sessions/([\w-]+)", exchange.route)
        if read and exchange.status == 200 and read[1] in self.person:
            exchange.say({**exchange.answer_json(), "scanned_by": self.person[read[1]]})


class OldFramesAreGood(Honest):
    """A frame is never too old, and its MAC does not matter."""
    found_by = [11]

    def after(self, exchange):
        if exchange.route == SCAN and exchange.status in (404, 410):
            exchange.say({"session_id": "x", "challenge": "x", "status": "scanned"}, 200)


class UserAgentsAreShown(Honest):
    """The phone shows what the browser calls itself."""
    found_by = [13]

    def __init__(self):
        self.agent = ""

    def after(self, exchange):
        if exchange.route == CREATE:
            self.agent = exchange.headers.get("User-Agent", "")
        if exchange.route == SCAN and exchange.status == 200:
            scanned = exchange.answer_json()
            scanned["context"]["browser"] = self.agent
            exchange.say(scanned)


class CookiesAreOpen(Honest):
    """Scripts and other sites' requests have the cookie of a login."""
    found_by = [14]

    def after(self, exchange):
        exchange.answer_headers = [
            (name, value.split(";")[0] if name.lower() == "set-cookie" else value)
            for name, value in exchange.answer_headers]


class NamesOfAddressesAreBelieved(Honest):
    """Whoever calls says from where."""
    found_by = [22]

    def before(self, exchange):
        said = exchange.headers.get("X-Real-IP")
        if said:
            exchange.headers["X-Forwarded-For"] = said


class FacesAreOptional(Honest):
    """A creation may say that no face is needed."""
    found_by = [30]

    def __init__(self):
        self.excused = False

    def after(self, exchange):
        if exchange.route == CREATE:
            self.excused = exchange.json().get("face") is False
        if exchange.route == SCAN and exchange.status == 200 and self.excused:
            scanned = exchange.answer_json()
            scanned["asks"]["face"] = False
            exchange.say(scanned)


class BadBodiesAreFaults(Honest):
    """What cannot be read breaks something."""
    found_by = [34]

    def after(self, exchange):
        if exchange.answer_json().get("code") == "malformed":
            exchange.status = 500


class ContentIsSniffed(Honest):
    """Answers leave it to the browser what they are."""
    found_by = [35]

    def after(self, exchange):
        exchange.answer_headers = [
            pair for pair in exchange.answer_headers
            if pair[0].lower() != "x-content-type-options"]


class RefusalsTell(Honest):
    """A login that exists is refused in other words."""
    found_by = [36]

    def __init__(self):
        self.known = set()

    def after(self, exchange):
        if exchange.route == CREATE and exchange.status == 201:
            self.known.add(exchange.answer_json()["session_id"])
        read = re.match(r"/v1/sessions/([\w-]+)", exchange.route)
        if read and exchange.status == 404 and read[1] in self.known:
            exchange.say({**exchange.answer_json(), "detail": "This login is another's."})


class TokensOutliveTheLogout(Honest):
    """An access token is good for as long as it says."""
    found_by = [40]

    def __init__(self):
        self.given = {}

    def after(self, exchange):
        if exchange.route != "/userinfo":
            return
        token = exchange.headers.get("Authorization")
        if exchange.status == 200:
            self.given[token] = exchange.answer
        elif token in self.given:
            exchange.status, exchange.answer = 200, self.given[token]


class CodesLeadElsewhere(Honest):
    """The code on the page is another host's."""
    found_by = [43]

    def after(self, exchange):
        if exchange.route == CREATE and exchange.status == 201:
            created = exchange.answer_json()
            _, token = created["qr"]["payload"].split("/q/")
            created["qr"]["payload"] = "https://evil.example/q/" + token
            exchange.say(created)


WEAKNESSES = [
    kind for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, Honest) and kind is not Honest]
