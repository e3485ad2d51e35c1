"""Keeping who belongs together, for the services that link (ACC-31)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from kontor.contexts.risk.events import AccountsLinked
from kontor.contexts.risk.models import Cluster, Member
from kontor.contexts.risk.rules.clusters import Plan
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.kernel.clock import now
from kontor.platform import reviews
from kontor.platform.events import record

_LOCK = 0x6B6F6E746F7202  # one linker at a time: links are rare, and two at once could tear a cluster


def one_linker() -> None:
    """Wait until nobody else changes clusters; holds until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def standing(account_ids: Iterable[UUID]) -> tuple[dict[UUID, dict[UUID, TraceKind]], set[UUID]]:
    """The clusters of these accounts, whole, and those of them about which a person has decided. One statement."""
    of_them = Member.objects.filter(pk__in=list(account_ids)).values("cluster_id")
    rows = Member.objects.filter(cluster_id__in=of_them).values_list(
        "account_id", "cluster_id", "reason", "cluster__banned"
    )
    clusters: dict[UUID, dict[UUID, TraceKind]] = {}
    decided: set[UUID] = set()
    for account_id, cluster_id, reason, banned in rows:
        kind = TraceKind.__members__.get(reason.upper(), TraceKind.DEVICE)  # what a person says is as firm
        clusters.setdefault(cluster_id, {})[account_id] = kind
        if banned:
            decided.add(cluster_id)
    return clusters, decided


def carry_out(planned: Plan[UUID]) -> UUID | None:
    """Do what is planned, inside a transaction that holds `one_linker`.

    Returns:
        The cluster that goes on; None where there is none.
    """
    gone = [*planned.leave, *planned.moves]
    left = set(Member.objects.filter(pk__in=gone).values_list("cluster_id", flat=True)) - {planned.cluster}
    Member.objects.filter(pk__in=planned.leave).delete()
    if planned.moves:
        cluster_id = planned.cluster or Cluster.objects.create().id
        moved = [
            Member(account_id=who, cluster_id=cluster_id, reason=kind.name.lower())
            for who, kind in sorted(planned.moves.items())
        ]
        Member.objects.bulk_create(
            moved, update_conflicts=True, unique_fields=["account_id"], update_fields=["cluster", "reason"]
        )
        _grown(cluster_id)
    for each in sorted(left):
        size = Member.objects.filter(cluster_id=each).count()
        Cluster.objects.filter(pk=each).update(size=size)
    Cluster.objects.filter(pk__in=left, size=0).delete()
    if planned.leave and planned.cluster and not planned.moves:
        size = Member.objects.filter(cluster_id=planned.cluster).count()
        Cluster.objects.filter(pk=planned.cluster).update(size=size)
    return cluster_id if planned.moves else planned.cluster


def _grown(cluster_id: UUID) -> None:
    size = Member.objects.filter(cluster_id=cluster_id).count()
    Cluster.objects.filter(pk=cluster_id).update(size=size, grown_at=now())
    record(AccountsLinked(key=cluster_id, cluster_id=cluster_id, size=size))
    reviews.open_item(kind="risk.linked_accounts", subject_id=cluster_id, facts={"accounts": size})
