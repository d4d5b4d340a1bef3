"""A company that checks faces, written from the contract alone: it keeps orders, signs what it says,
calls back when a story tells it to, and says it wrongly when a story tells it to."""

import hashlib
import hmac
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from broker import HTTP, LIMIT

SECRET = "a-secret-between-the-two-of-them"


def signature(subject: str, body: bytes, secret=SECRET, age=0) -> str:
    """- `subject`: method and path of a call, or the status of an answer."""
    return signature_of(int(time.time()) - age, subject, body, secret)


def signature_of(at: int, subject: str, body: bytes, secret: str) -> str:
    """- `at`: seconds of the epoch."""
    text = f"{at}.{subject}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()}"


def is_signed(header: str, subject: str, body: bytes) -> bool:
    at = int(header.removeprefix("t=").split(",")[0])
    expected = signature_of(at, subject, body, SECRET)
    return hmac.compare_digest(header, expected) and abs(time.time() - at) < 300


class Order:
    def __init__(self, asked: dict, address: str):
        self.id, self.asked = secrets.token_urlsafe(12), asked
        self.reference, self.callback_url = asked["reference"], asked["callback_url"]
        self.placed = {"order": self.id, "reference": self.reference, "certify_url": f"{address}/certify/{self.id}",
                       "expires_at": "2099-01-01T00:00:00Z"}
        # What is answered to whoever asks.
        self.state = {"state": "not_yet", "attack": False}
        self.questions = 0
        # How answers about it are spoilt; `None`: not at all.
        self.mode: str | None = None

    def report(self, **changes) -> dict:
        return {"order": self.id, "reference": self.reference, **self.state, **changes}


class FaceCompany:
    """- `mode`: how orders are answered; `None`: well."""

    def __init__(self):
        self.orders: dict[str, Order] = {}
        self.mode: str | None = None
        # What the broker sent: method, path, body; and what was wrong with it.
        self.received, self.faults = [], []
        self._changed, self._let_go = threading.Condition(), threading.Event()
        company = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                company._serve(self)

            do_POST = do_GET

            def log_message(self, *arguments):
                """The story says what matters."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def let_go(self):
        """Answers whoever hangs, and everybody who would."""
        self._let_go.set()

    def close(self):
        self.let_go()
        self._server.shutdown()
        self._server.server_close()

    # MARK: answering

    def _serve(self, call):
        body = call.rfile.read(int(call.headers.get("Content-Length", 0)))
        self.received.append((call.command, call.path, body))
        if not is_signed(call.headers["QR-Signature"], f"{call.command} {call.path}", body):
            self.faults.append(f"{call.command} {call.path} is not signed")
        if call.headers["QR-App"] != "stories":
            self.faults.append(f"{call.path} names another app")
        with self._changed:
            status, answer, mode = self._answer(call.path, body)
            self._changed.notify_all()
        try:
            self._send(call, status, answer, mode)
        except OSError:
            pass  # Too long for whoever asked, or too late.

    def _answer(self, path: str, body: bytes):
        if path == "/orders":
            asked = json.loads(body)
            known = self.orders.get(asked["reference"])
            order = known or self.orders.setdefault(
                asked["reference"], Order(asked, self.address))
            return (200 if known else 201), order.placed, self.mode
        order = next(one for one in self.orders.values() if path == f"/orders/{one.id}")
        order.questions += 1
        return 200, order.report(), order.mode

    def _send(self, call, status: int, answer: dict, mode: str | None):
        subject = secret = None
        match mode:
            case "hang":
                self._let_go.wait(LIMIT)
            case "http_500":
                status = 500
            case "wrong_reference":
                answer = {**answer, "order": "o" * 16, "reference": "r" * 22}
            case "wrong_signature":
                secret = "what somebody between them thinks it is"
            case "signed_for_a_call":
                subject = f"{call.command} {call.path}"
        body = json.dumps(answer).encode()
        if mode == "garbage":
            body = b"\xff\xfe}{"
        elif mode == "oversize":
            body = body[:-1] + b" " * (8 << 20) + b"}"
        call.send_response(status)
        call.send_header("Content-Type", "application/json")
        call.send_header("Content-Length", str(len(body)))
        if mode != "unsigned":
            signed = signature(subject or str(status), body, secret or SECRET)
            call.send_header("QR-Signature", signed)
        call.end_headers()
        call.wfile.write(body)

    # MARK: what a story does with it

    def order_of(self, url: str) -> Order:
        with self._changed:
            return next(one for one in self.orders.values() if one.placed["certify_url"] == url)

    def wait_for_questions(self, count: int, *orders: Order):
        """Waits until the broker has asked about each so many more times; it has read the answers
        but the last."""
        with self._changed:
            aims = [(order, order.questions + count) for order in orders]
            assert self._changed.wait_for(
                lambda: all(order.questions >= aim for order, aim in aims), LIMIT), aims

    def call_back(self, order: Order, /, headers=None, **report) -> httpx.Response:
        """- `headers`: instead of a good signature."""
        body = json.dumps(order.report(**report)).encode()
        path = httpx.URL(order.callback_url).path
        return httpx.post(order.callback_url, content=body, **HTTP, headers={
            "Content-Type": "application/json",
            **(headers if headers is not None
               else {"QR-Signature": signature(f"POST {path}", body)})})
