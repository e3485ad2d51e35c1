"""One POST to the merchant, with its answer or the lack of one."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_SECONDS = 10
_LONGEST_ANSWER = 10_000


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing did, with the reason as text."""

    status: int
    text: str

    @property
    def fine(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004  (the class of HTTP successes)


def post(url: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """Send `body` to `url` and return what came back."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            response = connection.getresponse()
            return Answer(response.status, response.read(_LONGEST_ANSWER).decode("utf-8", "replace"))
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as problem:
        return Answer(0, f"{type(problem).__name__}: {problem}")
