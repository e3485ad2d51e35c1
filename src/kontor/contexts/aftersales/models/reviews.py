"""What buyers say of their orders, and the sums that are kept with it (TRD-10). All placed by store."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

_STARS = models.Q(stars__gte=1, stars__lte=5)


class Review(models.Model):
    """What a buyer says of one line of an order: stars, words, pictures; one follow-up, one reply.

    Attributes:
        language: of `text`, found out from it; "" while nobody can tell.
        nickname: masked (ACC-40).
        period: the first day of the ten days in which it was written (ADR 29).
        product_why, store_why: why it does not count for the product, and for the store; "" when it does.
        removed_at: the operator took it out of sight.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    product_id = models.UUIDField()
    product_number = models.BigIntegerField()
    order_id = models.UUIDField()
    order_number = models.BigIntegerField()
    line_id = models.UUIDField()
    buyer_id = models.UUIDField()
    nickname = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    title = models.CharField(max_length=160)  # of the goods, as they were bought
    axes = models.JSONField(default=list)  # [[label, option], …]
    stars = models.PositiveSmallIntegerField()
    tone = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    pictured = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    day = models.DateField()
    period = models.DateField()
    product_why = models.CharField(max_length=8, blank=True)
    store_why = models.CharField(max_length=8, blank=True)
    follow_up = models.TextField(blank=True)
    followed_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.UUIDField(null=True)
    helpful = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "aftersales_review"
        constraints = [
            models.CheckConstraint(condition=_STARS, name="review_stars"),
            models.UniqueConstraint(fields=["store_id", "line_id"], name="review_once_a_line"),
            models.UniqueConstraint(
                fields=["store_id", "buyer_id", "period", "tone"], condition=Q(store_why=""), name="review_counts_once"
            ),
            models.UniqueConstraint(
                fields=["store_id", "product_id", "buyer_id", "period", "tone"],
                condition=Q(product_why=""),
                name="review_counts_once_a_product",
            ),
        ]
        indexes = [
            models.Index(fields=["store_id", "product_id", "-id"], name="review_of_product"),
            models.Index(fields=["store_id", "-id"], name="review_of_store"),
            models.Index(fields=["store_id", "order_id"], name="review_of_order"),
            models.Index(fields=["buyer_id", "-id"], name="review_of_buyer"),
        ]  # fmt: skip


class ReviewPicture(models.Model):
    """A picture of a review, checked and written anew from its pixels."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    review_id = models.UUIDField()
    buyer_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=200)

    class Meta:
        db_table = "aftersales_review_picture"
        indexes = [models.Index(fields=["store_id", "review_id", "position"], name="picture_of_review")]


class DetailRating(models.Model):
    """The three detail ratings of one order, given with its first review; `why` as in `Review.store_why`."""

    pk = models.CompositePrimaryKey("store_id", "order_id")
    store_id = models.UUIDField()
    order_id = models.UUIDField()
    buyer_id = models.UUIDField()
    described = models.PositiveSmallIntegerField()
    communication = models.PositiveSmallIntegerField()
    speed = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)
    day = models.DateField()
    period = models.DateField()
    why = models.CharField(max_length=8, blank=True)

    class Meta:
        db_table = "aftersales_detail_rating"
        constraints = [
            models.CheckConstraint(
                condition=Q(described__range=(1, 5), communication__range=(1, 5), speed__range=(1, 5)),
                name="detail_rating_stars",
            ),
            models.UniqueConstraint(
                fields=["store_id", "buyer_id", "period"], condition=Q(why=""), name="detail_rating_counts_once"
            ),
        ]


class ProductTally(models.Model):
    """How many counting reviews gave a product one … five stars."""

    pk = models.CompositePrimaryKey("store_id", "product_id")
    store_id = models.UUIDField()
    product_id = models.UUIDField()
    n1 = models.PositiveIntegerField(default=0)
    n2 = models.PositiveIntegerField(default=0)
    n3 = models.PositiveIntegerField(default=0)
    n4 = models.PositiveIntegerField(default=0)
    n5 = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "aftersales_product_tally"


class StoreDay(models.Model):
    """What one day (UTC) brought a store: counting reviews by stars, and sums of counting detail ratings."""

    pk = models.CompositePrimaryKey("store_id", "day")
    store_id = models.UUIDField()
    day = models.DateField()
    n1 = models.PositiveIntegerField(default=0)
    n2 = models.PositiveIntegerField(default=0)
    n3 = models.PositiveIntegerField(default=0)
    n4 = models.PositiveIntegerField(default=0)
    n5 = models.PositiveIntegerField(default=0)
    rated = models.PositiveIntegerField(default=0)
    described = models.PositiveIntegerField(default=0)
    communication = models.PositiveIntegerField(default=0)
    speed = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "aftersales_store_day"


class HelpfulVote(models.Model):
    """Somebody found a review helpful."""

    pk = models.CompositePrimaryKey("store_id", "review_id", "buyer_id")
    store_id = models.UUIDField()
    review_id = models.UUIDField()
    buyer_id = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "aftersales_helpful_vote"


class ReviewReport(models.Model):
    """Somebody says that a review breaks the rules; once for each person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    review_id = models.UUIDField()
    account_id = models.UUIDField()
    reason = models.CharField(max_length=20)
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "aftersales_review_report"
        constraints = [models.UniqueConstraint(fields=["review_id", "account_id"], name="review_report_once")]
