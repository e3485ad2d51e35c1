"""Who is invited to a store, and the roles that a store has made for itself (SEL-03)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kontor.contexts.sellers.models.stores import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class StoreRole(models.Model):
    """A template of rights under a name of the store's own. Changing it changes no seat."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=40)
    rights = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "name"], name="store_role_once")]


class Invitation(models.Model):
    """A colleague asked by mail. Its link is derived from its id and kept nowhere; it opens once.

    Attributes:
        email: as typed; `email_key` is for comparing.
        ended_at: it was taken up (`account_id` says by whom) or withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="invitations")
    email = models.CharField(max_length=254)
    email_key = models.CharField(max_length=254)
    role = models.CharField(max_length=20)
    rights = ArrayField(models.CharField(max_length=40), default=list)
    by_id = models.UUIDField()
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    account_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "email_key"], condition=Q(ended_at__isnull=True), name="invitation_open_once"
            )
        ]
        indexes = [models.Index(fields=["email_key"], condition=Q(ended_at__isnull=True), name="invitation_to")]
