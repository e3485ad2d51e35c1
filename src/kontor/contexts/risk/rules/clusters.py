"""Which clusters become one, and who joins. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T", int, UUID)
_SMALL = 6  # members


@dataclass(frozen=True, slots=True)
class Plan(Generic[T]):
    """What linking does.

    Attributes:
        cluster: that goes on; None for a new one.
        merged: clusters that go up in it.
        added: accounts that had none.
    """

    cluster: T | None
    merged: tuple[T, ...]
    added: frozenset[T]


def join(me: T, others: Collection[T], strong: Collection[T], cluster_of: Mapping[T, T]) -> Plan[T]:
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


def stands_alone(tied: int, size: int) -> bool:
    """Whether one member is all that ties somebody to a cluster of `size`, weakly: then that member was put there by
    mistake, and goes with the new one. Else every later account of another farm would follow the first."""
    return tied == 1 and size > _SMALL


def _without(accounts: Collection[T], cluster_of: Mapping[T, T]) -> frozenset[T]:
    return frozenset(account for account in accounts if account not in cluster_of)
