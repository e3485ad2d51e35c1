"""Filters that people keep."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

NAME_LENGTH = 60
QUERY_LENGTH = 500


class SavedFilter(models.Model):
    """One filter of one person. `scope` is what the list is of: a store; null where there is one such list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    list_name = models.CharField(max_length=60)  # `site.list`, permanent
    scope = models.UUIDField(null=True)
    name = models.CharField(max_length=NAME_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH)  # of the address, without "?"
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "platform_saved_filter"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "list_name", "scope", "name"], name="saved_filter_once", nulls_distinct=False
            )
        ]
