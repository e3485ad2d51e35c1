"""What people ask for when they send a parcel, read against what carriers declare."""

from __future__ import annotations

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.carriers import Service
from kontor.contexts.logistics.errors import (
    TrackingNumberMalformed,
    TrackingNumberMissing,
    UnknownCarrier,
    UnknownService,
)
from kontor.contexts.logistics.queries.options import carrier_name


def named_service(carrier: str, service: str) -> Service:
    """The declared service of a declared carrier.

    Raises:
        UnknownCarrier, UnknownService: at their fields.
    """
    declared = carriers.find(carrier)
    if declared is None:
        raise UnknownCarrier(field="carrier")
    product = declared.service(service)
    if product is None:
        raise UnknownService(field="service", carrier=carrier_name(carrier))
    return product


def written_number(carrier: str, typed: str) -> str:
    """The tracking number in the carrier's form.

    Raises:
        TrackingNumberMissing, TrackingNumberMalformed: at their field.
    """
    declared, name = carriers.all_carriers()[carrier], carrier_name(carrier)
    if not typed.strip():
        raise TrackingNumberMissing(field="tracking_number", carrier=name, example=declared.example)
    number = declared.number(typed)
    if number is None:
        raise TrackingNumberMalformed(
            field="tracking_number", number=typed.strip()[:60], carrier=name, example=declared.example
        )
    return number
