"""Coupons, who has them, and what they took of orders (TRD-11)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kontor.contexts.coupons.lifecycle import OfferState, UseState
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Coupon(models.Model):
    """An offer of a store, or (no `store_id`) of the platform. Amounts are in `currency`.

    Attributes:
        code: what buyers type, in capitals; "" for a coupon that is claimed.
        count_taken, minor_taken: what orders hold and have used of the budget, less what came back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField(null=True)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=7, choices=[(s.value, s.value) for s in OfferState], default="draft")
    kind = models.CharField(max_length=7)  # amount | percent
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    cap_minor = models.BigIntegerField(default=0)  # of a share; 0: none
    threshold_minor = models.BigIntegerField(default=0)
    audience = models.CharField(max_length=9, default="all")  # all | new | followers
    scope = models.CharField(max_length=10, default="all")  # all | products | categories
    product_ids = ArrayField(models.UUIDField(), default=list)
    category_ids = ArrayField(models.IntegerField(), default=list)
    code = models.CharField(max_length=20, blank=True)
    per_buyer = models.PositiveIntegerField(default=1)
    budget_count = models.PositiveIntegerField()
    budget_minor = models.BigIntegerField()
    count_taken = models.PositiveIntegerField(default=0)
    minor_taken = models.BigIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(count_taken__lte=F("budget_count"), minor_taken__gte=0, minor_taken__lte=F("budget_minor")),
                name="coupon_within_budget",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code="") & ~Q(state="ended"), name="coupon_code_once"
            ),
        ]
        indexes = [
            models.Index(fields=["store_id", "-id"], name="coupon_of_store"),
            models.Index(fields=["ends_at"], condition=Q(state__in=["running", "paused"]), name="coupon_open"),
        ]


class Claim(models.Model):
    """A coupon in a buyer's hands: how often it is held or used, of how many times it may be (placed by buyer)."""

    pk = models.CompositePrimaryKey("buyer_id", "coupon_id")
    buyer_id = models.UUIDField()
    coupon_id = models.UUIDField()
    uses = models.PositiveIntegerField(default=0)
    allowed = models.PositiveIntegerField()
    claimed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(uses__lte=F("allowed")), name="claim_within_limit")]
        indexes = [models.Index(fields=["coupon_id", "buyer_id"], name="claim_of_coupon")]


class Use(models.Model):
    """A coupon in a buyer order (placed by buyer).

    Attributes:
        taken_minor: of the coupon's budget, in its `currency`; `returned_minor` of it came back with refunds.
        minor: what the buyer pays less, in the buyer's currency.
    """

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    buyer_order_id = models.UUIDField()
    coupon_id = models.UUIDField()
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in UseState], default="held")
    currency = models.CharField(max_length=3)
    taken_minor = models.BigIntegerField()
    returned_minor = models.BigIntegerField(default=0)
    buyer_currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer_id", "buyer_order_id", "coupon_id"], name="coupon_use_once"),
            models.CheckConstraint(
                condition=Q(minor__gt=0, taken_minor__gte=0, returned_minor__gte=0)
                & Q(returned_minor__lte=F("taken_minor")),
                name="coupon_use_figures",
            ),
        ]
        indexes = [
            models.Index(fields=["coupon_id", "-made_at"], name="coupon_use_of_coupon"),
            models.Index(fields=["made_at"], condition=Q(state="held"), name="coupon_use_open"),
        ]


class UsePart(models.Model):
    """What of a use falls on one store order; `id` is its own, `order_id` the store order's (placed by buyer).

    Attributes:
        store_minor: of the selling store's money the coupon covers, in its currency. Of a store's own coupon the store
            goes without it; of the platform's it is paid by the platform.
        value_minor: what `taken_minor` is worth in the store's currency at the day's rate.
        lines: line id → what the buyer pays less for it.
        refunded: everything paid for the store order went back.
    """

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    use_id = models.UUIDField()
    coupon_id = models.UUIDField()
    order_id = models.UUIDField()
    store_id = models.UUIDField()
    taken_minor = models.BigIntegerField()
    returned_minor = models.BigIntegerField(default=0)
    minor = models.BigIntegerField()
    store_currency = models.CharField(max_length=3)
    store_minor = models.BigIntegerField()
    value_minor = models.BigIntegerField()
    lines = models.JSONField(default=dict)
    refunded = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_minor__gte=0, returned_minor__lte=F("taken_minor")), name="coupon_part_returned"
            )
        ]
        indexes = [
            models.Index(fields=["buyer_id", "use_id"], name="coupon_part_of_use"),
            models.Index(fields=["buyer_id", "order_id"], name="coupon_part_of_order"),
            models.Index(fields=["store_id", "-made_at"], name="coupon_part_in_store"),
        ]
