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
