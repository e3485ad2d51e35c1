"""A publisher of rates in the ECB's format, played by a server of our own on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

EUROS = {"USD": "1.0800", "JPY": "163.08", "GBP": "0.8532", "CNY": "7.7760", "NOK": "11.5560", "AUD": "1.6416"}
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
    'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">\n\t<gesmes:subject>Reference rates</gesmes:subject>\n'
    "\t<gesmes:Sender>\n\t\t<gesmes:name>European Central Bank</gesmes:name>\n\t</gesmes:Sender>\n\t<Cube>\n"
)


def document(days: Mapping[date, Mapping[str, str]]) -> bytes:
    """The document as the bank writes it, with units for one euro."""
    cubes = "".join(
        f"\t\t<Cube time='{day}'>\n"
        + "".join(f"\t\t\t<Cube currency='{code}' rate='{rate}'/>\n" for code, rate in rates.items())
        + "\t\t</Cube>\n"
        for day, rates in days.items()
    )
    return f"{HEAD}{cubes}\t</Cube>\n</gesmes:Envelope>".encode()


class Publisher:
    """It answers with `status` and `body`, `pause` seconds late, and keeps how often and how it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.pause = 200, b"", 0.0
        self.headers: dict[str, str] = {}
        self.asked: list[dict[str, str]] = []
        self.over = threading.Event()
        self.address = ""

    def publishes(self, day: date, **changed: str | None) -> None:
        """Rates of `day`: those of `EUROS`, with other figures or (None) without some."""
        rates = {code: rate for code, rate in {**EUROS, **changed}.items() if rate is not None}
        self.body = document({day: rates})


@contextmanager
def published() -> Iterator[Publisher]:
    """A publisher that runs for the length of the block."""
    made = Publisher()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append({name.lower(): value for name, value in self.headers.items()})
            made.over.wait(made.pause)
            try:
                self.send_response(made.status)
                for name, value in made.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(made.body)
            except OSError:
                return  # nobody listens any more

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}/eurofxref-daily.xml"
    try:
        yield made
    finally:
        made.over.set()
        server.shutdown()
        server.server_close()
