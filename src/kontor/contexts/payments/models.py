"""Payment intents, callbacks, escrow, refunds, settlement (TRD-06)."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class IntentState(models.TextChoices):
    CREATED = "created"  # the payer has not yet been sent to the provider
    PENDING = "pending"  # at the provider
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"  # closed before money came


LIVE = [IntentState.CREATED, IntentState.PENDING, IntentState.SUCCEEDED]


class Intent(models.Model):
    """One try to pay one buyer order at one provider."""

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    buyer_order_id = models.UUIDField()
    order_number = models.BigIntegerField()
    provider = models.CharField(max_length=20)
    method = models.CharField(max_length=20)  # alipay | unionpay | wechat_pay | card | alipay_bound | card_bound
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=9, choices=IntentState, default=IntentState.CREATED)
    provider_reference = models.CharField(max_length=120, blank=True)
    redirect_url = models.TextField(blank=True)
    failure = models.CharField(max_length=60, blank=True)
    agreement_id = models.UUIDField(null=True)  # paid by this agreement, without the provider's page
    created_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)  # succeeded, failed or cancelled

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer_id", "buyer_order_id"], condition=Q(state__in=LIVE), name="intent_one_live"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="intent_amount_positive"),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state__in=["created", "pending"]), name="intent_open"),
            BrinIndex(fields=["created_at"], name="intent_begun", autosummarize=True),  # reports of a period (ACC-53)
        ]


class Callback(models.Model):
    """What a provider told us, as it came; the same telling has one effect."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.CharField(max_length=20)
    event_key = models.CharField(max_length=160)
    verified = models.BooleanField()
    body = models.TextField()
    outcome = models.CharField(max_length=40)
    received_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "event_key"], condition=Q(verified=True), name="callback_effect_once"
            )
        ]


class EscrowState(models.TextChoices):
    HELD = "held"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT = "split"  # a part went back to the buyer, the rest to the store


class Escrow(models.Model):
    """A store order's money between payment and receipt, in the store's currency."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField()  # the store order
    buyer_id = models.UUIDField()
    intent_id = models.UUIDField()
    amount_minor = models.BigIntegerField()  # store currency: what the store is to get, before commission
    currency = models.CharField(max_length=3)
    paid_minor = models.BigIntegerField()  # buyer currency: this store order's share of the payment
    paid_currency = models.CharField(max_length=3)
    tax_minor = models.BigIntegerField(default=0)  # buyer currency, part of paid, owed to a tax authority
    commission_base_minor = models.BigIntegerField()  # store currency
    commission_minor = models.BigIntegerField()  # store currency
    refunded_minor = models.BigIntegerField(default=0)  # buyer currency: what of `paid_minor` went back
    state = models.CharField(max_length=8, choices=EscrowState, default=EscrowState.HELD)
    held_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=models.F("paid_minor")),
                name="escrow_refunded_at_most_paid",
            )
        ]


class RefundState(models.TextChoices):
    REQUESTED = "requested"
    DONE = "done"
    FAILED = "failed"


class Refund(models.Model):
    """Money back to the payer by the way it came."""

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    intent_id = models.UUIDField()
    store_id = models.UUIDField(null=True)
    store_order_id = models.UUIDField(null=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    cause = models.CharField(max_length=80)
    state = models.CharField(max_length=9, choices=RefundState, default=RefundState.REQUESTED)
    provider_reference = models.CharField(max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer_id", "cause"], name="refund_cause_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_amount_positive"),
        ]
        indexes = [models.Index(fields=["requested_at"], condition=Q(state="requested"), name="refund_owed")]


class Settlement(models.Model):
    """What a store got for one order: gross less commission (TRD-06)."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField()  # the store order
    order_number = models.BigIntegerField()
    gross_minor = models.BigIntegerField()
    commission_minor = models.BigIntegerField()
    net_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    taken_back_minor = models.BigIntegerField(default=0)  # of `net_minor`, for a refund after the store was paid
    journal_id = models.UUIDField()
    settled_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store_id", "-settled_at", "-id"], name="settlement_of_store")]


class AgreementState(models.TextChoices):
    PENDING = "pending"  # the payer is at the provider
    ACTIVE = "active"
    ENDED = "ended"


class Agreement(models.Model):
    """A payer's consent that we charge a wallet or a card at its provider (BUY-10). Never deleted: payments name it,
    and whether a buyer had one at some moment is read from its two ends (ACC-53). Its token goes when it ends.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    buyer_id = models.UUIDField()
    provider = models.CharField(max_length=20)
    method = models.CharField(max_length=20)  # alipay | card
    state = models.CharField(max_length=7, choices=AgreementState, default=AgreementState.PENDING)
    provider_reference = models.CharField(max_length=120, blank=True)  # the visit to its page
    redirect_url = models.TextField(blank=True)
    token = models.BinaryField(default=b"")  # sealed: what we charge with
    token_key = models.CharField(max_length=64, blank=True)  # by which a telling of the provider finds it
    brand = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=120, blank=True)  # masked
    last_day = models.DateField(null=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    bound_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, blank=True)  # see end_agreement

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer_id"], condition=Q(is_default=True, state="active"), name="agreement_one_default"
            ),
            models.UniqueConstraint(
                fields=["provider", "token_key"], condition=Q(state="active"), name="agreement_token_once"
            ),
        ]
        indexes = [
            models.Index(fields=["buyer_id", "-created_at"], name="agreement_of_buyer"),
            models.Index(fields=["created_at"], condition=Q(state="pending"), name="agreement_open"),
            models.Index(fields=["last_day"], condition=Q(state="active"), name="agreement_ends"),
        ]
