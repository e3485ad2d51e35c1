"""What is searched: one document per product and language (TRD-03)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Document(models.Model):
    """A product as one language finds it, with all that a result list shows.

    `static_rank` is the part of the ranking that does not depend on words or buyer, computed from the
    declared weights. `price_usd` serves sorting and price filters across currencies only.
    """

    product_id = models.UUIDField()
    language = models.CharField(max_length=8)
    store_id = models.UUIDField()
    store_country = models.CharField(max_length=2)
    categories = ArrayField(models.BigIntegerField())  # the leaf and all above it
    facets = ArrayField(models.CharField(max_length=110))  # "material:cotton"
    words = SearchVectorField(null=True)
    title = models.CharField(max_length=160)
    price_usd = models.DecimalField(max_digits=14, decimal_places=4)
    rating_hundredths = models.PositiveSmallIntegerField(default=0)
    sold_count = models.PositiveIntegerField(default=0)
    static_rank = models.FloatField(default=0)
    export_controlled = models.BooleanField(default=False)
    approved_at = models.DateTimeField()
    card = models.JSONField()  # number, slug, title, picture, price_minor, currency, list_price_minor, store

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product_id", "language"], name="document_once")]
        indexes = [
            GinIndex(fields=["words"], name="document_words"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="document_title_trigrams"),
            GinIndex(fields=["categories"], name="document_categories"),
            GinIndex(fields=["facets"], name="document_facets"),
            models.Index(fields=["language", "-static_rank", "-product_id"], name="document_best"),
            models.Index(fields=["language", "price_usd", "product_id"], name="document_price"),
            models.Index(fields=["language", "-approved_at", "-product_id"], name="document_newest"),
            models.Index(fields=["store_id", "language", "-static_rank", "-product_id"], name="document_store"),
        ]
