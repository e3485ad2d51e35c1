"""Facts about payouts; `key` is the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutEnded(Event):
    """A payout is `paid`, `rejected`, `returned` or `cancelled`; `reason` is the bank's code."""

    name: ClassVar[str] = "billing.payout_ended"
    store_id: UUID
    payout_id: UUID
    number: int
    state: str
    amount_minor: int
    currency: str
    reason: str
