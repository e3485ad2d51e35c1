"""Rows of all that happened."""

from __future__ import annotations

from dataclasses import dataclass, field

from kontor.contexts.inventory.models import Reservation
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.orders.models import BuyerOrder, Line, Step, StoreOrder
from kontor.contexts.payments.models import Escrow, Intent, Refund, Settlement


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
