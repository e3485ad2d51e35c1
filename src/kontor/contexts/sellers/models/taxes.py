"""Tax numbers of a business at its destinations (SEL-04)."""

from __future__ import annotations

from django.db import models

from kontor.contexts.sellers.models.businesses import Business
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class TaxNumber(models.Model):
    """One registered number.

    Attributes:
        destination: a country, or EU for what holds in all of it (IOSS, EORI).
        number: normalised, without blanks.
        sure: a check digit was looked at and holds; else only its form was.
        removed_at: it holds no more; what was printed with it stays explained.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="tax_numbers")
    destination = models.CharField(max_length=2)
    kind = models.CharField(max_length=6)
    number = models.CharField(max_length=32)
    sure = models.BooleanField()
    added_at = models.DateTimeField(default=now)
    added_by = models.UUIDField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "destination", "kind", "number"],
                condition=models.Q(removed_at__isnull=True), name="tax_number_once",
            )
        ]  # fmt: skip
