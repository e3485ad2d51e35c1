"""The merchant's side of the sandbox tests: a real server that takes notifications, and a client."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import httpx
import pytest

from kontor.sandbox.wire.http import Request, Response, Server

PATIENCE = 10.0


class Merchant:
    """Takes what is posted to it and answers `success`, or first whatever lies in `answers`."""

    def __init__(self) -> None:
        self.taken: queue.Queue[Request] = queue.Queue()
        self.answers: queue.Queue[Response] = queue.Queue()
        self.together: threading.Barrier | None = None
        self._server = Server("127.0.0.1", 0, self._take)
        self.address = self._server.address
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def _take(self, request: Request) -> Response:
        if self.together:
            self.together.wait(PATIENCE)
        try:
            answer = self.answers.get_nowait()
        except queue.Empty:
            answer = Response(200, b"success")
        self.taken.put(request)
        return answer

    def next(self) -> Request:
        """The next notification; fails when none comes."""
        return self.taken.get(timeout=PATIENCE)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def merchant() -> Iterator[Merchant]:
    server = Merchant()
    yield server
    server.close()


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        yield client
