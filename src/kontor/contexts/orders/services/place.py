"""Placing an order: the rows of a priced purchase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.orders.building import buyer_order_of, lines_of, store_order_of
from kontor.contexts.orders.events import BuyerOrderPlaced, OrderPlaced
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import Step
from kontor.contexts.orders.rules import OrderDraft
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.money import Money
from kontor.platform import events
from kontor.platform.database.rows import Beside, new


@dataclass(frozen=True, slots=True)
class Placed:
    """What placement hands back: enough to pay."""

    buyer_order_id: UUID
    number: int
    total: Money


def place(*, draft: OrderDraft, beside: Sequence[Beside] = ()) -> Placed:
    """Store `draft` as one buyer order with one store order per store (TRD-05), unpaid.

    Stock must be reserved in the same transaction by the caller (`checkout.services.place_order`).

    Args:
        beside: changes of the caller's that are written with the order.

    Raises:
        IntegrityError: when the buyer has already placed an order with this checkout key; the caller
            rolls back and hands out that order.
    """
    at = now()
    with transaction.atomic(savepoint=False):
        order = buyer_order_of(draft, at)
        parts = [store_order_of(order, store) for store in draft.stores]
        first_steps = [
            new(
                Step, store_id=part.store_id, order_id=part.id, move="place", source="", target=State.PLACED,
                actor="buyer", actor_id=draft.buyer_id, at=at,
            )
            for part in parts
        ]  # fmt: skip
        facts: list[Event] = [
            BuyerOrderPlaced(key=order.buyer_id, buyer_id=order.buyer_id, buyer_order_id=order.id, number=order.number)
        ]
        facts += [
            OrderPlaced(key=p.store_id, store_id=p.store_id, order_id=p.id, buyer_id=p.buyer_id, number=p.number)
            for p in parts
        ]
        events.record(*facts, beside=[order, *parts, *lines_of(draft), *first_steps, *beside])
    return Placed(order.id, order.number, draft.total)
