"""Linked accounts are closed with one action."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.services.ban import ban
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.risk.errors import ClusterUnknown, NothingToBan, ReasonMissing
from kontor.contexts.risk.models import Ban, Cluster, Hold, Member
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def ban_linked(*, by: Operator, cluster_id: UUID, reason: str, withdraw: bool = True) -> list[UUID]:
    """Close every open account of the cluster; each keeps the reason, is told, and may appeal (ACC-31).

    Args:
        withdraw: its case in the queue is not being decided just now, and goes with it.

    Returns:
        The accounts that were closed now; those closed before keep their own reason.

    Raises:
        ReasonMissing, ClusterUnknown, NothingToBan: nothing has changed.
    """
    reason = reason.strip()[:500]
    if not reason:
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        if Cluster.objects.select_for_update().filter(pk=cluster_id).first() is None:
            raise ClusterUnknown
        members = list(Member.objects.filter(cluster_id=cluster_id).order_by("account_id").values_list("pk", flat=True))
        closed = ban(account_ids=members)
        if not closed:
            raise NothingToBan
        bans = Ban.objects.bulk_create(
            Ban(account_id=account_id, cluster_id=cluster_id, reason=reason, by_account_id=by.account_id)
            for account_id in closed
        )
        open_holds = Hold.objects.filter(account_id__in=closed, ended_at__isnull=True)
        for account_id in open_holds.values_list("account_id", flat=True):
            reviews.withdraw(kind="risk.held_registration", subject_id=account_id)
        open_holds.update(ended_at=now(), released=False, by_account_id=by.account_id, answer=reason)
        Cluster.objects.filter(pk=cluster_id).update(banned=_closed_of(members))
        notify_many(
            news=[News(each.account_id, "account_banned", {"reason": reason}, f"risk.ban:{each.id}") for each in bans]
        )
        if withdraw:
            reviews.withdraw(kind="risk.linked_accounts", subject_id=cluster_id)
    return closed


def _closed_of(members: list[UUID]) -> int:
    return Ban.objects.filter(account_id__in=members, lifted_at__isnull=True).count()
