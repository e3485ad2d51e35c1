"""The played carriers, reached over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kontor.sandbox.carriers.app import Carriers
from kontor.sandbox.carriers.settings import Settings


class World:
    """The carriers' operator side: makes things happen, and go wrong."""

    def __init__(self, carriers: Carriers) -> None:
        self.carriers = carriers
        self.address = carriers.address

    def _post(self, path: str, **values: Any) -> Any:
        answer = httpx.post(f"{self.address}/_sandbox/{path}", json=values, trust_env=False, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def advance(self, number: str, **values: Any) -> list[dict[str, Any]]:
        """Let events happen to a parcel: `steps=2` or `until="delivered"`, `at="now"`."""
        return self._post("advance", number=number, **values)["events"]

    def switch(self, number: str = "", **values: Any) -> None:
        """Let the carriers misbehave, towards one parcel or all."""
        self._post("switches", **({"number": number} if number else {}), **values)

    def release(self, number: str = "") -> None:
        self._post("release", **({"number": number} if number else {}))

    def pushes(self, number: str) -> list[dict[str, Any]]:
        """The messages about a parcel with their attempts."""
        return self.carriers.outbox.of(number)

    def settled(self, number: str) -> list[dict[str, Any]]:
        """The messages about a parcel, once none of them waits any more (nothing held)."""
        done = {"delivered", "abandoned", "lost", "held"}
        assert self.carriers.outbox.wait_for(lambda: all(m["state"] in done for m in self.pushes(number)))
        return self.pushes(number)


@pytest.fixture
def start_world(tmp_path: Path, settings: Any) -> Iterator[Callable[..., World]]:
    """Start the carriers on a free port, pushing to the given address; Kontor knows where they are."""
    running: list[Carriers] = []

    def start(push: str = "") -> World:
        carriers = Carriers(Settings(data=tmp_path, port=0, push=push, retry_scale=0.0005))
        carriers.__enter__()
        running.append(carriers)
        settings.KONTOR = settings.KONTOR.model_copy(update={"carriers_api": carriers.address})
        return World(carriers)

    yield start
    for carriers in running:
        carriers.close()


@pytest.fixture
def world(start_world: Callable[..., World]) -> World:
    """Carriers that tell only when asked."""
    return start_world()


@pytest.fixture
def pushing_world(start_world: Callable[..., World], live_server: Any) -> World:
    """Carriers that push to this Kontor, over HTTP."""
    return start_world(f"{live_server.url}/hooks/carriers/{{carrier}}/")
