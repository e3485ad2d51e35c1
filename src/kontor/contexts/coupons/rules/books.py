"""The legs of the money behind the platform's coupons (TRD-11). Pure.

A store's own coupon moves no money: its buyers pay less and the store is held less. For a coupon of the platform its
fund pays the selling store, by way of the exchange position; what rounding leaves is a line of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kontor.contexts.ledger.rules import Leg, credit, debit
from kontor.kernel.money import Money

FUND, POSITION, DIFFERENCE = "coupon_fund", "coupons", "coupon_diff"


@dataclass(frozen=True, slots=True)
class Settled:
    """`cost` leaves the fund; `due` goes to the selling store, for which `value` is what the cost is worth there."""

    cost: Money
    value: Money
    due: Money

    def part(self, left: Money) -> Settled:
        """The same of which only `left` of the cost stands; the rest in proportion, each rounded half-up once."""
        share = Decimal(left.minor) / Decimal(self.cost.minor) if self.cost.minor else Decimal(0)
        return Settled(left, self.value.times(share), self.due.times(share))


def legs(settled: Settled) -> list[Leg]:
    """The platform's fund pays, and the exchange position covers what the selling store is due."""
    return [
        debit(FUND, settled.cost),
        credit("exchange", settled.cost, name=POSITION),
        debit("exchange", settled.value, name=POSITION),
        credit("exchange", settled.due),
        credit("exchange", settled.value - settled.due, name=DIFFERENCE),
    ]
