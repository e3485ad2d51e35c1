"""Facts about disputes. `key` is the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFact(Event):
    """Something happened with a dispute; `by` is who made it: buyer, seller, operator or system."""

    name: ClassVar[str] = ""
    store_id: UUID
    dispute_id: UUID
    order_id: UUID
    buyer_id: UUID
    number: int
    by: str
    step_id: UUID


class DisputeOpened(DisputeFact):
    name = "aftersales.dispute_opened"


class DisputeAnswered(DisputeFact):
    """The seller's first answer."""

    name = "aftersales.dispute_answered"


class DisputeProposed(DisputeFact):
    """A side has put another proposal in the place of its own."""

    name = "aftersales.dispute_proposed"


class DisputeEscalated(DisputeFact):
    name = "aftersales.dispute_escalated"


class DisputeRuled(DisputeFact):
    name = "aftersales.dispute_ruled"


class DisputeAppealed(DisputeFact):
    name = "aftersales.dispute_appealed"


class DisputeReturnDue(DisputeFact):
    name = "aftersales.dispute_return_due"


class DisputeReturnSent(DisputeFact):
    name = "aftersales.dispute_return_sent"


class DisputeEnded(DisputeFact):
    """Refunded, released or withdrawn: what became of it stands in the dispute."""

    name = "aftersales.dispute_ended"


OF_MOVE: dict[str, type[DisputeFact]] = {
    fact.__name__: fact
    for fact in (
        DisputeAnswered, DisputeEscalated, DisputeRuled, DisputeAppealed, DisputeReturnDue, DisputeReturnSent,
        DisputeEnded,
    )
}  # fmt: skip
