"""The event stream, an ASGI application beside the pages: `granian --interface asgi …stream.app:application`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")

from django.conf import settings

from kontor.platform.stream.hub import Hub, moment
from kontor.platform.stream.tokens import topic_of

HEARTBEAT = 15.0  # seconds between comments that keep proxies from closing the line
MOST_TOPICS = 20
_DJANGOS_OWN = {"pool", "server_side_binding"}  # options that the driver does not know

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def _database() -> dict[str, Any]:
    known = settings.DATABASES["default"]
    named: dict[str, Any] = {
        "host": known["HOST"], "port": known["PORT"], "user": known["USER"],
        "password": known["PASSWORD"], "dbname": known["NAME"],
    }  # fmt: skip
    options = {name: value for name, value in known["OPTIONS"].items() if name not in _DJANGOS_OWN}
    return {**{name: value for name, value in named.items() if value}, **options}


_hub = Hub(_database())
_background: set[asyncio.Task[None]] = set()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One connection, or the life of the process."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        await _answer(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _allow_files()
            _background.add(asyncio.create_task(_hub.listen()))
            await send({"type": "lifespan.startup.complete"})
        else:
            _hub.close()
            for task in _background:
                task.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _allow_files() -> None:
    """Each open page is an open file: as many as the system lets this process have, not the customary 1024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    path = scope["path"]
    if path == "/healthz":
        await _short(send, 200, b"ok\n")
        return
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    given, heard = asked.get("t", [])[:MOST_TOPICS], _seconds(asked.get("heard", [""])[0])
    topics = {topic[0]: max(topic[1], heard) for text in given if (topic := topic_of(text)) is not None}
    if path != "/stream":
        await _short(send, 404, b"not found\n")
    elif not topics:
        await _short(send, 403, b"no valid token\n")
    else:
        await _stream(topics, receive, send)


def _seconds(text: str) -> float:
    """When a page was last told something, as it says itself; it can only keep news from itself."""
    try:
        return float(text)
    except ValueError:
        return 0.0


async def _stream(since: Mapping[str, float], receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"access-control-allow-origin", b"*"),  # the token is the key; no cookie is looked at
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    topics = list(since)
    mailbox = _hub.join(topics)
    missed = b"".join(_hub.missed(since)) + f"{moment()}\n\n".encode()
    gone = asyncio.create_task(_until_gone(receive))
    try:
        welcome = b"retry: 2000\n: welcome\n\n" + missed
        await send({"type": "http.response.body", "body": welcome, "more_body": True})
        while not gone.done():
            said = await _next(mailbox, gone)
            if said is None:
                break
            await send({"type": "http.response.body", "body": said, "more_body": True})
    finally:
        gone.cancel()
        _hub.leave(topics, mailbox)
    with contextlib.suppress(Exception):
        await send({"type": "http.response.body", "body": b""})


async def _next(mailbox: asyncio.Queue[bytes | None], gone: asyncio.Task[None]) -> bytes | None:
    """The next message, a heartbeat when there is none for long, None when it is over."""
    waiting = asyncio.create_task(mailbox.get())
    done, _ = await asyncio.wait({waiting, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
    if waiting in done:
        return waiting.result()
    waiting.cancel()
    return None if gone in done else f": still here\n{moment()}\n\n".encode()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _short(send: Send, status: int, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})
