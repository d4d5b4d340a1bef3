"""Pages that wait for their code to be scanned, and how soon each of them hears of it."""

import json
import time

import raw
from portal import Portal
from wallet import Phone

# One at a time, so that they do not wait for each other.
PER_SECOND = 50
# In one go: a page waits for 60 s at most.
AT_ONCE = 300


class Page:
    """A page in its long poll, and the call of the phone that will scan its code."""

    def __init__(self, house):
        login = Portal(house.broker, "steady").start()
        phone = Phone(house.broker, house.wallet)
        assertion = phone.statement("scan", qr=login.payload)
        self.call = raw.request(
            "POST", "/v1/wallet/scan", house.issuer,
            json.dumps({"assertion": assertion}).encode(), Content_Type="application/json")
        self.connection = raw.connect(house.issuer)
        self.connection.sendall(raw.request(
            "GET", f"{login.path}?after=1&wait=60", house.issuer,
            Authorization=f"Bearer {login.poll_token}"))

    def wake(self, phone) -> float:
        """Seconds from sending the scan to having heard of it."""
        began = time.perf_counter()
        phone.sendall(self.call)
        status, session = raw.answer(self.connection)
        seconds = time.perf_counter() - began
        assert status == 200 and session["status"] == "scanned", session
        self.connection.close()
        status, scanned = raw.answer(phone)
        assert status == 200, scanned
        return seconds


def measure(house, count: int, before=lambda: None) -> list[float]:
    """- `before`: called when the pages wait, before the first is woken."""
    pages = [Page(house) for _ in range(count)]
    house.broker.wait_until_held(count)
    before()
    phone, found, due = raw.connect(house.issuer), [], time.perf_counter()
    for page in pages:
        due += 1 / PER_SECOND
        time.sleep(max(0, due - time.perf_counter()))
        found.append(page.wake(phone))
    phone.close()
    return found
