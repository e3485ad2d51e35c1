"""Cashback partners and clicks; rewards and postbacks (placed by buyer)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.promotions.rules import RewardState, Terms
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money


class CashbackPartner(models.Model):
    """Somebody who sends buyers here and rewards them (BUY-12).

    Attributes:
        share_bp: reward in 1/10,000 of the goods' price; 0 where it is fixed.
        sealed_secret: under the vault's key, bound to the partner; signs messages both ways.
        owner_id: the partner's own buyer account, which earns it nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    share_bp = models.PositiveSmallIntegerField(default=0)
    fixed_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, blank=True)
    cookie_days = models.PositiveSmallIntegerField()
    postback_url = models.URLField(max_length=500, blank=True)
    sealed_secret = models.BinaryField()
    owner_id = models.UUIDField(null=True)
    open = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share_bp__gt=0, fixed_minor=0) | Q(share_bp=0, fixed_minor__gt=0), name="partner_one_reward"
            )
        ]

    @property
    def terms(self) -> Terms:
        return Terms(self.share_bp, Money(self.fixed_minor, self.currency) if self.fixed_minor else None)


class CashbackClick(models.Model):
    """A buyer arrives through a partner's link. `buyer_id` is known once an order is placed in that browser."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(CashbackPartner, on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=200, blank=True)  # the partner's own id of it
    at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)
    buyer_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["buyer_id", "-at", "-id"], name="click_of_buyer", condition=Q(buyer_id__isnull=False))
        ]


class CashbackReward(models.Model):
    """What a partner owes a buyer for one store order, as the order stands.

    Attributes:
        reference: what the partner calls it by; says nothing.
        full_minor: the reward before refunds; `reward_minor` is what is left of it.
        changes: how often state or amount have changed: the sequence of the postbacks.
    """

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    partner = models.ForeignKey(CashbackPartner, on_delete=models.PROTECT, related_name="+")
    click_reference = models.CharField(max_length=200, blank=True)
    store_id = models.UUIDField()
    order_id = models.UUIDField()
    order_number = models.BigIntegerField()
    order_title = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=40)
    goods_minor = models.BigIntegerField()
    goods_currency = models.CharField(max_length=3)
    full_minor = models.BigIntegerField()
    reward_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in RewardState])
    changes = models.PositiveSmallIntegerField(default=1)
    placed_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["buyer_id", "order_id"], name="reward_order_once")]
        indexes = [
            models.Index(fields=["buyer_id", "-placed_at", "-id"], name="reward_list"),
            models.Index(fields=["reference"], name="reward_reference"),
            models.Index(fields=["partner", "state"], name="reward_of_partner"),
        ]

    @property
    def amount(self) -> Money:
        return Money(self.reward_minor, self.currency)

    @property
    def full(self) -> Money:
        return Money(self.full_minor, self.currency)

    @property
    def goods(self) -> Money:
        return Money(self.goods_minor, self.goods_currency)


class CashbackPostback(models.Model):
    """One message to a partner: what it says is fixed when it is written."""

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    reward_id = models.UUIDField()
    partner = models.ForeignKey(CashbackPartner, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["buyer_id", "reward_id", "sequence"], name="postback_once")]
        indexes = [models.Index(fields=["made_at"], condition=Q(sent_at__isnull=True), name="postback_owed")]
