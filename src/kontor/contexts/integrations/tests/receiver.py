"""A program that takes webhooks, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """What it was sent, and what it answers: the statuses of `says` one after the other, then 200."""

    url: str = ""
    says: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)  # of its answers
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def bodies(self) -> list[bytes]:
        return [body for _, body in self.taken]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A running receiver; it ends with the block."""
    program = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with program.lock:
                program.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
                status = program.says.pop(0) if program.says else 200
            self.send_response(status)
            for name, value in program.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"thank you <b>very</b> much")

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    program.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield program
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
