"""What people allowed programs, and the secrets by which a program shows it: only their hashes stand here."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kontor.contexts.integrations.models.applications import Application
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Ending(models.TextChoices):
    """Why a grant ended before its time."""

    BY_PERSON = "person"
    BY_PROGRAM = "program"  # it gave its token back
    BY_OPERATOR = "operator"
    REPLACED = "replaced"  # the same person connected the same program to the same store anew
    CODE_TWICE = "code_twice"
    REFRESH_TWICE = "refresh_twice"


class Grant(models.Model):
    """What one person allowed one application in one store: the family of all tokens that follow from it.

    Attributes:
        expires_at: its absolute end; no token outlives it.
        opened_at: when its code was exchanged; null until then.
        last_used_at: of the last call, noted every few minutes at most.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="grants")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=13, choices=Ending, blank=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "store", "account"],
                condition=Q(ended_at__isnull=True, opened_at__isnull=False),
                name="grant_once",
            )
        ]
        indexes = [
            models.Index(fields=["store", "-id"], condition=Q(ended_at__isnull=True), name="grant_of_store"),
            models.Index(fields=["expires_at"], name="grant_expires"),
        ]


class AuthorizationCode(models.Model):
    """The code with which a person comes back to the application; it serves once."""

    code_hash = models.CharField(max_length=64, primary_key=True)
    grant = models.OneToOneField(Grant, on_delete=models.CASCADE, related_name="+")
    redirect_uri = models.CharField(max_length=400)
    challenge = models.CharField(max_length=128)  # PKCE, always S256
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class AccessToken(models.Model):
    """What a call carries. `scopes` may be fewer than the grant's, when the program asked for fewer."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="+")
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)


class RefreshToken(models.Model):
    """What brings the next pair of tokens; it serves once, and a second use ends the grant."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
