"""The list of trusted devices, and sign-ins that wait because their device or place is new (SEL-05)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.accounts.models.people import Account
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class DeviceList(models.Model):
    """Whether an account's list of trusted devices is on; without a row it is."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="device_list")
    on = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=now)


class WaitingSignIn(models.Model):
    """A sign-in with the right password and second factor that goes no further yet.

    Attributes:
        device_hash: of the browser; only that browser comes in by the answer.
        state: a word of `rules.device_list.State`.
        agent, network, country: the browser's words and its coarse place.
        reason: what the operator's person, or the owner, said.
        holds_until: until when the answer serves this browser.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="waiting_sign_ins")
    device_hash = models.CharField(max_length=64)
    agent = models.CharField(max_length=300, blank=True)
    network = models.CharField(max_length=43, blank=True)
    country = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=8)
    opened_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)  # a person of the operator; None: the owner
    reason = models.CharField(max_length=1000, blank=True)
    holds_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "device_hash"],
                condition=Q(state__in=["confirm", "locked", "review"]),
                name="sign_in_waits_once",
            )
        ]
        indexes = [models.Index(fields=["account", "-opened_at"], name="sign_in_waits_latest")]
