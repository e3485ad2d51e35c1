"""Disputes, what is proposed in them, what is shown, and their history (TRD-09)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.aftersales.lifecycle import DISPUTE, State
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, public_number

LONGEST = 2000  # characters of what people write
OPEN = Q(ended_at__isnull=True)


class Dispute(models.Model):
    """One disagreement about one store order. Amounts are the buyer's money; money is moved by `payments` alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(default=public_number, unique=True)
    store = models.ForeignKey(Store, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    order_id = models.UUIDField()
    order_number = models.BigIntegerField()
    buyer_id = models.UUIDField()
    kind = models.CharField(max_length=20)  # rules.reasons
    reason = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State], default=DISPUTE.start)

    settled = models.BooleanField(default=False)  # opened after receipt: the store had been paid
    partly = models.BooleanField(default=False)  # a part of the order had not been shipped when it was opened
    currency = models.CharField(max_length=3)
    paid_minor = models.BigIntegerField()
    goods_minor = models.BigIntegerField()
    title = models.CharField(max_length=160, blank=True)
    picture = models.CharField(max_length=200, blank=True)
    ship_to_country = models.CharField(max_length=2)
    language = models.CharField(max_length=8)  # the buyer's

    opened_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(null=True)  # when time acts by itself (lifecycle.TIMED)
    answered_at = models.DateTimeField(null=True)  # the seller's first answer
    escalated_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)  # agreed on, ruled for good, withdrawn: handling time ends (SEL-14)
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=12, blank=True)  # agreement | silence | ruling | no_return | withdrawal
    fault = models.CharField(max_length=8, blank=True)  # whom a ruling blames: seller | buyer | carrier | nobody
    agreed_minor = models.BigIntegerField(null=True)
    refunded_minor = models.BigIntegerField(default=0)

    ruled_by = models.UUIDField(null=True)  # who ruled first; an appeal is somebody else's
    appealed_by = models.CharField(max_length=6, blank=True)  # buyer | seller
    buyer_takes = models.BooleanField(default=False)  # the ruling, without an appeal
    seller_takes = models.BooleanField(default=False)
    return_to = models.JSONField(null=True)  # AddressView.frozen of when it was decided; None: read as it is now
    return_carrier = models.CharField(max_length=30, blank=True)
    return_number = models.CharField(max_length=40, blank=True)
    return_sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order_id"], condition=OPEN, name="dispute_open_once"),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=models.F("paid_minor")),
                name="dispute_refund_at_most_paid",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-opened_at", "-id"], name="dispute_of_store"),
            models.Index(fields=["store", "due_at"], condition=OPEN, name="dispute_open_of_store"),
            models.Index(fields=["buyer_id", "-opened_at", "-id"], name="dispute_of_buyer"),
            models.Index(fields=["order_id", "-opened_at"], name="dispute_of_order"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="dispute_due"),
            models.Index(fields=["-opened_at", "-id"], name="dispute_of_all"),
        ]


class Proposal(models.Model):
    """How somebody would end a dispute. One of each side stands; another puts it aside and keeps it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="proposals")
    by = models.CharField(max_length=8)  # buyer | seller | operator (a ruling)
    by_id = models.UUIDField(null=True)
    back_minor = models.BigIntegerField()  # the buyer's currency; 0: the seller keeps all
    with_return = models.BooleanField(default=False)
    text = models.TextField(blank=True, max_length=LONGEST)
    template = models.CharField(max_length=20, blank=True)  # of a ruling
    stands = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=now)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "by"], condition=Q(stands=True), name="proposal_one_stands"),
            models.CheckConstraint(condition=Q(back_minor__gte=0), name="proposal_not_negative"),
        ]


class Evidence(models.Model):
    """A picture or words that a side shows. Never changed; a picture is re-encoded and sealed for its row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="evidence")
    by = models.CharField(max_length=8)
    by_id = models.UUIDField(null=True)
    text = models.TextField(blank=True, max_length=LONGEST)
    sealed = models.BinaryField(default=b"")  # nothing: words only
    shown_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["dispute", "shown_at", "id"], name="evidence_of_dispute")]


class DisputeStep(models.Model):
    """One thing that happened with a dispute: its history, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=20)
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    actor = models.CharField(max_length=8)  # buyer | seller | operator | system
    actor_id = models.UUIDField(null=True)
    note = models.TextField(blank=True, max_length=LONGEST)
    back_minor = models.BigIntegerField(null=True)
    with_return = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["dispute", "at", "id"], name="step_of_dispute")]
