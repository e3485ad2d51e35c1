"""A store's owner, and a program that takes its webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kontor.contexts.integrations.tests.receiver import Receiver, receiver
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.kernel.viewer import Seat


@pytest.fixture
def program(settings: Any) -> Iterator[Receiver]:
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "127.0.0.0/8"})
    with receiver() as running:
        yield running


@pytest.fixture
def owner() -> Seat:
    return owner_seat(store())
