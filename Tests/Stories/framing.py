"""A portal's own site, whose pages show the broker's login page in a frame, or its element."""

import html
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

from house import portal as portal_settings
from portal import Portal

# What brings the answer from the frame, where the login ends, to the page around it.
CALLBACK = """<!doctype html><title>Callback</title><script>
parent.postMessage(location.search, location.origin);
</script>"""

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title>
<meta name="viewport" content="width=device-width">
<style>
  :root {{ color-scheme: light dark; font-family: sans-serif }}
  body {{ margin: 1rem }}
  iframe {{ width: 100%; height: 46rem; border: 1px solid gray; border-radius: 8px }}
</style>
<h1>Portal</h1><iframe name="login" src="{address}"></iframe>
<script>
addEventListener("message", (event) => {{
  if (event.origin === location.origin) document.body.dataset.answer = event.data;
}});
</script></html>"""


class Site:
    """`http://127.0.0.1:<a free port>`: `/callback`, what is put in `pages` by path, and a page with
    a frame at every other path. What the frame shows is the query of that page."""

    def __init__(self, host="127.0.0.1"):
        self.pages = {"/callback": CALLBACK}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path, _, address = self.path.partition("?")
                framing = PAGE.format(address=html.escape(address))
                body = site.pages.get(path, framing)
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *arguments):
                """The test says what matters."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://{host}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def framing(self, address: str) -> str:
        """The address of a page that shows this one in its frame."""
        return f"{self.origin}/?{address}"

    def settings(self, identifier: str, policy="plain", **changes) -> dict:
        """A portal of the house that lives here, and may frame its own logins."""
        return portal_settings(identifier, policy, **{
            "redirect_uris": [self.origin + "/callback"], "origins": [self.origin],
            "frame_ancestors": [self.origin], **changes})

    def portal(self, broker, identifier: str) -> Portal:
        portal = Portal(broker, identifier)
        portal.origin, portal.redirect_uri = self.origin, self.origin + "/callback"
        return portal

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def request_at(portal: Portal, verifier: str, **changes) -> str:
    """The address at which a browser asks for a login."""
    query = portal.request(verifier, **{
        "response_type": "code", "scope": "openid", "state": "st-1", **changes})
    return f"{portal.broker.issuer}/authorize?{urlencode(query)}"
