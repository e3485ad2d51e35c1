"""Rows of all that happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kontor.contexts.inventory.models import Reservation
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.orders.models import BuyerOrder, Line, Step, StoreOrder
from kontor.contexts.payments.models import Agreement, AgreementState, Escrow, Intent, Refund, Settlement
from kontor.demo.load.ids import Ids
from kontor.demo.load.people import Customer


@dataclass(slots=True)
class Past:
    """Rows of all that happened, table by table."""

    buyer_orders: list[BuyerOrder] = field(default_factory=list)
    store_orders: list[StoreOrder] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    escrow: list[Escrow] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)
    reservations: list[Reservation] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    tracking: list[TrackingEvent] = field(default_factory=list)


def alipay_bound(buyer_id: UUID) -> bool:
    """Two buyers of five had bound their Alipay in the past; they failed to pay less often."""
    return buyer_id.int % 5 < 2


def agreements(customers: Sequence[Customer], today: datetime, ids: Ids) -> list[Agreement]:
    """The bound wallets of that past. They have ended: behind them is no wallet that could be charged today."""
    return [
        Agreement(
            id=ids.at(one.since), buyer_id=one.account_id, provider="alipay", method="alipay", label="A***",
            state=AgreementState.ENDED, created_at=one.since, bound_at=one.since, ended_at=today, ended_why="expired",
        )
        for one in customers
        if alipay_bound(one.account_id)
    ]  # fmt: skip
