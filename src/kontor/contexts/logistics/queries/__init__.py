"""Reads of logistics."""

from __future__ import annotations

from kontor.contexts.logistics.queries.options import (
    QuoteRange,
    ShippingOption,
    carrier_name,
    quote_range,
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
    "carrier_name",
    "parcels_for",
    "quote_range",
    "service_name",
    "shipping_options",
]
