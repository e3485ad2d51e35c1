"""One real market for all attacks: two web workers, the played gateway, mailbox and jobs, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.shopper import Gateway, Shopper
from tests.support.market import Market, running_market

ROOT = Path(__file__).resolve().parents[2]


class World:
    """The open market with its people; whoever is taken was not used before."""

    def __init__(self, market: Market, people: dict[str, Any]) -> None:
        self.market = market
        self.people = people
        self.gateway = Gateway(market)
        self._buyers = iter(people["buyers"])
        self._last = iter(people["last"])

    @property
    def tea(self) -> str:
        return str(self.people["tea"])

    @property
    def lamp(self) -> str:
        return str(self.people["lamp"])

    def last_unit(self) -> str:
        """A SKU of which one unit is left."""
        return str(next(self._last))

    def buyer(self) -> Shopper:
        """A buyer with an address, signed in."""
        return Shopper(self.market, next(self._buyers))

    def seller(self, name: str) -> Shopper:
        """The owner of the tea house (`tea`) or of the lamp shop (`lamp`), signed in."""
        return Shopper(self.market, self.people["sellers"][name], "kontor_seller")

    def operator(self) -> Shopper:
        return Shopper(self.market, self.people["operator"], "kontor_operator")

    def at_rest(self) -> bool:
        """Whether every fact is delivered and all work that is due is done."""
        [(facts, work)] = self.market.rows(
            "SELECT (SELECT count(*) FROM platform_outbox WHERE pending), (SELECT count(*) FROM procrastinate_jobs "
            "WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at < now()))"
        )
        return (facts, work) == (0, 0)

    def visitor(self) -> Shopper:
        return Shopper(self.market)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("attacked")
    with running_market(folder, KONTOR_TRUSTED_PROXIES="127.0.0.1/32", KONTOR_INSTANT_PAYMENTS="1") as market:
        made = subprocess.run(
            [sys.executable, "-m", "tests.attacks.people"], cwd=ROOT, env=market.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        yield World(market, json.loads(made.stdout))


@pytest.fixture
def world(running: World) -> World:
    """The market, open, with a gateway that behaves."""
    running.gateway.normal()
    return running
