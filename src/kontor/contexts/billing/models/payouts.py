"""Payouts of stores (placed by store), who approved them, and what went to the bank."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.contexts.billing.lifecycle import OPEN, PayoutState
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, public_number


class Payout(models.Model):
    """Money of a balance on its way to the store's account.

    Attributes:
        amount_minor: out of the balance; the store gets it less `fee_minor`.
        run_day: whose run made it: one of a currency in a day.
        account: masked; `sealed` is the account itself as it was approved when the payout was made, until it has ended.
        batch_id: the message to the bank that it is in.
        reason: the bank's code, or why the operator cancelled it.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    number = models.BigIntegerField(default=public_number)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=[(each.value, each.value) for each in PayoutState])
    run_day = models.DateField()
    account = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField(default=b"")
    batch_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store_id", "currency"],
                condition=Q(state__in=[each.value for each in OPEN]),
                name="payout_one_open",
            ),
            models.UniqueConstraint(fields=["store_id", "currency", "run_day"], name="payout_once_a_day"),
            models.CheckConstraint(
                condition=Q(fee_minor__gte=0, amount_minor__gt=F("fee_minor")), name="payout_pays_something"
            ),
        ]
        indexes = [
            models.Index(fields=["store_id", "-id"], name="payout_of_store"),
            models.Index(
                fields=["state", "id"], condition=Q(state__in=[each.value for each in OPEN]), name="payout_open"
            ),
            models.Index(fields=["-id"], name="payout_of_all"),
        ]


class PayoutApproval(models.Model):
    """One person of the operator's has looked at a payout and lets it go."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    payout_id = models.UUIDField()
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payout_id", "by_id"], name="payout_approved_once")]


class PayoutBatch(models.Model):
    """One message to the bank: the payouts of a currency that were ready. Sent again, it is the same message."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    currency = models.CharField(max_length=3)
    day = models.DateField()
    made_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], condition=Q(sent_at__isnull=True), name="batch_unsent")]


class BankReport(models.Model):
    """One message of the bank that has been taken in; its sequence is how far we have read."""

    pk = models.CompositePrimaryKey("bank", "sequence")
    bank = models.CharField(max_length=20)
    sequence = models.BigIntegerField()
    outcome = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)
