"""What every test gets: a database of its own when it asks for one, a data folder, no network but loopback."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import databases, keeper

_connect = socket.socket.connect
_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Point Django at a fresh clone of the migrated template, for this process."""
    import os

    from django.db import connections

    users = None if os.environ.get("DATABASE_URL") else keeper.join(databases.FOLDER)
    name = databases.own_name()
    with django_db_blocker.unblock():
        databases.clone(name)
        connections["default"].settings_dict.update(databases.settings(name))
        connections.settings["default"].update(databases.settings(name))
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        databases.drop(name)
    if users is not None:
        users.close()


@pytest.fixture(scope="session")
def database_url(django_db_setup: None) -> str:
    """URL of this process's database, for programs that a test starts."""
    return databases.url_of(databases.own_name())


@pytest.fixture(autouse=True)
def _data_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = _media(tmp_path_factory)
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT.with_name(f"{settings.MEDIA_ROOT.name}-private")


_made: list[Path] = []


def _media(factory: pytest.TempPathFactory) -> Path:
    if not _made:
        _made.append(factory.mktemp("media"))
    return _made[0]


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """A test that reaches for the network fails instead."""

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(address[0]).startswith(_LOOPBACK):
            raise OSError(f"tests may not reach {address[0]}: only this machine")
        _connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture
def settle(db: None) -> Callable[[], None]:
    """A function that delivers all events and runs all due jobs until nothing is left."""
    from tests.support.world import settle as until_quiet

    return until_quiet


@pytest.fixture(autouse=True)
def _no_overrides() -> Iterator[None]:
    """Policy values set by a test do not outlive it."""
    yield
    from kontor.platform import reference
    from kontor.platform.policy import snapshot

    snapshot.clear()
    reference.forget_all()


@pytest.fixture(autouse=True, scope="session")
def _emptied_quickly() -> Iterator[None]:
    """Tests that really commit leave nothing behind, jobs included."""
    from django.db import connections
    from django.test import TransactionTestCase

    slowly = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        if not all(databases.empty(connections[name]) for name in self._databases_names(include_mirrors=False)):
            slowly(self)
            with connections["default"].cursor() as cursor:
                cursor.execute(f"TRUNCATE {', '.join(databases.QUEUE)}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture
def policy_value() -> Callable[[str, str], None]:
    """`policy_value("orders.unpaid_close_after", "2")`: a policy value for this test, without the register."""
    from kontor.kernel import policy
    from kontor.platform.policy import snapshot

    def change(name: str, text: str) -> None:
        declared = policy.find(name)
        assert declared is not None, f"no policy called {name}"
        value = declared.parse(text)
        assert value is not None, f"{text} is no value of {name}"
        assert declared.holds(value), f"{text} is outside the bounds of {name}"
        snapshot.apply(name, value)

    return change
