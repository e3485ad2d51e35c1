"""Accounts that belong together become one cluster, account by account (ACC-31)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.risk.events import AccountsLinked
from kontor.contexts.risk.models import Cluster, Member
from kontor.contexts.risk.rules.clusters import join, stands_alone
from kontor.contexts.risk.rules.kinds import PROVISIONAL, STRONG, TraceKind
from kontor.kernel.clock import now
from kontor.platform import reviews
from kontor.platform.events import record

_LOCK = 0x6B6F6E746F7202  # one linker at a time: links are rare, and two at once could tear a cluster


def link_accounts(*, account_id: UUID, ties: Mapping[object, TraceKind]) -> UUID | None:
    """Put the account and those it is tied to into one cluster.

    Args:
        ties: other accounts, each with the kind of trace that both have. Weak kinds add to a cluster, but do not make
            two of them one. Those who are with firm members of another cluster by the hand alone leave it.

    Returns:
        The cluster; None where none of the others is an account any more.
    """
    reasons = {other: kind for other, kind in ties.items() if isinstance(other, UUID) and other != account_id}
    living = accounts.known_ids([account_id, *reasons])
    reasons = {other: kind for other, kind in reasons.items() if other in living}
    if not reasons or account_id not in living:
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if PROVISIONAL not in reasons.values():
            _give_way([account_id, *reasons], set(reasons))
        members = dict(Member.objects.filter(pk__in=[account_id, *reasons]).values_list("account_id", "cluster_id"))
        strong = {other for other, kind in reasons.items() if kind in STRONG}
        if not strong:
            members = _part(account_id, members)
        plan = join(account_id, reasons.keys(), strong, members)
        cluster_id = plan.cluster or Cluster.objects.create().id
        if plan.merged:
            Member.objects.filter(cluster_id__in=plan.merged).update(cluster_id=cluster_id)
            Cluster.objects.filter(pk__in=plan.merged).delete()
        mine = max(reasons.values(), key=lambda kind: kind in STRONG)
        added = [
            Member(account_id=who, cluster_id=cluster_id, reason=reasons.get(who, mine).name.lower())
            for who in sorted(plan.added)
        ]
        Member.objects.bulk_create(added)
        _grown(cluster_id)
    return cluster_id


def _give_way(everybody: list[UUID], others: set[UUID]) -> None:
    """A link by the hand alone ends where its cluster has firm members, none of whom is among the `others`; a cluster
    about which a person has decided stays as it is."""
    hand = PROVISIONAL.name.lower()
    weak = Member.objects.filter(account_id__in=everybody, reason=hand, cluster__banned=0)
    for cluster_id in sorted(set(weak.values_list("cluster_id", flat=True))):
        others_there = Member.objects.filter(cluster_id=cluster_id).exclude(reason=hand)
        firm = set(others_there.values_list("account_id", flat=True))
        if firm and not firm & others:
            gone, _ = weak.filter(cluster_id=cluster_id).delete()
            Cluster.objects.filter(pk=cluster_id).update(size=F("size") - gone)


def _part(account_id: UUID, members: dict[UUID, UUID]) -> dict[UUID, UUID]:
    """Those who are the only ones of a large cluster to whom the account is weakly tied go with it; a cluster about
    which a person has decided stays as it is.

    Returns:
        `members` as they are now.
    """
    mine = members.get(account_id)
    tied = Counter(cluster_id for cluster_id in members.values() if cluster_id != mine)
    large = Cluster.objects.filter(pk__in=tied, banned=0).values_list("id", "size")
    leaving = {cluster_id for cluster_id, size in large if stands_alone(tied[cluster_id], size)}
    gone = [who for who, cluster_id in members.items() if cluster_id in leaving]
    if gone:
        Member.objects.filter(pk__in=gone).delete()
        Cluster.objects.filter(pk__in=leaving).update(size=F("size") - 1)
    return {who: cluster_id for who, cluster_id in members.items() if cluster_id not in leaving}


def _grown(cluster_id: UUID) -> None:
    size = Member.objects.filter(cluster_id=cluster_id).count()
    Cluster.objects.filter(pk=cluster_id).update(size=size, grown_at=now())
    record(AccountsLinked(key=cluster_id, cluster_id=cluster_id, size=size))
    reviews.open_item(kind="risk.linked_accounts", subject_id=cluster_id, facts={"accounts": size})
