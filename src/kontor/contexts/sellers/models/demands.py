"""What the operator asks for beside the declared requirements, per country and type; tax numbers per destination."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class AskedFor(models.Model):
    """A requirement that the operator added to a stage (SEL-01). It is ended, never deleted: values name its code.

    Attributes:
        country, form: of the businesses that it concerns; "" for all.
        labels: language → what it is called; English always.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stage = models.CharField(max_length=10)
    country = models.CharField(max_length=2, blank=True)
    form = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=8, choices=[(each, each) for each in ("text", "number", "document")])
    labels = models.JSONField(default=dict)
    required = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=now)
    added_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)


class TaxDemand(models.Model):
    """Which tax numbers a destination asks for before a label is printed, where the operator changed it (SEL-04).

    Attributes:
        destination: a country, or EU.
        accepted: "ioss, vat+eori": one of these; "" for none.
    """

    destination = models.CharField(max_length=2, primary_key=True)
    accepted = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(default=now)
    changed_by = models.UUIDField()
