"""The cart. Everything else of a checkout is computed, or lives in `orders`."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Cart(models.Model):
    """What somebody means to buy. A visitor's cart is named by a cookie, a buyer's by the account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    buyer_id = models.UUIDField(null=True, unique=True)
    changed_at = models.DateTimeField(default=now)


class CartLine(models.Model):
    """A SKU and how many, with the price that was shown when it was put in."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines", db_index=False)
    store_id = models.UUIDField()
    product_id = models.UUIDField()
    sku_id = models.UUIDField()
    quantity = models.PositiveIntegerField()
    seen_minor = models.BigIntegerField()  # unit price in the store's currency when last shown
    seen_currency = models.CharField(max_length=3)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart", "sku_id"], name="cart_line_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="cart_quantity_positive"),
        ]
