"""Files made of what billing knows: PDF and XML, by a job, for whoever asks."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Print(models.Model):
    """One file of one subject, for one face and language; made again, it says the same.

    Attributes:
        subject: `document`, `statement`.
        face: `buyer` or `seller`: a store's copy does not name the buyer (ACC-40).
        language: "" for what has no language (XML).
        path: in the private storage; "" while it waits to be made.
        sha256: of its content, in hex.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    subject = models.CharField(max_length=10)
    subject_id = models.UUIDField()
    form = models.CharField(max_length=3)
    face = models.CharField(max_length=6)
    language = models.CharField(max_length=8, blank=True)
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=now)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store_id", "subject", "subject_id", "form", "face", "language"], name="print_once"
            )
        ]
        indexes = [models.Index(fields=["asked_at"], name="print_age")]
