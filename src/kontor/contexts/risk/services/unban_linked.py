"""The ban of linked accounts is lifted with one action."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.errors import ClusterUnknown, NothingToUnban, ReasonMissing
from kontor.contexts.risk.models import Ban, Cluster, Member
from kontor.contexts.risk.services.lift_bans import lift_bans
from kontor.kernel.viewer import Operator


def unban_linked(*, by: Operator, cluster_id: UUID, reason: str) -> list[UUID]:
    """Open every account of the cluster that is closed (ACC-31).

    Returns:
        The accounts that were opened now.

    Raises:
        ReasonMissing, ClusterUnknown, NothingToUnban: nothing has changed.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        if Cluster.objects.select_for_update().filter(pk=cluster_id).first() is None:
            raise ClusterUnknown
        members = Member.objects.filter(cluster_id=cluster_id).values_list("account_id", flat=True)
        bans = Ban.objects.filter(account_id__in=list(members), lifted_at__isnull=True)
        opened = lift_bans(by=by, ban_ids=list(bans.values_list("id", flat=True)), reason=reason)
        if not opened:
            raise NothingToUnban
    return opened
