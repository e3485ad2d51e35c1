"""Payments that wait, refunds that are owed, and what providers told us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.insight.queries.rows import least_id, rows
from kontor.contexts.payments.rules import reference
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

PAGE = 50

_CALLBACKS = """
SELECT id, provider, verified, outcome, event_key, received_at FROM payments_callback
WHERE (NOT %(forged)s OR NOT verified) AND (%(before)s::uuid IS NULL OR id < %(before)s::uuid)
ORDER BY id DESC LIMIT %(size)s
"""
# A callback names its payment only in its body; ids are ordered by time, so that few rows are looked through.
_OF_PAYMENT = """
SELECT id, provider, verified, outcome, event_key, received_at FROM payments_callback
WHERE id >= %(first)s::uuid AND id < %(last)s::uuid AND body LIKE '%%' || %(reference)s || '%%' ORDER BY id LIMIT 50
"""
_OPEN = """
SELECT id, order_number, provider, method, state, amount_minor, currency, created_at FROM payments_intent
WHERE state IN ('created', 'pending') ORDER BY created_at LIMIT %(size)s
"""
_OWED = """
SELECT r.id, r.amount_minor, r.currency, r.cause, r.tries, r.requested_at, o.number FROM payments_refund r
LEFT JOIN orders_storeorder o ON o.store_id = r.store_id AND o.id = r.store_order_id
WHERE r.state = 'requested' ORDER BY r.requested_at LIMIT %(size)s
"""


@dataclass(frozen=True, slots=True)
class CallbackLine:
    """What a provider told us. Forged: somebody else spoke in its name."""

    id: UUID
    provider: str
    verified: bool
    outcome: str
    event_key: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """A payment that is not decided yet."""

    id: UUID
    order_number: int
    provider: str
    method: str
    state: str
    amount: Money
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OwedRefund:
    """Money that must go back and has not arrived there; `order_number` is None for a payment that came too late."""

    id: UUID
    amount: Money
    cause: str
    tries: int
    requested_at: datetime
    order_number: int | None


def callbacks(
    viewer: Operator, *, forged: bool = False, before: UUID | None = None, size: int = PAGE
) -> list[CallbackLine]:
    """Callbacks, latest first, paged by key (`before`: the last id seen); or only the forged ones."""
    found = rows(_CALLBACKS, {"forged": forged, "before": before, "size": size})
    return [CallbackLine(*row) for row in found]


def callbacks_of(viewer: Operator, *, buyer_id: UUID, intent_id: UUID, began: datetime) -> list[CallbackLine]:
    """What was told about one payment within two days of its begin, in the order in which it came."""
    values = {
        "first": least_id(began),
        "last": least_id(began + timedelta(days=2)),
        "reference": reference(buyer_id, intent_id),
    }
    return [CallbackLine(*row) for row in rows(_OF_PAYMENT, values)]


def open_payments(viewer: Operator, *, size: int = PAGE) -> list[OpenPayment]:
    """Payments that are not decided, the oldest first."""
    return [
        OpenPayment(identity, number, provider, method, state, Money(minor, currency), created)
        for identity, number, provider, method, state, minor, currency, created in rows(_OPEN, {"size": size})
    ]


def owed_refunds(viewer: Operator, *, size: int = PAGE) -> list[OwedRefund]:
    """Refunds that no provider has confirmed, the oldest first."""
    return [OwedRefund(row[0], Money(row[1], row[2]), *row[3:]) for row in rows(_OWED, {"size": size})]
