"""What a carrier says about a parcel: kept once, read in time order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.logistics import rules
from kontor.contexts.logistics.events import ParcelDelivered, ParcelMoved, ParcelsDelivered
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.logistics.policy import EVENT_CLOCK_SKEW, EVENT_OLDEST
from kontor.contexts.logistics.rules import CarrierEvent
from kontor.contexts.logistics.states import FINAL, ParcelState
from kontor.contexts.orders import locks
from kontor.contexts.orders.lifecycle import State
from kontor.kernel.clock import now
from kontor.platform import events as outbox


def record_tracking(*, carrier: str, number: str, events: Sequence[CarrierEvent]) -> int:
    """Keep `events` of the parcel that `carrier` calls `number`, and move it to where they lead.

    Said twice, late or in another order, the outcome is the same. A number that nobody ships under, and
    events that cannot be about this parcel, change nothing.

    Returns:
        How many events are new.
    """
    fresh = 0
    with transaction.atomic():
        found = Shipment.objects.filter(carrier=carrier, tracking_number=number).values_list(
            "store_id", "id", "order_id"
        )
        for store_id, shipment_id, order_id in sorted(found):
            # The order first, like shipping does: what is sent and what has arrived are counted in one order.
            order = locks.store_order(store_id, order_id)
            shipment = Shipment.objects.select_for_update().get(store_id=store_id, id=shipment_id)
            fresh += _keep(shipment, events, whole=order.state == State.SHIPPED)
    return fresh


def _keep(shipment: Shipment, events: Sequence[CarrierEvent], *, whole: bool) -> int:
    moment = now()
    told = rules.credible(
        events,
        shipment.shipped_at,
        moment,
        timedelta(days=EVENT_OLDEST.int()),
        timedelta(hours=EVENT_CLOCK_SKEW.int()),
    )
    mine = TrackingEvent.objects.filter(store_id=shipment.store_id, shipment_id=shipment.id)
    before = set(mine.values_list("event_key", flat=True))
    fresh = {event.key[:80]: event for event in told if event.key[:80] not in before}
    if not fresh:
        return 0
    TrackingEvent.objects.bulk_create(_row(shipment, key, event) for key, event in fresh.items())
    history = list(mine.values_list("at", "state", "event_key"))
    _move(shipment, history, whole=whole)
    return len(fresh)


def _row(shipment: Shipment, key: str, event: CarrierEvent) -> TrackingEvent:
    country = event.country.upper()
    return TrackingEvent(
        store_id=shipment.store_id,
        shipment_id=shipment.id,
        event_key=key,
        code=event.code[:40],
        state=event.state or "",
        at=event.at,
        place=event.place[:100],
        country=country if len(country) == 2 and country.isalpha() else "",  # noqa: PLR2004  (ISO 3166-1 alpha-2)
        text=event.text[:300],
        received_at=now(),
    )


def _move(shipment: Shipment, history: Sequence[tuple[datetime, str, str]], *, whole: bool) -> None:
    """Bring `shipment` to where its `history` leads, and say so when that is somewhere else."""
    shipment.last_event_at = max(at for at, _, _ in history)
    stands = rules.standing(history)
    if stands is None or stands[0] == shipment.state or shipment.state in FINAL:
        shipment.save(update_fields=["last_event_at"])
        return
    shipment.state, since = stands
    delivered = shipment.state == ParcelState.DELIVERED
    shipment.delivered_at = since if delivered else None
    if shipment.state in FINAL:
        shipment.pull_after = None
    shipment.save(update_fields=["last_event_at", "state", "pull_after", "delivered_at"])
    store, order, buyer = shipment.store_id, shipment.order_id, shipment.buyer_id
    about = {"key": store, "store_id": store, "order_id": order, "shipment_id": shipment.id, "buyer_id": buyer}
    outbox.record(ParcelMoved(**about, state=shipment.state, at=since))
    if delivered:
        outbox.record(ParcelDelivered(**about, at=since))
        if whole:
            _all_arrived(store, order, buyer)


def _all_arrived(store_id: UUID, order_id: UUID, buyer_id: UUID) -> None:
    """Say that nothing of the order is under way any more, when that is so."""
    parcels = Shipment.objects.filter(store_id=store_id, order_id=order_id).values_list("state", "delivered_at")
    arrived = [at for state, at in parcels if state == ParcelState.DELIVERED and at is not None]
    if len(arrived) == len(parcels):
        outbox.record(
            ParcelsDelivered(key=store_id, store_id=store_id, order_id=order_id, buyer_id=buyer_id, at=max(arrived))
        )
