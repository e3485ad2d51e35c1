"""Whether an order may be disputed now (TRD-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery

from kontor.contexts.aftersales.errors.disputes import (
    DisputeNotPossible,
    DisputeOnceMore,
    DisputeOpenAlready,
    DisputeTooEarly,
    DisputeTooLate,
)
from kontor.contexts.aftersales.lifecycle import State
from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.aftersales.policy import disputes as policy
from kontor.contexts.aftersales.rules.dispute_window import Figures, Sent, Window, window
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.states import ParcelState
from kontor.contexts.orders.lifecycle import State as OrderState
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.models import Escrow, EscrowState

HELD_IN = (OrderState.PARTLY_SHIPPED, OrderState.SHIPPED, OrderState.DELIVERED)
SETTLED_IN = (OrderState.RECEIVED, OrderState.FINISHED)
_MOVING = (ParcelState.IN_TRANSIT, ParcelState.CUSTOMS, ParcelState.OUT_FOR_DELIVERY)


@dataclass(frozen=True, slots=True)
class Standing:
    """What beside the order decides: its disputes so far, where its money is, where its parcels are."""

    earlier: Sequence[tuple[str, bool]]  # state, and whether it is over
    money: str
    parcels: Sequence[str]


def standing(order: StoreOrder, disputes: Sequence[Dispute] | None = None) -> Standing:
    """Of an order; `disputes` where they are known."""
    known = list(Dispute.objects.filter(order_id=order.id)) if disputes is None else disputes
    parcels = Shipment.objects.filter(store_id=order.store_id, order_id=order.id).values("state")
    held = Escrow.objects.filter(store_id=order.store_id, id=order.id).annotate(parcels=ArraySubquery(parcels))
    money, states = held.values_list("state", "parcels").first() or ("", [])
    return Standing([(one.state, one.ended_at is not None) for one in known], money, states)


def check_may_open(order: StoreOrder, moment: datetime, now: Standing) -> bool:
    """Let an order pass that may be disputed at `moment`.

    Returns:
        Whether it is settled: received, so that its money is to come back from the store.

    Raises:
        DisputeNotPossible, DisputeOpenAlready, DisputeOnceMore, DisputeTooEarly, DisputeTooLate
    """
    if any(not over for _state, over in now.earlier):
        raise DisputeOpenAlready
    if order.state not in (*HELD_IN, *SETTLED_IN):
        raise DisputeNotPossible
    if len(now.earlier) >= policy.TRIES.int() or any(state != State.WITHDRAWN for state, _over in now.earlier):
        raise DisputeOnceMore
    if now.money not in (EscrowState.HELD, EscrowState.RELEASED):
        raise DisputeNotPossible
    found = window_of(order, now)
    if found is None:
        raise DisputeNotPossible
    if moment < found.opens:
        raise DisputeTooEarly(since=f"{found.opens:%Y-%m-%d %H:%M}")
    if not found.holds(moment):
        raise DisputeTooLate
    return order.state in SETTLED_IN


def window_of(order: StoreOrder, now: Standing) -> Window | None:
    """When this order may be disputed."""
    return window(
        Sent(
            shipped_at=order.shipped_at, promised_to=order.expected_to, promised_days=order.max_days,
            moving=bool(now.parcels) and all(state in _MOVING for state in now.parcels),
            delivered_at=order.delivered_at, received_at=order.received_at,
        ),
        Figures(
            opens_after=policy.OPENS_AFTER.int(), short_promise=policy.SHORT_PROMISE.int(),
            open_until=policy.OPEN_UNTIL.int(),
        ),
    )  # fmt: skip
