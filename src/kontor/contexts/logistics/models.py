"""Freight, shipments, tracking (TRD-05, TRD-13, SEL-20)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kontor.contexts.logistics.states import ParcelState
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class FreightTemplate(models.Model):
    """What a store asks for shipping, by carrier service and destination."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="freight_templates")
    name = models.CharField(max_length=80)
    is_default = models.BooleanField(default=True)


class FreightRate(models.Model):
    """One row of a template: a service to some countries, for a first weight and each step beyond."""

    template = models.ForeignKey(FreightTemplate, on_delete=models.CASCADE, related_name="rates")
    carrier = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    countries = ArrayField(models.CharField(max_length=2), default=list)  # empty: everywhere
    currency = models.CharField(max_length=3)
    first_g = models.PositiveIntegerField(default=500)
    first_minor = models.BigIntegerField()
    step_g = models.PositiveIntegerField(default=500)
    step_minor = models.BigIntegerField(default=0)
    free_from_minor = models.BigIntegerField(null=True)  # goods value from which shipping is free
    min_days = models.PositiveSmallIntegerField()
    max_days = models.PositiveSmallIntegerField()


_STATES = [(state.value, state.value) for state in ParcelState]


class Shipment(models.Model):
    """One parcel of one store order."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    order_id = models.UUIDField()
    buyer_id = models.UUIDField()
    carrier = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    tracking_number = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=_STATES, default=ParcelState.INFO_RECEIVED)
    lines = models.JSONField(default=list)  # [[line id, quantity], …]
    weight_g = models.PositiveIntegerField(default=0)
    origin_country = models.CharField(max_length=2)
    destination_country = models.CharField(max_length=2)
    shipped_at = models.DateTimeField(default=now)
    delivered_at = models.DateTimeField(null=True)
    expected_from = models.DateField(null=True)
    expected_to = models.DateField(null=True)
    last_event_at = models.DateTimeField(null=True)
    pull_after = models.DateTimeField(null=True)  # when to ask the carrier again; null: no more
    pull_failures = models.PositiveSmallIntegerField(default=0)  # questions in a row without an answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store_id", "carrier", "tracking_number"], name="shipment_number_once")
        ]
        indexes = [
            models.Index(fields=["store_id", "order_id"], name="shipment_of_order"),
            models.Index(fields=["carrier", "tracking_number"], name="shipment_by_number"),
            models.Index(fields=["pull_after"], condition=models.Q(pull_after__isnull=False), name="shipment_to_pull"),
        ]


class TrackingEvent(models.Model):
    """One thing a carrier said about a parcel; said twice, kept once."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    shipment_id = models.UUIDField()
    event_key = models.CharField(max_length=80)  # the carrier's own id, or code and time
    code = models.CharField(max_length=40)  # the carrier's
    state = models.CharField(max_length=20, choices=_STATES, blank=True)  # "": the code says nothing that we know
    at = models.DateTimeField()
    place = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)
    text = models.CharField(max_length=300, blank=True)  # the carrier's words
    received_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store_id", "shipment_id", "event_key"], name="tracking_event_once")
        ]
        indexes = [models.Index(fields=["store_id", "shipment_id", "at"], name="tracking_of_shipment")]
