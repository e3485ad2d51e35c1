"""Forgetting what is older than the policy keeps. Younger rows the database itself refuses to give up."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from kontor.kernel.clock import now
from kontor.platform.audit.models import AuditRow
from kontor.platform.audit.policy import KEPT

_AT_ONCE = 20_000


def forget_old() -> int:
    """Delete up to twenty thousand rows that are over their time; nothing where the application may not delete.

    Returns:
        How many went.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('platform_audit', 'DELETE')")
        if not cursor.fetchone()[0]:
            return 0
    old = AuditRow.objects.filter(at__lt=now() - timedelta(days=KEPT.int())).order_by("at").values_list("pk", flat=True)
    return AuditRow.objects.filter(pk__in=list(old[:_AT_ONCE])).delete()[0]
