"""Campaigns of the platform, who joined them, and lotteries (COI-10)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class CoinCampaign(models.Model):
    """The Coin Carnival: a themed channel for a time, that stores join with their goods.

    Attributes:
        share_at_least: per cent of the price that coins must be able to pay of goods in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    share_at_least = models.PositiveSmallIntegerField(default=10)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="coin_campaign_end")]


class CampaignStore(models.Model):
    """A store is part of a campaign."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(CoinCampaign, on_delete=models.CASCADE, related_name="stores")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "store"], condition=Q(left_at__isnull=True), name="campaign_store_once"
            )
        ]
        indexes = [models.Index(fields=["store", "-joined_at"], name="campaigns_of_store")]


class Lottery(models.Model):
    """The Coin Lottery: tickets for coins, prizes in coins, a draw that anybody can recompute (`rules.lottery`).

    Attributes:
        commitment: digest of the seed, published before the first ticket.
        sealed_seed: under the vault's key until the draw; `seed`: published with it, in hex.
        prizes: [[name, odds of a million, coins], …].
        tickets: how many were bought; `digest`: of all of them, in their order, at the draw.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    price = models.PositiveIntegerField()
    per_buyer = models.PositiveSmallIntegerField()
    prizes = models.JSONField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    commitment = models.CharField(max_length=64)
    sealed_seed = models.BinaryField()
    seed = models.CharField(max_length=64, blank=True, default="")
    tickets = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    drawn_at = models.DateTimeField(null=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["closes_at"], condition=Q(drawn_at__isnull=True), name="lottery_to_draw")]


class Ticket(models.Model):
    """One ticket: its place in the list, and the code that stands there for it and names nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lottery = models.ForeignKey(Lottery, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    buyer_id = models.UUIDField()
    number = models.PositiveIntegerField(null=True)  # drawn
    won = models.PositiveIntegerField(default=0)  # coins
    bought_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lottery", "place"], name="ticket_place_once")]
        indexes = [models.Index(fields=["lottery", "buyer_id"], name="ticket_of_buyer")]
