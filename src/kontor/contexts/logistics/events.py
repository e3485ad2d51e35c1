"""Facts about parcels. `key` is the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelFact(Event):
    """About one parcel of a store order."""

    name: ClassVar[str] = ""
    store_id: UUID
    order_id: UUID
    shipment_id: UUID
    buyer_id: UUID


class ParcelShipped(ParcelFact):
    """Handed to the carrier, by the seller's word."""

    name = "logistics.parcel_shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelMoved(ParcelFact):
    """The parcel stands in another state than before; `state` is one of `states.ParcelState`."""

    name: ClassVar[str] = "logistics.parcel_moved"
    state: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelDelivered(ParcelFact):
    """One parcel has arrived, by the carrier's word."""

    name: ClassVar[str] = "logistics.parcel_delivered"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelsDelivered(Event):
    """Every parcel of the order that was sent until now has arrived, the last one at `at`."""

    name: ClassVar[str] = "logistics.parcels_delivered"
    store_id: UUID
    order_id: UUID
    buyer_id: UUID
    at: datetime
