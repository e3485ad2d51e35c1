"""What coins are given for (COI-09)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.contexts.coins.rules.granting import Terms
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

NAME_AT_MOST = 80


class Scene(models.Model):
    """One occasion to give coins, by a store or (`store_id` null) by the platform.

    Attributes:
        coins: at one time; or `share_bp`, 1/10,000 of what was paid.
        threshold_minor: fen that an order must be worth.
        budget, given: coins in all; the database refuses more than the budget.
        cap: coins for one buyer.
        only_here: what it gives can be used in this store alone (COI-16).
        campaign_id: of the platform's campaign that it belongs to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=14, choices=[(k.value, k.value) for k in SceneKind])
    name = models.CharField(max_length=NAME_AT_MOST)
    state = models.CharField(max_length=7, choices=[(s.value, s.value) for s in OfferState], default="draft")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    coins = models.PositiveIntegerField(default=0)
    share_bp = models.PositiveSmallIntegerField(default=0)
    threshold_minor = models.PositiveIntegerField(default=0)
    task = models.CharField(max_length=10, blank=True, default="")
    budget = models.PositiveIntegerField()
    given = models.PositiveIntegerField(default=0)
    cap = models.PositiveIntegerField()
    only_here = models.BooleanField(default=False)
    campaign_id = models.UUIDField(null=True)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(given__lte=F("budget")), name="scene_within_budget"),
            models.CheckConstraint(
                condition=Q(coins__gt=0, share_bp=0) | Q(coins=0, share_bp__gt=0), name="scene_one_measure"
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="scene_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["store_id", "-id"], name="scene_of_store"),
            models.Index(fields=["kind", "store_id"], condition=Q(state="running"), name="scene_running"),
            models.Index(fields=["ends_at"], condition=Q(state__in=["running", "paused"]), name="scene_to_end"),
        ]

    @property
    def terms(self) -> Terms:
        """For the rules."""
        return Terms(
            self.state, self.starts_at, self.ends_at, self.coins, self.share_bp, self.threshold_minor, self.budget,
            self.given, self.cap,
        )  # fmt: skip
