"""What a page costs while it shows a code that turns: one frame after the other over HTTP, against
the cheapest answer there is for the same page, its own state read again.

Each page has a connection of its own, as browsers do; the pages take turns, so that nothing waits and
the broker's processor time is that of the frames alone. A page whose tab is hidden asks for none
(`test_a_hidden_tab_asks_for_no_frames`), and frames end with the scan.
"""

import http.client
from urllib.parse import urlsplit

from bed import broker
from portal import Portal
from programs import cpu_seconds, ratios, spread

# Seconds from one frame to the next, as configured unless somebody wants it otherwise.
ROTATION = 2


class Page:
    def __init__(self, bench):
        self.login = Portal(bench.broker, "plain").start()
        self.connection = http.client.HTTPConnection(urlsplit(bench.house.issuer).netloc)

    def ask(self, path: str) -> int:
        headers = {**self.login.headers, "Accept": "application/json"}
        self.connection.request("GET", self.login.path + path, headers=headers)
        answer = self.connection.getresponse()
        size = len(answer.read())
        assert answer.status == 200, answer.status
        return size


def _cpu_us(bench, pages, path, times) -> float:
    before = cpu_seconds(bench.process)
    for _ in range(times):
        for page in pages:
            page.ask(path)
    return (cpu_seconds(bench.process) - before) / (times * len(pages)) * 1e6


def measure(asked) -> dict:
    count, times, rounds = (10, 20, 1) if asked.quick else (50, 100, asked.rounds + 2)
    frames, states = [], []
    with broker() as bench:
        pages = [Page(bench) for _ in range(count)]
        size = pages[0].ask("/qr")
        for _ in range(rounds):
            frames.append(_cpu_us(bench, pages, "/qr", times))
            states.append(_cpu_us(bench, pages, "", times))
    return {
        "raw": {"frame_us": frames, "state_us": states},
        "bytes": size, "rotation": ROTATION,
        "frame_us": spread(frames), "state_us": spread(states),
        # As many pages as one processor can serve with frames, with nothing else to do.
        "pages": 1e6 * ROTATION / spread(frames)["median"],
        "ratio": ratios(frames, states),
    }
