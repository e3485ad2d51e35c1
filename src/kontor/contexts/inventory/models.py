"""Warehouses, stock and reservations (TRD-08)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Warehouse(models.Model):
    """A place where a store keeps goods."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)


class Stock(models.Model):
    """How many of a SKU lie in a warehouse, and how many of them are promised."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.CASCADE, related_name="+")
    sku = models.ForeignKey(Sku, on_delete=models.CASCADE, related_name="stock", db_index=False)
    on_hand = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sku", "warehouse"], name="stock_once"),
            models.CheckConstraint(condition=Q(reserved__lte=F("on_hand")), name="stock_never_oversold"),
        ]


class ReservationState(models.TextChoices):
    HELD = "held"  # for the time of payment
    COMMITTED = "committed"  # paid; waits for shipping
    CONSUMED = "consumed"  # shipped
    RELEASED = "released"


class Reservation(models.Model):
    """Units of one SKU in one warehouse promised to one order line."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    order_id = models.UUIDField()  # the store order
    line_id = models.UUIDField()
    sku_id = models.UUIDField()
    warehouse_id = models.UUIDField()
    quantity = models.PositiveIntegerField()
    consumed = models.PositiveIntegerField(default=0)  # of quantity: shipped so far, no longer promised
    state = models.CharField(max_length=9, choices=ReservationState, default=ReservationState.HELD)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store_id", "order_id", "line_id", "warehouse_id"], name="reservation_once_per_line"
            ),
            models.CheckConstraint(condition=Q(consumed__lte=F("quantity")), name="reservation_not_overconsumed"),
        ]
        indexes = [
            models.Index(
                fields=["sku_id", "warehouse_id"], condition=Q(state__in=["held", "committed"]), name="reservation_open"
            )
        ]


class Movement(models.Model):
    """A change of what is on hand; stock equals the sum of its movements."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    sku_id = models.UUIDField()
    warehouse_id = models.UUIDField()
    delta = models.IntegerField()
    cause = models.CharField(max_length=20)  # received | shipped | adjusted | returned
    reference = models.UUIDField(null=True)
    by_account = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store_id", "sku_id", "warehouse_id"], name="movement_of_stock")]
