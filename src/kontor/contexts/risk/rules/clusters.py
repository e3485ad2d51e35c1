"""Which clusters become one, and who joins. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Plan:
    """What linking does.

    Attributes:
        cluster: that goes on; None for a new one.
        merged: clusters that go up in it.
        added: accounts that had none.
    """

    cluster: UUID | None
    merged: tuple[UUID, ...]
    added: frozenset[UUID]


def join(me: UUID, others: Collection[UUID], strong: Collection[UUID], cluster_of: Mapping[UUID, UUID]) -> Plan:
    """How `me` and `others` become one cluster.

    Args:
        strong: those of the others whose link may make clusters one; where there are any, weaker links do not count.
        cluster_of: clusters of those who have one.
    """
    counted = set(strong) or set(others)
    mine = cluster_of.get(me)
    found = Counter(cluster_of[other] for other in counted if other in cluster_of)
    if mine is not None:
        found[mine] += len(counted) + 1
    ordered = sorted(found, key=lambda cluster: (-found[cluster], cluster))
    target = ordered[0] if ordered else None
    if strong:
        return Plan(target, tuple(sorted(set(ordered[1:]))), _without(counted | {me}, cluster_of))
    return Plan(target, (), _without(counted | {me}, cluster_of))


def _without(accounts: Collection[UUID], cluster_of: Mapping[UUID, UUID]) -> frozenset[UUID]:
    return frozenset(account for account in accounts if account not in cluster_of)
