"""A small HTTP server on loopback: requests in, responses out, and the power to hang up without a word."""

from __future__ import annotations

import ipaddress
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

log = logging.getLogger("kontor.sandbox")
_LARGEST_BODY = 1_000_000


class Drop(Exception):  # noqa: N818  (an instruction to the server, not a failure)
    """Close the connection without an answer."""


@dataclass(frozen=True)
class Request:
    """What a client sent. Header names are lower-case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def pairs(self) -> list[tuple[str, str]]:
        """The form fields of the body, in order."""
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    def form(self) -> dict[str, str]:
        """The form fields of the body; of a repeated one the last."""
        return dict(self.pairs())

    def json(self) -> Any:
        """The body read as JSON.

        Raises:
            ValueError: when it is none.
        """
        return json.loads(self.body or b"null")


@dataclass
class Response:
    """What goes back."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def as_json(value: object, status: int = 200, **headers: str) -> Response:
    """`value` as compact JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    named = {name.replace("_", "-").title(): text for name, text in headers.items()}
    return Response(status, body, "application/json; charset=utf-8", named)


def redirect(location: str) -> Response:
    """See other: the browser goes on with GET."""
    return Response(303, headers={"Location": location})


Handler = Callable[..., Response]


class Router:
    """Method and path to handler. A path names its variable parts as `{name}`; they become keyword arguments."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def add(self, method: str, path: str, handler: Handler) -> None:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path))
        self._routes.append((method, re.compile(pattern), handler))

    def __call__(self, request: Request) -> Response:
        allowed = []
        for method, pattern, handler in self._routes:
            if match := pattern.fullmatch(request.path):
                if method == request.method:
                    return handler(request, **match.groupdict())
                allowed.append(method)
        if allowed:
            return Response(405, b"method not allowed", headers={"Allow": ", ".join(allowed)})
        return Response(404, b"not found")


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sandbox"
    sys_version = ""
    timeout = 30
    wbufsize = 65536
    disable_nagle_algorithm = True
    server: Server

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            self.close_connection = True
            self._send(Response(413, b"too large"))
            return
        parts = urlsplit(self.path)
        request = Request(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(length)),
        )
        try:
            response = self.server.app(request)
        except Drop:
            self.close_connection = True
            return
        except Exception:
            log.exception("%s %s", request.method, request.path)
            response = Response(500, b"internal error")
        self._send(response)

    do_GET = do_POST = _serve  # noqa: N815  (names given by http.server)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (name given by http.server)
        log.debug(format, *args)


class Server(ThreadingHTTPServer):
    """Serves `app` on a loopback address; port 0 takes a free one, see `address`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, app: Callable[[Request], Response]) -> None:
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"a sandbox serves loopback addresses only, not {host}")
        self.app = app
        super().__init__((host, port), _Connection)

    @property
    def address(self) -> str:
        """Where it is reached, e.g. `http://127.0.0.1:8010`."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"
