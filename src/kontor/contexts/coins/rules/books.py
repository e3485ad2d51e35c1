"""The legs of every movement of coins, and of the money behind them (COI-04, COI-12). Pure.

In coins: what a store has given stands against what buyers have; holds stand between. In money: the fund of the store
that gave a coin pays, at the moment of use, what the selling store is due for it; the platform's exchange position
stands between the yuan of the fund and the currency of the selling store, and the difference is a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from kontor.contexts.ledger.rules import Key, Leg, credit, debit, reverse
from kontor.kernel.money import Money

COIN, FUND_CURRENCY = "COIN", "CNY"
PURSE, HELD, ISSUE, FUND = "coin_purse", "coin_hold", "coin_issue", "coin_fund"
GIVEN, USED, EXPIRED, TAKEN = "given", "used", "expired", "taken"
Funder = UUID | None  # a store, or None: the platform


def purse(buyer_id: UUID) -> Key:
    """What a buyer can spend."""
    return Key(PURSE, COIN, buyer_id)


def held(buyer_id: UUID) -> Key:
    """What waits for an order to be paid."""
    return Key(HELD, COIN, buyer_id)


def issue(funder: Funder, name: str) -> Key:
    """What became of a funder's coins: `given`, `used`, `expired` or `taken`."""
    return Key(ISSUE, COIN, funder, name)


def fund(funder: Funder) -> Key:
    """The prepaid money of a store, or what the platform spends."""
    return Key(FUND, FUND_CURRENCY, funder)


def moved(source: Key, target: Key, coins: int) -> list[Leg]:
    """`coins` go from the holder `source` to the holder `target`: a debit and a credit."""
    return [Leg(source, coins), Leg(target, -coins)]


def from_funders(target: Key, coins: Mapping[Funder, int], name: str) -> list[Leg]:
    """Coins of several funders come to `target`: out of what was given, or back out of what was used."""
    legs = [Leg(issue(funder, name), many) for funder, many in coins.items()]
    return [*legs, Leg(target, -sum(coins.values()))]


def to_funders(source: Key, coins: Mapping[Funder, int], name: str) -> list[Leg]:
    """Coins of `source` end: used, expired or taken back."""
    return reverse(from_funders(source, coins, name))


@dataclass(frozen=True, slots=True)
class Settled:
    """What coins paid of one store order.

    Attributes:
        coins: funder → coins.
        due: what the selling store is owed for them, in its currency.
        value: what they are worth there at the day's rate; the rest is the exchange difference.
    """

    coins: Mapping[Funder, int]
    due: Money
    value: Money

    def part(self, left: Mapping[Funder, int]) -> Settled:
        """The same of which only `left` coins stand; due and value in proportion, each rounded half-up once."""
        whole, rest = sum(self.coins.values()), sum(left.values())
        share = Decimal(rest) / Decimal(whole) if whole else Decimal(0)
        return Settled(left, self.due.times(share), self.value.times(share))


def money_legs(settled: Settled) -> list[Leg]:
    """The funds pay; the platform's position takes their yuan and covers what the selling store is due."""
    yuan = Money(sum(settled.coins.values()), FUND_CURRENCY)
    legs = [Leg(fund(funder), coins) for funder, coins in settled.coins.items()]
    return [
        *legs,
        credit("exchange", yuan, name="coins"),
        debit("exchange", settled.value, name="coins"),
        credit("exchange", settled.due),
        credit("exchange", settled.value - settled.due, name="coin_difference"),
    ]


def top_up_legs(funder: UUID, amount: Money, source: Key, paid: Money) -> list[Leg]:
    """Money goes into a store's fund: `paid` from `source`, by way of the exchange position between currencies."""
    legs = [Leg(source, paid.minor), Leg(fund(funder), -amount.minor)]
    if paid.currency != amount.currency:
        legs += [credit("exchange", paid), debit("exchange", amount)]
    return legs
