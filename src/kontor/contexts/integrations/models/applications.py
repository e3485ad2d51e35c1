"""Programs that were registered (SEL-30, SEL-31)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class ApplicationState(models.TextChoices):
    ACTIVE = "active"
    OFF = "off"  # by the operator: nobody connects it, and what it was granted rests


class Certification(models.TextChoices):
    NONE = "none"
    ASKED = "asked"  # waits in the operator's queue
    CERTIFIED = "certified"
    REFUSED = "refused"


class Application(models.Model):
    """A program that stores can connect.

    Attributes:
        client_id: what it calls itself in every protocol message; public.
        secret_hash: SHA-256 of its secret; "" for a program that cannot keep one (installed at people's).
        redirect_uris: where people may be sent back to; compared character by character.
        scopes: the most that it may ask for.
        preset: the declared ERP that it is, "" for one that somebody registered.
        store: whose people registered and keep it; null for the operator's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    website = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=254)
    logo = models.CharField(max_length=200, blank=True)  # media path
    redirect_uris = ArrayField(models.CharField(max_length=400), default=list)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    preset = models.CharField(max_length=30, blank=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, related_name="+")
    registered_by = models.UUIDField()
    state = models.CharField(max_length=6, choices=ApplicationState, default=ApplicationState.ACTIVE)
    certification = models.CharField(max_length=9, choices=Certification, default=Certification.NONE)
    certified_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=1000, blank=True)  # the operator's last words on the certification
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["preset"], condition=~Q(preset=""), name="application_preset_once")
        ]
        indexes = [models.Index(fields=["store", "-id"], name="application_of_store")]
