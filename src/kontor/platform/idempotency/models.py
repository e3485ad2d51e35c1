"""Answers already given."""

from __future__ import annotations

from django.db import models


class StoredAnswer(models.Model):
    """The answer to the request that carried `key` in `scope`; kept for two days."""

    pk = models.CompositePrimaryKey("scope", "key")
    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "platform_answer"
