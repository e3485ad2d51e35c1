"""Many open pages: the event stream as a process of its own, and any number of real connections to it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from kontor.config.env import Env
from kontor.platform.cli.children import of_market
from tests.support.ports import free_port

_AT_ONCE = 100  # connections that are being opened at a time, as browsers would come


@dataclass
class Process:
    """A stream that runs."""

    address: str
    process: subprocess.Popen[bytes]

    def tree(self) -> list[int]:
        """The process and all below it."""
        found, ahead = list[int](), [self.process.pid]
        while ahead:
            found.append(ahead.pop())
            with suppress(OSError):
                for listing in Path(f"/proc/{found[-1]}/task").glob("*/children"):
                    ahead += map(int, listing.read_text().split())
        return found

    def memory(self) -> float:
        """MB of all of them, each page of memory counted once (PSS)."""
        return sum(_pss(one) for one in self.tree()) / 1024

    def spent(self) -> float:
        """Seconds of processor that all of them have used."""
        return sum(_spent(one) for one in self.tree())


@contextmanager
def running(database_url: str, data: Path, port: int = 0) -> Iterator[Process]:
    """The stream with the market's own command line, on a database of its own, until the block ends."""
    port = port or free_port()
    facts = Env(data=data, port=port - 1, stream_port=port, database_url=database_url)
    command = next(child.command for child in of_market(facts, sandbox=False) if child.name == "stream")
    hidden = ("KONTOR_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    named = {"DATABASE_URL": database_url, "KONTOR_DATA": str(data)}
    process = subprocess.Popen(list(command), env={**clean, **named})
    try:
        _until_open(port, process)
        yield Process(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(15)


@dataclass
class Page:
    """An open page: what it listens to, and what it has heard: (event, topic, id, monotonic seconds)."""

    address: str
    heard: list[tuple[str, str, str, float]] = field(default_factory=list)
    open: bool = False
    times: int = 0  # that it was connected

    def ids(self, event: str = "messaging.sent") -> list[str]:
        """Of what it was told, in order."""
        return [said[2] for said in self.heard if said[0] == event]


class Pages:
    """Pages that listen at the same time, each on a connection of its own. Use it as a context manager.

    Args:
        addresses: where each of them listens.
        again: seconds before a page whose line broke connects again, as a browser does by itself.
    """

    def __init__(self, addresses: Sequence[str], *, again: float = 0.2) -> None:
        self.pages = [Page(address) for address in addresses]
        self._again = again
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: list[asyncio.Task[None]] = []

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._begin(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def count(self) -> int:
        """Pages whose line is open."""
        return sum(page.open for page in self.pages)

    def wait(self, holds: Any, seconds: float) -> bool:
        """Wait until something holds; whether it did in time."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True

    async def _begin(self) -> None:
        few = asyncio.Semaphore(_AT_ONCE)
        self._tasks = [asyncio.create_task(self._live(page, few)) for page in self.pages]

    async def _end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _live(self, page: Page, few: asyncio.Semaphore) -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._listen(page, few)
            page.open = False
            await asyncio.sleep(self._again)

    async def _listen(self, page: Page, few: asyncio.Semaphore) -> None:
        where = urlsplit(page.address)
        async with few:
            reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=2**12)
            request = f"GET {where.path}?{where.query} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n"
            writer.write(request.encode())
            while not (line := await reader.readline()).startswith(b": welcome"):
                if not line:
                    writer.close()
                    return
        page.open, page.times, event = True, page.times + 1, ""
        try:
            while line := await reader.readline():
                if line.startswith(b"event: "):
                    event = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    said = json.loads(line[6:])
                    page.heard.append((event, said.get("topic", ""), said.get("id", ""), time.monotonic()))
        finally:
            writer.close()


def _until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    import httpx

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=1, trust_env=False).status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the stream did not open")


def _pss(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _spent(process: int) -> float:
    with suppress(OSError):
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
