"""Everything that the rows need of the market's data, read before the market starts."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench import ground, people, targets
from bench.journeys import Buyer, Goods
from bench.load import Plan, journeys
from bench.rows import Row
from bench.wire import Journey, Request


@dataclass(slots=True)
class Supply:
    """Requests of the plain rows, buyers and goods of the others."""

    plain: dict[str, list[Request]] = field(default_factory=dict)
    shares: Sequence[Sequence[Buyer]] = ()
    goods: Goods = ()

    def plan(self, row: Row, seconds: float, seed: int) -> Plan:
        return Plan(row.name, ground.PORT, seconds, seed, self.shares if "checkout" in row.name else (), self.goods)

    def journeys(self, row: Row) -> Iterator[Journey]:
        """Endless journeys of one visitor; of a plain row one request each."""
        if row.is_plain:
            return (_once(request) for request in itertools.cycle(self.plain[row.name]))
        buyers = list(itertools.chain(*self.shares))
        return journeys(self.plan(row, 0, 0), buyers, random.Random(1))


def _once(request: Request) -> Journey:
    response = yield request
    return str(response.status)


def of(rows: Sequence[Row]) -> Supply:
    """What these rows need."""
    supply = Supply({row.name: targets.of_row(row.name) for row in rows if row.is_plain})
    if any("checkout" in row.name for row in rows):
        supply.shares, supply.goods = people.shares(), targets.goods()
    return supply
