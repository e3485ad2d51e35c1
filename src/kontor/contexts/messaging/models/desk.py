"""A store's side of messaging: its settings, its texts, and what keeps it from sending."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.messaging.words import Template
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Desk(models.Model):
    """Settings of a store, and the row that is locked where sending is decided (docs/adr/0031).

    Attributes:
        time_zone: chosen by the store's people; "" until then, which means GMT+0 (MSG-12).
        contact_seller: buyers can write from product pages (MSG-03).
        hours: working hours, seven lists of [from, to] in minutes of the day, Monday first; [] is the policy's week.
        calendar_zone: in which zone they are meant; "" is the policy's.
        auto_on, auto_from, auto_to: automatic replies, and the minutes of the day between which they are sent.
        cost_minor: what one message costs the store, in its currency, for its own reports.
        frozen_until: the end of the last freeze in force; null: it may send.
    """

    store = models.OneToOneField(Store, on_delete=models.CASCADE, primary_key=True, related_name="+")
    time_zone = models.CharField(max_length=40, blank=True, default="")
    contact_seller = models.BooleanField(default=True)
    hours = models.JSONField(default=list)
    calendar_zone = models.CharField(max_length=40, blank=True, default="")
    auto_on = models.BooleanField(default=False)
    auto_from = models.PositiveSmallIntegerField(default=0)
    auto_to = models.PositiveSmallIntegerField(default=1440)
    cost_minor = models.BigIntegerField(null=True)
    frozen_until = models.DateTimeField(null=True)


class AutoReplyText(models.Model):
    """What a store answers by itself, in one language; where there is none, the house's text is used (MSG-11)."""

    store_id = models.UUIDField()
    template = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Template])
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store_id", "template", "language"], name="auto_reply_text_once")
        ]


class Phrase(models.Model):
    """A quick phrase: language → text, with placeholders (MSG-08)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    title = models.CharField(max_length=80)
    texts = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store_id", "position", "id"], name="phrase_of_store")]


class Freeze(models.Model):
    """Why a store may not send, and until when (MSG-10). One row for each cause; in force while `ended_at` is null.

    `cause`: `policy:<violation>` for the third violation, `governance:<violation>` for a penalty of the operator's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    cause = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "until"], condition=Q(ended_at__isnull=True), name="freeze_in_force"),
            models.Index(fields=["until"], condition=Q(ended_at__isnull=True), name="freeze_to_end"),
        ]


class PolicyPhrase(models.Model):
    """A phrase that the operator added to the content policy; removed ones stay, for what they stopped (MSG-09)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    text = models.CharField(max_length=120)
    action = models.CharField(max_length=5, choices=[("block", "block"), ("allow", "allow")], default="block")
    language = models.CharField(max_length=8, blank=True, default="")
    kind = models.CharField(max_length=20, default="phrase")
    note = models.CharField(max_length=200, blank=True, default="")
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)
