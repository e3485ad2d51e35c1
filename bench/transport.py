"""Two ways to carry a journey's requests one by one: to the running market, or into Django in this very process."""

from __future__ import annotations

import http.client
import io
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

from bench.wire import Journey, Request, Response

Transport = Callable[[Request], Response]


def play(journey: Journey, transport: Transport) -> str:
    """Carry every request of `journey`; its receipt."""
    try:
        request = next(journey)
        while True:
            request = journey.send(transport(request))
    except StopIteration as end:
        return str(end.value)


def over_http(port: int) -> Transport:
    """One kept connection to a server of this machine."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def carry(request: Request) -> Response:
        line.putrequest(request.method, request.path, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers:
            line.putheader(name, value)
        if request.method != "GET":
            line.putheader("Content-Length", str(len(request.body)))
        line.endheaders(request.body or None)
        answer = line.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, headers, tuple(answer.headers.get_all("Set-Cookie") or ()), answer.read())

    return carry


def in_process(application: Callable[..., Iterable[bytes]]) -> Transport:
    """Straight into a WSGI application."""

    def carry(request: Request) -> Response:
        said: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _problem: object = None) -> None:
            said.update(status=int(status[:3]), headers=headers)

        result = application(environ(request), start)
        try:
            body = b"".join(result)
        finally:
            result.close()  # type: ignore[attr-defined]
        headers = {name.lower(): value for name, value in said["headers"]}
        cookies = tuple(value for name, value in said["headers"] if name.lower() == "set-cookie")
        return Response(said["status"], headers, cookies, body)

    return carry


def environ(request: Request) -> dict[str, Any]:
    """What a WSGI server would say of `request`."""
    path, _, query = request.path.partition("?")
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers}
    return {
        **named,
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_TYPE": request.header("Content-Type"),
        "CONTENT_LENGTH": str(len(request.body)),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": request.header("Host").partition(":")[2] or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
