"""Reads of logistics."""

from __future__ import annotations

from kontor.contexts.logistics.queries.due import ToShip, first_due, waiting
from kontor.contexts.logistics.queries.options import (
    QuoteRange,
    ShippingOption,
    carrier_name,
    freight_of,
    quote_range,
    service_choices,
    service_name,
    shipping_options,
)
from kontor.contexts.logistics.queries.parcels import EventView, ParcelView, parcels_for
from kontor.contexts.logistics.route import Hop
from kontor.contexts.logistics.rules import ParcelWish

__all__ = [
    "EventView",
    "Hop",
    "ParcelView",
    "ParcelWish",
    "QuoteRange",
    "ShippingOption",
    "ToShip",
    "carrier_name",
    "first_due",
    "freight_of",
    "parcels_for",
    "quote_range",
    "service_choices",
    "service_name",
    "shipping_options",
    "waiting",
]
