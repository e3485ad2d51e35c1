"""What is searched and listed (TRD-03). All of it can be made again from the catalogue.

A *card* is a product as result lists show it. A *shelf place* is a card's place in the order of a category, of
every category above it, and of shelf 0, which holds everything. A *document* holds a product's words in one
language; `shown_in` names the reader languages that it stands for, so that each product answers each reader once.
See docs/adr/0005.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

EVERYTHING = 0
"""The shelf on which every card stands."""


class Ranked(models.Model):
    """What lists are sorted and narrowed by.

    `rank` is the part of the ranking that depends on neither words nor reader, from the declared weights;
    `boosted` goods weigh more for some readers' countries, `grade_a` goods in the coin channel;
    `price_usd` compares prices across currencies.
    """

    rank = models.FloatField()
    boosted = models.BooleanField(default=False)
    grade_a = models.BooleanField(default=False)
    price_usd = models.FloatField()
    sold_count = models.PositiveIntegerField(default=0)
    rating_hundredths = models.PositiveSmallIntegerField(default=0)
    listed_at = models.DateTimeField()
    categories = ArrayField(models.BigIntegerField())  # the leaf and all above it
    facets = ArrayField(models.CharField(max_length=110))  # "material:cotton"

    class Meta:
        abstract = True


class Card(Ranked):
    """One product on sale, with all that a list shows of it."""

    product_id = models.UUIDField(primary_key=True)
    number = models.BigIntegerField()
    slug = models.CharField(max_length=80)
    store_id = models.UUIDField()
    store_slug = models.CharField(max_length=60)
    store_name = models.CharField(max_length=80)
    store_country = models.CharField(max_length=2)
    titles = models.JSONField()  # language → title
    title = models.CharField(max_length=160)  # for readers whose language has none
    picture = models.CharField(max_length=200, blank=True)
    price_minor = models.BigIntegerField()  # of the cheapest SKU, in the store's currency
    list_price_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    price_varies = models.BooleanField(default=False)
    rating_count = models.PositiveIntegerField(default=0)
    export_controlled = models.BooleanField(default=False)
    factors = models.JSONField(default=dict)  # what `rank` is the product of

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "-rank", "-product_id"], name="card_of_store"),
        ]


class ShelfPlace(Ranked):
    """A card's place in one category's order."""

    pk = models.CompositePrimaryKey("category_id", "product_id")
    category_id = models.BigIntegerField()
    product_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["product_id"], name="shelf_of_product"),
            models.Index(fields=["category_id", "-rank", "-product_id"], name="shelf_best"),
            models.Index(fields=["category_id", "boosted", "-rank", "-product_id"], name="shelf_best_boosted"),
            models.Index(fields=["category_id", "price_usd", "product_id"], name="shelf_price"),
            models.Index(fields=["category_id", "-listed_at", "-product_id"], name="shelf_newest"),
            models.Index(fields=["category_id", "-sold_count", "-product_id"], name="shelf_sold"),
            models.Index(fields=["category_id", "-rating_hundredths", "-product_id"], name="shelf_rating"),
        ]


class Document(Ranked):
    """A product's words in one language, stemmed and weighted."""

    product_id = models.UUIDField()
    language = models.CharField(max_length=8)
    shown_in = ArrayField(models.CharField(max_length=8))
    store_id = models.UUIDField()
    words = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product_id", "language"], name="document_once")]
        indexes = [GinIndex(fields=["words"], name="document_words")]


class Word(models.Model):
    """A word that titles and categories use, for mending typing errors."""

    language = models.CharField(max_length=8)
    word = models.CharField(max_length=40)
    letters = models.CharField(max_length=40)  # the same letters sorted: finds swapped ones

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="word_once")]
        indexes = [
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="word_trigrams"),
            models.Index(fields=["letters"], name="word_letters"),
        ]


class Standing(models.Model):
    """What other contexts say of a store that its goods' ranking uses."""

    store_id = models.UUIDField(primary_key=True)
    coin_grade = models.CharField(max_length=1, blank=True)  # A–E (COI-14)
    service_score = models.PositiveSmallIntegerField(null=True)  # 0–100


class IndexState(models.Model):
    """With which weights, rates and day the ranks were computed last: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=64)
