"""Bans are lifted: the accounts are what they were before."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.accounts.services.unban import unban
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.risk.models import Ban, Cluster, Member
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def lift_bans(*, by: Operator, ban_ids: Sequence[UUID], reason: str) -> list[UUID]:
    """Lift those of the bans that are in force, open their accounts, and tell their people (ACC-31).

    Returns:
        The accounts that were opened.
    """
    with transaction.atomic():
        bans = list(Ban.objects.select_for_update().filter(pk__in=ban_ids, lifted_at__isnull=True).order_by("id"))
        if not bans:
            return []
        Ban.objects.filter(pk__in=[each.pk for each in bans]).update(
            lifted_at=now(), lifted_by=by.account_id, lifted_because=reason.strip()[:500]
        )
        opened = unban(account_ids=[each.account_id for each in bans])
        for cluster_id in Member.objects.filter(account_id__in=opened).values_list("cluster_id", flat=True):
            Cluster.objects.filter(pk=cluster_id, banned__gt=0).update(banned=F("banned") - 1)
        notify_many(news=[News(each.account_id, "account_opened", {}, f"risk.lifted:{each.id}") for each in bans])
    return opened
