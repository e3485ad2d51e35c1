"""Buyer orders (placed by buyer), store orders, lines and steps (placed by store).

See docs/adr/0004: every query names the placement key; a buyer order lists its stores, so that a
buyer's page can name them.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kontor.contexts.orders.lifecycle import State
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, public_number


class BuyerOrderState(models.TextChoices):
    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"
    CLOSED = "closed"  # not paid in time, or cancelled before


class BuyerOrder(models.Model):
    """What a buyer placed at once: one payment, one order per store below it (TRD-05)."""

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    number = models.BigIntegerField(default=public_number)
    state = models.CharField(max_length=16, choices=BuyerOrderState, default=BuyerOrderState.AWAITING_PAYMENT)
    store_ids = ArrayField(models.UUIDField())
    currency = models.CharField(max_length=3)
    total_minor = models.BigIntegerField()
    worth_us_cents = models.BigIntegerField(default=0)  # at the day's rate, for the risk check
    address = models.JSONField()  # frozen at placement: the fields of buyers.Address
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=8)
    checkout_key = models.CharField(max_length=64)  # one form, one order: double clicks and reloads
    placed_at = models.DateTimeField(default=now)
    pay_by = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer_id", "checkout_key"], name="buyer_order_checkout_once"),
            models.UniqueConstraint(fields=["buyer_id", "number"], name="buyer_order_number_once"),
        ]
        indexes = [
            models.Index(fields=["buyer_id", "-placed_at", "-id"], name="buyer_order_list"),
            models.Index(fields=["pay_by"], condition=Q(state="awaiting_payment"), name="buyer_order_unpaid"),
        ]


class StoreOrder(models.Model):
    """One store's part of a buyer order, with the rate frozen (TRD-04). Buyer amounts are what is paid."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store = models.ForeignKey(Store, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)
    number = models.BigIntegerField(default=public_number)
    buyer_id = models.UUIDField()
    buyer_order_id = models.UUIDField()
    buyer_order_number = models.BigIntegerField()
    state = models.CharField(max_length=14, choices=[(s.value, s.value) for s in State], default=State.PLACED)

    currency = models.CharField(max_length=3)  # the buyer's
    goods_minor = models.BigIntegerField()
    shipping_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0)
    rebate_minor = models.BigIntegerField(default=0)  # of the goods, off by the store's own coupon
    subsidy_minor = models.BigIntegerField(default=0)  # of the goods, paid by the platform's coupon
    coins_minor = models.BigIntegerField(default=0)  # of the goods, paid with coins
    total_minor = models.BigIntegerField()  # goods, shipping and tax less the three: what is really paid
    store_currency = models.CharField(max_length=3)
    store_goods_minor = models.BigIntegerField()
    store_shipping_minor = models.BigIntegerField()
    store_rebate_minor = models.BigIntegerField(default=0)  # of its goods; the store goes without it
    store_subsidy_minor = models.BigIntegerField(default=0)  # of its goods; paid by the platform
    store_coins_minor = models.BigIntegerField(default=0)  # of its goods; paid by who gave the coins
    commission_minor = models.BigIntegerField()  # store currency, frozen at placement
    rate = models.DecimalField(max_digits=24, decimal_places=12)  # buyer currency per unit of store currency
    rate_day = models.DateField()
    rate_source = models.CharField(max_length=60)

    carrier = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    min_days = models.PositiveSmallIntegerField(default=0)  # transit promised at placement
    max_days = models.PositiveSmallIntegerField(default=0)
    handling_days = models.PositiveSmallIntegerField(default=0)
    ship_to_country = models.CharField(max_length=2)
    note = models.TextField(blank=True)  # from the buyer to this store
    line_count = models.PositiveSmallIntegerField(default=0)
    first_title = models.CharField(max_length=160, blank=True)
    first_picture = models.CharField(max_length=200, blank=True)

    placed_at = models.DateTimeField(default=now)
    paid_at = models.DateTimeField(null=True)
    ship_by = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    receive_by = models.DateTimeField(null=True)  # confirmed by itself then (15 days after delivery)
    received_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    expected_from = models.DateField(null=True)
    expected_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "number"], name="store_order_number_once"),
            models.UniqueConstraint(fields=["store", "buyer_order_id"], name="store_order_once_per_store"),
        ]
        indexes = [
            models.Index(fields=["store", "state", "-placed_at", "-id"], name="store_order_by_state"),
            models.Index(fields=["store", "-placed_at", "-id"], name="store_order_list"),
            models.Index(fields=["store", "buyer_id", "-placed_at"], name="store_order_of_buyer"),
            models.Index(fields=["-placed_at", "-id"], name="store_order_of_all"),  # the operator's list
            models.Index(fields=["state", "-placed_at", "-id"], name="store_order_of_state"),
            models.Index(fields=["number"], name="store_order_number"),
            models.Index(fields=["buyer_order_number"], name="store_order_purchase"),
            models.Index(fields=["receive_by"], condition=Q(state="delivered"), name="store_order_to_receive"),
            models.Index(fields=["paid_at"], condition=Q(state="paid"), name="store_order_in_risk"),
        ]

    @property
    def due_minor(self) -> int:
        """What the store is to get before commission, in its currency: goods less its own coupon, and shipping."""
        return self.store_goods_minor - self.store_rebate_minor + self.store_shipping_minor

    @property
    def commission_base_minor(self) -> int:
        """Of the store's goods, what was really paid by the buyer: commission is on it alone (COI-13, TRD-11)."""
        return self.store_goods_minor - self.store_rebate_minor - self.store_subsidy_minor - self.store_coins_minor

    @property
    def goods_paid_minor(self) -> int:
        """The same in the buyer's currency."""
        return self.goods_minor - self.rebate_minor - self.subsidy_minor - self.coins_minor


class Line(models.Model):
    """One SKU of a store order as it was when it was bought."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    order_id = models.UUIDField()
    product_id = models.UUIDField()
    product_number = models.BigIntegerField()
    sku_id = models.UUIDField()
    sku_code = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    axes = models.JSONField(default=list)  # [[label, option], …] in the buyer's language
    picture = models.CharField(max_length=200, blank=True)
    hs_code = models.CharField(max_length=10, blank=True)
    weight_g = models.PositiveIntegerField(default=0)
    quantity = models.PositiveIntegerField()
    shipped = models.PositiveIntegerField(default=0)
    unit_minor = models.BigIntegerField()  # buyer currency
    tax_minor = models.BigIntegerField(default=0)  # buyer currency, whole line
    store_unit_minor = models.BigIntegerField()
    commission_bp = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "order_id", "id"], name="line_of_order"),
            models.Index(fields=["store_id", "sku_code", "order_id"], name="line_of_sku"),
            # Words that the operator looks for in all stores' orders; a line is 15 µs dearer to write for it.
            GinIndex(fields=["title", "sku_code"], opclasses=["gin_trgm_ops", "gin_trgm_ops"], name="line_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(shipped__lte=models.F("quantity")), name="line_not_overshipped")
        ]


class Step(models.Model):
    """One move that a store order made: its history, never changed."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    order_id = models.UUIDField()
    move = models.CharField(max_length=20)
    source = models.CharField(max_length=14)
    target = models.CharField(max_length=14)
    actor = models.CharField(max_length=8)  # buyer | seller | operator | system
    actor_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store_id", "order_id", "id"], name="step_of_order")]
