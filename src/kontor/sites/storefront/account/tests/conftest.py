"""The played providers of identities, on a free port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kontor.sandbox.identity.app import Identity
from kontor.sandbox.identity.settings import Settings
from kontor.sites.storefront.account.tests.provider import Traveller, World


@pytest.fixture(scope="session")
def identity_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("identity")  # its key is made once


@pytest.fixture
def world(identity_data: Path, settings: Any) -> Iterator[World]:
    with Identity(Settings(data=identity_data, port=0)) as identity:
        port = int(identity.address.rpartition(":")[2])
        settings.KONTOR = settings.KONTOR.model_copy(update={"identity_port": port})
        yield World(identity)


@pytest.fixture
def traveller(world: World) -> Callable[[], Traveller]:
    def made() -> Traveller:
        browser = Traveller()
        browser.world = world
        return browser

    return made
