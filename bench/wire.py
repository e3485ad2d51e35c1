"""HTTP/1.1 at its plainest: a request as bytes, an answer from bytes."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")

    def wire(self) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        if self.body or self.method != "GET":
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: bytes


@dataclass(slots=True)
class Reader:
    """Puts an answer together from what a socket delivers, piece by piece."""

    _buffer: bytearray = field(default_factory=bytearray)
    _head: tuple[int, dict[str, str], tuple[str, ...]] | None = None
    _start: int = 0
    _end: int = -1

    def feed(self, piece: bytes) -> Response | None:
        """The answer when it is whole, and the reader is ready for the next."""
        self._buffer += piece
        if self._head is None and not self._read_head():
            return None
        assert self._head is not None
        body = self._body()
        if body is None:
            return None
        status, headers, cookies = self._head
        self._buffer.clear()
        self._head, self._end = None, -1
        return Response(status, headers, cookies, body)

    def _read_head(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        cookies: list[str] = []
        for line in lines:
            name, _, value = line.partition(":")
            name, value = name.lower(), value.strip()
            if name == "set-cookie":
                cookies.append(value)
            else:
                headers[name] = value
        self._head = int(first[9:12]), headers, tuple(cookies)
        self._start = end + 4
        length = headers.get("content-length")
        self._end = self._start + int(length) if length is not None else -1
        return True

    def _body(self) -> bytes | None:
        if self._end >= 0:
            return bytes(self._buffer[self._start : self._end]) if len(self._buffer) >= self._end else None
        assert self._head is not None
        if self._head[1].get("transfer-encoding") != "chunked":
            return b""
        return unchunked(bytes(self._buffer[self._start :]))


def unchunked(data: bytes) -> bytes | None:
    """The body of a chunked answer, None while its end is missing."""
    found, place = b"", 0
    while (line := data.find(b"\r\n", place)) >= 0:
        size = int(data[place:line].split(b";")[0], 16)
        if size == 0:
            return found
        found += data[line + 2 : line + 2 + size]
        place = line + 2 + size + 2
    return None


Journey = Generator[Request, Response, str]
"""What somebody does, request by request; its return value names what came of it (an order's number)."""


class Unexpected(Exception):  # noqa: N818  (the house names refusals by what they say)
    """An answer that a browser in this place would not go on from."""
