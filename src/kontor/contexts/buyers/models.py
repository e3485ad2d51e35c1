"""The buyer's own things: addresses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Address(models.Model):
    """Where a parcel goes, in the country's own form (BUY-11), and in Latin letters for couriers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    recipient = models.CharField(max_length=100)
    company = models.CharField(max_length=100, blank=True)
    street = models.CharField(max_length=300)
    district = models.CharField(max_length=100, blank=True)  # dependent locality
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=16)  # E.164
    latin = models.JSONField(default=dict)  # the same fields, transliterated
    is_default = models.BooleanField(default=False)  # of its country
    created_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer", "country"],
                condition=Q(is_default=True, removed_at__isnull=True),
                name="address_default_per_country",
            )
        ]
        indexes = [models.Index(fields=["buyer", "-created_at"], name="address_of_buyer")]


class WishList(models.Model):
    """A named list of products; the first one has no name (BUY-06). Who has its key sees it, until it is taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    share_key = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["buyer", "created_at"], name="wish_list_of_buyer")]


class WishItem(models.Model):
    """A product on a list, with what it cost then and what its owner has been told since."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list = models.ForeignKey(WishList, on_delete=models.CASCADE, related_name="items")
    buyer_id = models.UUIDField()
    product_id = models.UUIDField()
    product_number = models.BigIntegerField()
    price_minor = models.BigIntegerField()  # noted when it was kept, in the store's currency
    currency = models.CharField(max_length=3)
    told_minor = models.BigIntegerField(null=True)  # the lowest price told so far
    missing = models.BooleanField(default=False)  # it could not be bought when we last looked
    back_at = models.DateTimeField(null=True)  # when its return was last told
    note = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "product_id"], name="wish_once_per_list")]
        indexes = [models.Index(fields=["buyer_id", "product_number"], name="wish_of_buyer")]


class Follow(models.Model):
    """A buyer follows a store (BUY-07)."""

    pk = models.CompositePrimaryKey("buyer_id", "store_id")
    buyer_id = models.UUIDField()
    store_id = models.UUIDField()
    since = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store_id", "buyer_id"], name="follow_of_store")]
