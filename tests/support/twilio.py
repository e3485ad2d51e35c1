"""Twilio's Messages API on this machine: what it takes, what it lists, and how it fails."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kontor.kernel.clock import now
from tests.support.ports import free_port

ACCOUNT, TOKEN, FROM = "AC" + "0" * 32, "a-token-of-nobody", "+15005550006"


class Desk:
    """What the service holds, and what it does next.

    Attributes:
        sent: forms that became messages.
        answers: for the next posts: a status with Twilio's error code; 0: it takes the message and says nothing.
        lists: whether its list can be had.
    """

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.sent: list[dict[str, str]] = []
        self.answers: list[tuple[int, int]] = []
        self.lists = True
        self.posts = 0

    def entries(self) -> list[dict[str, Any]]:
        made = format_datetime(now())
        return [
            {"to": form["To"], "body": form["Body"], "status": form.get("status", "sent"), "date_created": made}
            for form in self.sent
        ]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        desk = self.server.desk
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        desk.posts += 1
        if not self._allowed():
            return self._say(401, {"code": 20003, "message": "Authenticate"})
        form = {name: values[0] for name, values in parse_qs(body).items()}
        status, code = desk.answers.pop(0) if desk.answers else (201, 0)
        if status in {0, 201} or code == -1:
            desk.sent.append(form)
        if status == 0:
            self.close_connection = True  # the line breaks before the answer
            return None
        if status == 201:
            return self._say(201, {"sid": f"SM{len(desk.sent):032d}", "status": "queued"})
        return self._say(status, {"code": code, "message": "no", "status": status})

    def do_GET(self) -> None:
        desk = self.server.desk
        asked = parse_qs(urlsplit(self.path).query)
        if not (desk.lists and self._allowed()):
            return self._say(503, {})
        found = [entry for entry in desk.entries() if [entry["to"]] == asked.get("To")]
        return self._say(200, {"messages": found})

    def _allowed(self) -> bool:
        wanted = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {wanted}" and f"/{ACCOUNT}/Messages.json" in self.path

    def _say(self, status: int, body: dict[str, Any]) -> None:
        written = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_: Any) -> None:
        """Nothing is written."""


class _Server(ThreadingHTTPServer):
    desk: Desk


@contextmanager
def desk() -> Iterator[Desk]:
    """The service, for as long as the block runs."""
    port = free_port()
    server = _Server(("127.0.0.1", port), _Handler)
    server.desk = Desk(port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.desk
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
