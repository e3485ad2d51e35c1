"""Violations of stores, their evidence, what follows from them, and appeals (OPR-03)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.governance.lifecycle import State
from kontor.contexts.governance.rules.lengths import WORDS_AT_MOST
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Violation(models.Model):
    """A store broke a rule. What it cost is frozen here, whatever the table says later.

    Attributes:
        code: row of the table of offences.
        words: what happened, for the store's people; "" where the table's own sentence says all.
        cause: names the fact; the same cause is recorded once.
        by_id: the operator's account; null: Kontor itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    points = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=WORDS_AT_MOST, blank=True)
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in State], default=State.IN_FORCE)
    cause = models.CharField(max_length=100, unique=True)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    appeal_by = models.DateTimeField()
    points_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=WORDS_AT_MOST, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["store", "-id"], name="violation_of_store"),
            models.Index(fields=["code", "-id"], name="violation_of_code"),
            models.Index(fields=["points_until"], condition=Q(state="in_force"), name="violation_in_force"),
        ]


class Evidence(models.Model):
    """What shows a violation: words, or the number of an order or a product of the store."""

    violation = models.ForeignKey(Violation, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[(k, k) for k in ("words", "order", "product")])
    number = models.BigIntegerField(null=True)
    words = models.CharField(max_length=WORDS_AT_MOST, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["violation", "position"], name="evidence_position_once")]


class Consequence(models.Model):
    """What followed from a violation. In force while `ended_at` is null.

    Attributes:
        threshold: the sum of points that led to it; 0 where the offence itself does.
        until: when it ends by itself; null: never.
        product_id: of a delisting. hiding_id: of a hiding, `sellers.StoreHiding`.
        state_before: of a closure, what the store goes back to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.ForeignKey(Violation, on_delete=models.CASCADE, related_name="consequences")
    store_id = models.UUIDField()
    kind = models.CharField(max_length=9, choices=[(k, k) for k in ("freeze", "delisting", "hiding", "closure")])
    threshold = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    product_id = models.UUIDField(null=True)
    hiding_id = models.UUIDField(null=True)
    state_before = models.CharField(max_length=8, blank=True)
    ended_at = models.DateTimeField(null=True)
    lifted = models.BooleanField(default=False)  # it ended before its time

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "kind"], condition=Q(ended_at__isnull=True), name="consequence_in_force"),
            models.Index(fields=["until"], condition=Q(ended_at__isnull=True), name="consequence_until"),
        ]


class Appeal(models.Model):
    """The store asks to look again; once for each violation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.OneToOneField(Violation, on_delete=models.CASCADE, related_name="appeal")
    account_id = models.UUIDField()
    text = models.TextField()
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=WORDS_AT_MOST, blank=True)


class ServiceScore(models.Model):
    """How well a store serves, 0–100, with its make-up (MSG-18). `score` is null while there is too little to tell.

    `parts`: [[code, measured, score, weight], …] of `rules.score`.
    """

    store = models.OneToOneField(Store, on_delete=models.CASCADE, primary_key=True, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    parts = models.JSONField(default=list)
    at = models.DateTimeField(default=now)
