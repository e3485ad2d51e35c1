"""Accounts elsewhere by which people sign in, and the ways there and back (ACC-08)."""

from __future__ import annotations

from django.db import models

from kontor.contexts.accounts.models.people import Account
from kontor.kernel.ids import new_id


class SocialIdentity(models.Model):
    """A person's account elsewhere by which they sign in here (ACC-08). No token of the provider is kept.

    `subject` is what the provider calls the person for good; `shown_as` is what the person recognises it by.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="social_identities")
    provider = models.CharField(max_length=12)
    subject = models.CharField(max_length=255)
    shown_as = models.CharField(max_length=254, blank=True)
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="social_subject_once"),
            models.UniqueConstraint(fields=["account", "provider"], name="social_provider_once"),
        ]


class SocialVisit(models.Model):
    """One way to a provider and back: who left, whether they came back, and as whom (ACC-08).

    Made when a browser leaves, answered once, deleted when it has served or its time is over. `account` is the one
    that asked to be connected, None for somebody who signs in. Person and address are empty until the answer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64)
    provider = models.CharField(max_length=12)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    next_page = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    subject = models.CharField(max_length=255, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_proven = models.BooleanField(default=False)
    phone = models.CharField(max_length=32, blank=True)
    given_name = models.CharField(max_length=130, blank=True)
    family_name = models.CharField(max_length=130, blank=True)
