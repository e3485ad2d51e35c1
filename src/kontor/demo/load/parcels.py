"""Parcels of the past: numbers, and events along the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.carriers import s10
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.demo.load.ids import Ids
from kontor.demo.load.past import Past
from kontor.demo.load.shops import Shop

# (share of the way, code of each carrier, in words, where: o origin, d destination)
_WAY = (
    (0.00, ("OR_INFO", "GWMS_ACCEPT", "OR10"), "Shipment information received", "o"),
    (0.04, ("PU_PICKED", "PU_PICKUP_SUCCESS", "PU10"), "Picked up from the sender", "o"),
    (0.12, ("SC_SORTED", "SC_OUTBOUND_SUCCESS", "SC10"), "Left the sorting centre", "o"),
    (0.20, ("EC_CLEARED", "CC_EX_SUCCESS", "EC30"), "Export customs cleared", "o"),
    (0.30, ("LH_DEPARTED", "LH_DEPART", "LH10"), "Departed from the country of origin", "o"),
    (0.62, ("LH_ARRIVED", "LH_ARRIVE", "LH30"), "Arrived in the country of destination", "d"),
    (0.66, ("IC_STARTED", "CC_IM_START", "IC10"), "Import customs started", "d"),
    (0.76, ("IC_CLEARED", "CC_IM_SUCCESS", "IC30"), "Import customs cleared", "d"),
    (0.82, ("LM_RECEIVED", "GTMS_ACCEPT", "LM10"), "Handed to the local carrier", "d"),
    (0.92, ("LM_DEPOT", "GTMS_SC_ARRIVE", "LM20"), "Arrived at the local depot", "d"),
    (0.97, ("LM_DELIVERING", "GTMS_DO_DEPART", "LM30"), "Out for delivery", "d"),
    (1.00, ("LM_DELIVERED", "GTMS_SIGNED", "LM40"), "Delivered", "d"),
)
_DIALECTS = ("yunexpress", "cainiao", "yanwen")
_SAME_COUNTRY = {3, 4, 5, 6, 7}  # steps that a parcel at home does not make


def tracking_number(carrier: str, chance: Random) -> str:
    """A number that the carrier's format accepts."""
    if carrier == "yunexpress":
        return f"YT{chance.randrange(10**15, 10**16)}"
    if carrier == "cainiao":
        return f"LP{chance.randrange(10**13, 10**14)}"
    serial = f"{chance.randrange(10**8):08d}"
    return f"UG{serial}{s10.check_digit(serial)}YP"


def travel(
    past: Past,
    ids: Ids,
    chance: Random,
    part: StoreOrder,
    lines: Sequence[Line],
    shop: Shop,
    at: datetime,
    today: datetime,
) -> datetime | None:
    """Send a parcel with `lines` at `at`; write what has happened until today. Returns when it arrived, if it has."""
    carrier = carriers.all_carriers()[part.carrier]
    days = max(1.0, chance.triangular(part.min_days, part.max_days * 1.15, (part.min_days + part.max_days) / 2))
    weight = sum(line.weight_g * line.quantity for line in lines)
    shipment = Shipment(
        store_id=part.store_id,
        id=ids.at(at),
        order_id=part.id,
        buyer_id=part.buyer_id,
        carrier=part.carrier,
        service=part.service,
        tracking_number=tracking_number(part.carrier, chance),
        lines=[[str(line.id), line.quantity] for line in lines],
        weight_g=weight,
        origin_country=shop.draft.country,
        destination_country=part.ship_to_country,
        shipped_at=at,
        expected_from=part.expected_from,
        expected_to=part.expected_to,
    )
    past.shipments.append(shipment)
    home = shop.draft.country == part.ship_to_country
    for number, (share, codes, words, where) in enumerate(_WAY):
        if home and number in _SAME_COUNTRY:
            continue
        moment = at + timedelta(days=days * share, minutes=chance.randint(5, 90))
        if moment >= today:
            return None
        code = codes[_DIALECTS.index(part.carrier)]
        state = carrier.event_codes[code]
        past.tracking.append(
            TrackingEvent(
                store_id=part.store_id,
                id=ids.at(moment),
                shipment_id=shipment.id,
                event_key=f"{code}:{number}",
                code=code,
                state=state,
                at=moment,
                country=shop.draft.country if where == "o" else part.ship_to_country,
                place=shop.draft.origin["city"] if where == "o" else "",
                text=words,
                received_at=moment,
            )
        )
        shipment.state, shipment.last_event_at = state, moment
    shipment.delivered_at = shipment.last_event_at
    return shipment.last_event_at
