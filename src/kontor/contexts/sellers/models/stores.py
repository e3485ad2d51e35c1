"""Stores, and who may do what in them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kontor.contexts.sellers.models.businesses import Business
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class StoreState(models.TextChoices):
    OPENING = "opening"  # being set up: its people work in it, nobody else finds it or buys its goods (SEL-06)
    OPEN = "open"
    HOLIDAY = "holiday"  # shown, takes orders with longer handling
    HIDDEN = "hidden"  # a penalty
    CLOSED = "closed"


class Store(models.Model):
    """A shop under one name, with one currency and one home language (TRD-01)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="stores")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=8)
    time_zone = models.CharField(max_length=40, default="UTC")
    state = models.CharField(max_length=8, choices=StoreState, default=StoreState.OPEN)
    banner = models.CharField(max_length=200, blank=True)  # media path
    logo = models.CharField(max_length=200, blank=True)
    handling_days = models.PositiveSmallIntegerField(default=3)
    rating_hundredths = models.PositiveSmallIntegerField(default=0)  # 487 = 4.87 stars
    rating_count = models.PositiveIntegerField(default=0)
    verified_at = models.DateTimeField(null=True)  # a reviewer has seen what it may sell under its name (OPR-02)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [  # the operator's list: by address, of one state or country, by words
            models.Index(fields=["state", "slug"], name="store_by_state"),
            models.Index(fields=["country", "slug"], name="store_by_country"),
            GinIndex(fields=["name", "slug"], opclasses=["gin_trgm_ops", "gin_trgm_ops"], name="store_words"),
        ]


class StoreHiding(models.Model):
    """A store was taken out of sight, why and until when (ACC-41). At most one is in force.

    Attributes:
        reason: in words for the store's people.
        state_before: what the store goes back to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="hidings")
    reason = models.CharField(max_length=1000)
    state_before = models.CharField(max_length=8)
    by_id = models.UUIDField(null=True)  # null: Kontor itself, by a rule
    at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)  # null with `ended_at`: its time was over

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store"], condition=Q(ended_at__isnull=True), name="store_hidden_once")
        ]
        indexes = [models.Index(fields=["until"], condition=Q(ended_at__isnull=True), name="store_hidden_until")]


class StoreText(models.Model):
    """What a store says of itself in one language."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    about = models.TextField(blank=True)
    return_policy = models.TextField(blank=True)
    shipping_policy = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "language"], name="store_text_once")]


class StoreSection(models.Model):
    """One entry of a store's own navigation, with the goods featured in it."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    titles = models.JSONField(default=dict)  # language → title
    category_id = models.BigIntegerField(null=True)
    featured = ArrayField(models.UUIDField(), default=list)  # product ids, in order


class StoreAddress(models.Model):
    """Where a store ships from and takes returns."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="addresses")
    purpose = models.CharField(max_length=7, choices=[("origin", "origin"), ("return", "return")])
    lines = models.JSONField(default=dict)  # the fields of buyers.Address

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store"], condition=Q(purpose="origin"), name="store_origin_once")
        ]


class Holiday(models.Model):
    """Days on which a store does not ship; handling time pauses."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="holidays")
    first_day = models.DateField()
    last_day = models.DateField()
    name = models.CharField(max_length=80, blank=True)


class Seat(models.Model):
    """A person at work for a store, and the rights given (SEL-03)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="seats")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)  # owner | manager | clerk …: a template of rights
    rights = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "store"], name="seat_once")]


class StoreNews(models.Model):
    """A short item that a store tells those who follow it (BUY-07)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=100)
    text = models.CharField(max_length=1000, blank=True)
    published_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["store", "-published_at", "-id"], name="news_of_store")]
