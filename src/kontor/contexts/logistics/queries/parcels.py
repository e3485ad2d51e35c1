"""Parcels as their buyer or their seller sees them: one form for all carriers (TRD-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.logistics.queries.options import carrier_name, service_name
from kontor.contexts.logistics.route import Hop, route
from kontor.contexts.logistics.states import FINAL, LABEL, SENTENCE, TONE, ParcelState
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One event: what it means in the reader's language, and the carrier's own words."""

    at: datetime
    state: str
    label: str
    tone: str
    place: str
    country: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelView:
    """One parcel, with everything that its page shows. `events` are newest first."""

    shipment_id: UUID
    carrier: str
    carrier_name: str
    service_name: str
    number: str
    carrier_page: str
    state: str
    label: str
    sentence: str
    tone: str
    shipped_at: datetime
    delivered_at: datetime | None
    last_event_at: datetime | None
    expected_from: date | None
    expected_to: date | None
    overdue: bool
    weight_g: int
    contents: Sequence[tuple[UUID, int]]
    events: Sequence[EventView]
    hops: Sequence[Hop]

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in FINAL


def parcels_for(viewer: Buyer | Seat | Operator, *, store_id: UUID, order_id: UUID) -> list[ParcelView]:
    """The parcels of a store order, in the order in which they were sent; none for a stranger. Two queries."""
    mine = Shipment.objects.filter(store_id=store_id, order_id=order_id)
    if isinstance(viewer, Buyer):
        mine = mine.filter(buyer_id=viewer.buyer_id)
    elif isinstance(viewer, Seat) and viewer.store_id != store_id:
        return []
    shipments = list(mine.order_by("id"))
    if not shipments:
        return []
    told: dict[UUID, list[TrackingEvent]] = {}
    ids = [shipment.id for shipment in shipments]
    for event in TrackingEvent.objects.filter(store_id=store_id, shipment_id__in=ids).order_by("at", "id"):
        told.setdefault(event.shipment_id, []).append(event)
    return [_view(shipment, told.get(shipment.id, [])) for shipment in shipments]


def _view(shipment: Shipment, events: Sequence[TrackingEvent]) -> ParcelView:
    state = ParcelState(shipment.state)
    declared = carriers.find(shipment.carrier)
    return ParcelView(
        shipment_id=shipment.id,
        carrier=shipment.carrier,
        carrier_name=carrier_name(shipment.carrier),
        service_name=service_name(shipment.carrier, shipment.service),
        number=shipment.tracking_number,
        carrier_page=declared.tracking_page.format(number=shipment.tracking_number) if declared else "",
        state=state,
        label=gettext(LABEL[state]),
        sentence=gettext(SENTENCE[state]),
        tone=TONE.get(state, "info"),
        shipped_at=shipment.shipped_at,
        delivered_at=shipment.delivered_at,
        last_event_at=shipment.last_event_at,
        expected_from=shipment.expected_from,
        expected_to=shipment.expected_to,
        overdue=state not in FINAL and shipment.expected_to is not None and shipment.expected_to < now().date(),
        weight_g=shipment.weight_g,
        contents=[(UUID(line), units) for line, units in shipment.lines],
        events=[_event(event) for event in reversed(events)],
        hops=route(
            shipment.origin_country,
            shipment.destination_country,
            [(event.at, event.country, event.place) for event in events],
            arrived=state == ParcelState.DELIVERED,
        ),
    )


def _event(event: TrackingEvent) -> EventView:
    state = ParcelState(event.state) if event.state else None
    return EventView(
        at=event.at,
        state=event.state,
        label=gettext(LABEL[state]) if state else "",
        tone=TONE.get(state, "info") if state else "neutral",
        place=event.place,
        country=event.country,
        text=event.text,
    )
