"""One POST to an address that somebody else named: no redirects, no waiting for ever, connected to what was checked."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpcore

from kontor.platform.outward.address import Refused, check, resolve

_KEPT = 2_000  # characters of an answer that are kept to be read by people
_READ = 64_000  # bytes of an answer that are read at most


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said.

    Attributes:
        status: of HTTP; a redirect is an answer like any other and is not followed.
        excerpt: the beginning of its body as text.
        retry_after: seconds that it asks to wait, or None.
        milliseconds: from the start of the call.
    """

    status: int
    excerpt: str
    retry_after: int | None
    milliseconds: int


class Unreachable(Exception):  # noqa: N818  (an answer, not a failure)
    """Nothing was answered.

    Attributes:
        why: "inside", "unknown", "tls" or "form" (see `Refused`), "timeout", "certificate", "connection".
        milliseconds: from the start of the call.
    """

    def __init__(self, why: str, milliseconds: int = 0) -> None:
        self.why = why
        self.milliseconds = milliseconds
        super().__init__(why)


class _Checked(httpcore.NetworkBackend):
    """Connects only to addresses that were looked up and checked in the same breath (no second look-up to lie to)."""

    def __init__(self) -> None:
        self._below = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception | None = None
        for address in resolve(host, port):
            try:
                return self._below.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                problem = failed
        raise problem or httpcore.ConnectError("no address")


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def post(url: str, *, body: bytes, headers: Mapping[str, str], patience: float) -> Answer:
    """Send `body` and give what was answered.

    Args:
        patience: seconds for the whole call.

    Raises:
        Unreachable: when no answer came, and why.
    """
    started = time.monotonic()

    def spent() -> int:
        return int((time.monotonic() - started) * 1000)

    try:
        check(url)
        with httpcore.ConnectionPool(
            ssl_context=_certificates(), network_backend=_Checked(), max_keepalive_connections=0
        ) as pool:
            times = {"connect": patience / 2, "write": patience, "read": patience, "pool": patience}
            with pool.stream(
                "POST", url, headers=list(headers.items()), content=body, extensions={"timeout": times}
            ) as answer:
                text = _beginning(answer, started + patience)
                return Answer(answer.status, text, _retry_after(answer), spent())
    except Refused as refused:
        raise Unreachable(refused.why, spent()) from None
    except httpcore.TimeoutException:
        raise Unreachable("timeout", spent()) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as problem:
        why = "certificate" if "certificate" in str(problem).lower() else "connection"
        raise Unreachable(why, spent()) from None


def _beginning(answer: httpcore.Response, until: float) -> str:
    """The first part of the body. Whoever drips it slowly is left at `until`; the status has been told."""
    read = b""
    for part in answer.iter_stream():
        read += part
        if len(read) >= _READ or time.monotonic() > until:
            break
    return read[: _KEPT * 4].decode("utf-8", "replace").replace("\x00", "")[:_KEPT]


def _retry_after(answer: httpcore.Response) -> int | None:
    for name, value in answer.headers:
        if name.lower() == b"retry-after" and value.isdigit():
            return min(int(value), 24 * 3600)
    return None
