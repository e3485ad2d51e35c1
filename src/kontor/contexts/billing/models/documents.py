"""Invoices and credit notes of stores, and what is to become one (placed by store)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class DocumentKind(models.TextChoices):
    INVOICE = "invoice"
    CREDIT = "credit"  # corrects an invoice by what went back


class Series(models.Model):
    """The last number that a store has used in a year; it is held while documents get theirs."""

    pk = models.CompositePrimaryKey("store_id", "kind", "year")
    store_id = models.UUIDField()
    kind = models.CharField(max_length=7, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)


class Document(models.Model):
    """One issued document. A trigger (migration 0001) lets nobody change it: only its recipient may be emptied.

    Attributes:
        place: its number in its series, without gaps; `number` is how it is written.
        cause: what made it: `paid`, or the refund's `divide`, `return`.
        full_minor: what it is about in all (COI-13): `paid_minor`, `coins_minor` and `subsidy_minor` (the
            marketplace's coupon) sum to it.
        figures: lines and amounts in minor units (`rules/figures.py`), frozen.
        seller: names and numbers of the business as they were; `recipient`: the invoiced part of the address.
        corrects: the invoice, for a credit note.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    kind = models.CharField(max_length=7, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=90)
    order_id = models.UUIDField()
    order_number = models.BigIntegerField()
    buyer_id = models.UUIDField()
    cause = models.CharField(max_length=20)
    corrects = models.UUIDField(null=True)
    issued_on = models.DateField()  # in the store's time zone
    currency = models.CharField(max_length=3)
    full_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    paid_minor = models.BigIntegerField()
    coins_minor = models.BigIntegerField()
    subsidy_minor = models.BigIntegerField(default=0)
    figures = models.JSONField()
    seller = models.JSONField()
    recipient = models.JSONField(default=dict)
    issued_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store_id", "kind", "year", "place"], name="document_number_once"),
            models.UniqueConstraint(fields=["store_id", "order_id", "cause"], name="document_cause_once"),
            models.CheckConstraint(
                condition=Q(full_minor=F("paid_minor") + F("coins_minor") + F("subsidy_minor")),
                name="document_bears_all",
            ),
        ]
        indexes = [models.Index(fields=["store_id", "-id"], name="document_of_store")]


class Due(models.Model):
    """A document that is to be issued; the job that issues it takes the row away.

    Attributes:
        back_minor: of what was paid, what went back (buyer's currency).
        tries: how often it could not be issued; `reason` (`rules.dues.Reason`) and `detail` say why not, the last time.
        next_at: not tried before this moment: one that cannot be issued makes room for the others.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    order_id = models.UUIDField()
    cause = models.CharField(max_length=20)
    back_minor = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=120, blank=True)
    next_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store_id", "order_id", "cause"], name="due_once")]
        indexes = [
            models.Index(fields=["next_at", "store_id", "id"], name="due_next"),
            models.Index(fields=["id"], condition=~Q(reason=""), name="due_not_issued"),
        ]
