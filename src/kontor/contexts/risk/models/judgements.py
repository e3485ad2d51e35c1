"""What was decided about each registration and sign-in, and why."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kontor.contexts.risk.rules.attempt import Occasion
from kontor.contexts.risk.rules.decision import Decision
from kontor.kernel.ids import new_id


class Judgement(models.Model):
    """One decision with its scores and reasons. A refused registration made no account; its id is then its own."""

    pk = models.CompositePrimaryKey("account_id", "id")
    account_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    occasion = models.CharField(max_length=12, choices=[(each, each) for each in Occasion])
    decision = models.CharField(max_length=9, choices=[(each, each) for each in Decision])
    score = models.SmallIntegerField()
    scores = ArrayField(models.SmallIntegerField())  # device, address, behaviour, contact
    reasons = models.JSONField(default=list)  # [[code, points, number], …]
    thresholds = ArrayField(models.SmallIntegerField())  # challenge, hold, refuse, as they were
    network = models.CharField(max_length=50)  # the prefix of the address
    country = models.CharField(max_length=2)
    seen = models.JSONField(default=dict)  # what the operator reads: seconds, pages, ways of filling in
    made_account = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "risk_judgement"
        indexes = [
            models.Index(fields=["-id"], name="risk_judgement_latest"),
            models.Index(fields=["decision", "-id"], name="risk_judgement_decided"),
        ]
