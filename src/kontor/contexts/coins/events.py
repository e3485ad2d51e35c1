"""Facts about coins. `key` is the buyer, or the store where it is about a store's account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact(Event):
    """About a store's coin account."""

    name: ClassVar[str] = ""
    store_id: UUID


class AccountOpened(AccountFact):
    name = "coins.account_opened"


class AccountPaused(AccountFact):
    name = "coins.account_paused"


class AccountResumed(AccountFact):
    name = "coins.account_resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FundMoved(AccountFact):
    """A store's fund passed a mark: `low` (warned), `off` (labels off) or `on` (labels back)."""

    name: ClassVar[str] = "coins.fund_moved"
    mark: str
    fund_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinsUsed(Event):
    """An order paid with coins is paid; `key` is the buyer."""

    name: ClassVar[str] = "coins.used"
    buyer_id: UUID
    buyer_order_id: UUID
    coins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinsReturned(Event):
    """Coins came back to a buyer because money went back; `key` is the buyer."""

    name: ClassVar[str] = "coins.returned"
    buyer_id: UUID
    order_id: UUID
    coins: int
