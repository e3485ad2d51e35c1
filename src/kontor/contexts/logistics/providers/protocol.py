"""What Kontor asks of a carrier, in whatever dialect it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kontor.contexts.logistics.rules import CarrierEvent
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Goods of one kind in a parcel; `price` is what one of them cost the buyer."""

    name: str
    sku: str
    hs_code: str
    quantity: int
    unit_g: int
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentRequest:
    """A parcel to be announced.

    Attributes:
        reference: ours, unique for the parcel: asked twice, a carrier gives the same number.
        weight_g: of the whole parcel.
        recipient: the fields of `buyers.Address`.
    """

    reference: str
    service: str
    weight_g: int
    origin_country: str
    destination_country: str
    recipient: Mapping[str, object]
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Push:
    """What a carrier told unasked: the events of one parcel."""

    number: str
    events: Sequence[CarrierEvent]


class CarrierProvider(Protocol):
    """One carrier, reached. All calls may raise `CarrierSilent`."""

    def create_shipment(self, request: ShipmentRequest) -> str:
        """Announce a parcel.

        Returns:
            Its tracking number.

        Raises:
            CarrierDeclined: when the carrier does not take it, with its reason.
        """
        ...

    def track(self, number: str) -> list[CarrierEvent]:
        """All events of a parcel; none when the carrier does not know it."""
        ...

    def parse_push(self, headers: Mapping[str, str], body: bytes) -> list[Push]:
        """What a message of the carrier says, once its signature has been checked. Header names are lower-case.

        Raises:
            PushNotGenuine: when it is not the carrier's.
            PushUnreadable: when it is, and makes no sense.
        """
        ...

    def accepted(self) -> tuple[bytes, str]:
        """The answer that the carrier takes as received: body and content type."""
        ...
