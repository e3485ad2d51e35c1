"""Settlement files of payment providers, and what stands in them."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now


class FileState(models.TextChoices):
    WAITING = "waiting"  # the provider has none yet, or does not answer
    MISSING = "missing"  # it should be there by now
    BROKEN = "broken"  # it came and cannot be read
    READ = "read"
    SKIPPED = "skipped"  # what is booked on the day was not made at the provider: a demo


class SettlementFile(models.Model):
    """What became of the file of one provider's day.

    Attributes:
        day: in the provider's own time zone, from `starts_at` to `ends_at`.
        reason: why it is not read, in a few words of ours.
    """

    pk = models.CompositePrimaryKey("provider", "day")
    provider = models.CharField(max_length=20)
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=FileState, default=FileState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=120, blank=True)
    lines = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=now)


class SettledLine(models.Model):
    """One line of a file. `cause` is ours (`payment:<intent>`, `refund:<refund>`), or `unknown:<provider's number>`."""

    pk = models.CompositePrimaryKey("provider", "day", "place")
    provider = models.CharField(max_length=20)
    day = models.DateField()
    place = models.PositiveIntegerField()
    cause = models.CharField(max_length=80)
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()
