"""The line to the ECB's daily document: a short patience, a bounded length, every silence named."""

from __future__ import annotations

import time

import httpx

from kontor.contexts.pricing.policy import RATES_PATIENCE
from kontor.contexts.pricing.providers.ecb import papers
from kontor.contexts.pricing.providers.protocol import DayRates, RatesSilent, Unreadable

LONGEST = 512_000  # bytes; the daily document has two thousand, the one of ninety days a hundred thousand
_OK = 200
_ASKED = {"Accept": "application/xml", "Accept-Encoding": "identity"}  # what is packed could unfold to any length


class EcbFeed:
    """The document at `address`, which may be the bank's own, a mirror, or another bank's in the same format."""

    def __init__(self, address: str) -> None:
        self._address = address

    def newest(self) -> DayRates:
        try:
            return papers.read(self._body())[-1]
        except Unreadable as problem:
            raise RatesSilent(f"{self._address}: {problem}") from problem

    def _body(self) -> bytes:
        patience = RATES_PATIENCE.int()
        until = time.monotonic() + patience
        body = bytearray()
        try:
            with (
                httpx.Client(timeout=patience, trust_env=False, follow_redirects=False) as line,
                line.stream("GET", self._address, headers=_ASKED) as answer,
            ):
                if answer.status_code != _OK:
                    raise RatesSilent(f"{self._address} answered {answer.status_code}")
                if answer.headers.get("Content-Encoding", "identity") != "identity":
                    raise RatesSilent(f"{self._address} sends its document packed")
                for part in answer.iter_raw():
                    body += part
                    if len(body) > LONGEST:
                        raise RatesSilent(f"{self._address} sends more than {LONGEST} bytes")
                    if time.monotonic() > until:
                        raise RatesSilent(f"{self._address} takes longer than {patience} seconds")
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise RatesSilent(f"{self._address}: {problem or type(problem).__name__}") from problem
        return bytes(body)
