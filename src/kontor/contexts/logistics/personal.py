"""What parcels hold of buyers (ACC-42)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from kontor.contexts.logistics.models import FreightRate, FreightTemplate, Shipment, TrackingEvent
from kontor.contexts.orders.models import BuyerOrder
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds


def _stores(person: Person) -> list[UUID]:
    lists = BuyerOrder.objects.filter(buyer_id=person.account_id).values_list("store_ids", flat=True)
    return sorted({store for stores in lists for store in stores})


def _parcels(person: Person) -> models.QuerySet[Any, Any]:
    return Shipment.objects.filter(store_id__in=_stores(person), buyer_id=person.account_id)


def _events(person: Person) -> models.QuerySet[Any, Any]:
    return TrackingEvent.objects.filter(store_id__in=_stores(person), shipment_id__in=_parcels(person).values("id"))


holds(
    Shipment,
    Column(
        "tracking_number", Kind.IDENTIFIER, _("Tracking number"),
        because="proves to the seller, the carrier and customs that a parcel was sent; names nobody here",
    ),
    title=_("Parcels"), whose=Whose.BUYER, rows=_parcels, then=Then.KEEP,
    also=("carrier", "service", "state", "weight_g", "origin_country", "destination_country", "shipped_at",
          "delivered_at"),
)  # fmt: skip
holds(
    TrackingEvent,
    Column("place", Kind.ADDRESS, _("Place of the parcel")),
    Column("text", Kind.CONTENT, _("The carrier's words")),
    title=_("What carriers told of parcels"), whose=Whose.BUYER, rows=_events, then=Then.BLANK,
    also=("state", "at", "country"),
)  # fmt: skip
free(FreightTemplate, "a price list's name", "name")
free(FreightRate, "codes of carriers, countries and currencies", "carrier", "service", "countries", "currency")
free(Shipment, "codes, and which lines a parcel holds", "carrier", "service", "lines", "origin_country",
     "destination_country")  # fmt: skip
free(TrackingEvent, "codes of a carrier and a country", "event_key", "code", "country")
