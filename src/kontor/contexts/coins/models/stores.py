"""A store's coin account and what it says of its products (COI-01, COI-06)."""

from __future__ import annotations

from django.db import models

from kontor.contexts.catalogue.models import Product
from kontor.contexts.coins.lifecycle import AccountState
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now


class CoinAccount(models.Model):
    """The permission of a store to give and take coins. Never deleted.

    Attributes:
        number: the coin ID, for people.
        fund_minor: what its prepaid fund holds (fen); equal to the ledger's account, may fall below nothing.
        grade: A to E, "" before the first day; `grade_parts`: [[code, measured, full, weight, points], …].
    """

    store = models.OneToOneField(Store, on_delete=models.PROTECT, primary_key=True, related_name="+")
    number = models.CharField(max_length=17, unique=True)
    state = models.CharField(max_length=6, choices=[(s.value, s.value) for s in AccountState], default="active")
    opened_at = models.DateTimeField(default=now)
    opened_by = models.UUIDField()
    paused_at = models.DateTimeField(null=True)
    fund_minor = models.BigIntegerField(default=0)
    grade = models.CharField(max_length=1, blank=True, default="")
    grade_points = models.PositiveSmallIntegerField(default=0)
    grade_parts = models.JSONField(default=list)
    graded_at = models.DateTimeField(null=True)


class ProductCoins(models.Model):
    """Whether a product takes coins, and for which part of its price at most."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="+")
    store_id = models.UUIDField()
    on = models.BooleanField(default=True)
    share = models.PositiveSmallIntegerField()  # per cent
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(share__gte=1, share__lte=100), name="coin_share_possible")
        ]
        indexes = [models.Index(fields=["store_id", "product"], name="coin_products_of_store")]
