"""Who belongs together in a month that is played, as `link_accounts` and `look_over` keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from kontor.contexts.risk.rules.clusters import Plan, gathered, plan
from kontor.contexts.risk.rules.kinds import TraceKind


class Kept(Protocol):
    """What is written down of one account."""

    cluster: int | None
    linked_at: datetime | None


class Clusters:
    """Clusters by number, each with its members and what linked them."""

    def __init__(self, kept: Sequence[Kept]) -> None:
        self.members: dict[int, dict[int, TraceKind]] = {}
        self._kept = kept
        self._grown: set[int] = set()
        self._next = 0

    def link(self, me: int, ties: Mapping[object, TraceKind], at: datetime) -> None:
        """Put `me` and those it is tied to into one cluster."""
        others = {other: kind for other, kind in ties.items() if isinstance(other, int) and other != me}
        if others:
            self._do(plan(me, others, self._of((me, *others))), at)

    def gather(self, group: Sequence[int], at: datetime) -> None:
        """Make a group a cluster, or put it into the one where most of it is."""
        self._do(gathered(group, self._of(group), range(min(group), len(self._kept))), at)

    def put_out(self, who: Iterable[int]) -> None:
        """They belong to no cluster any more."""
        for each in list(who):
            self._leave(each)
            self._kept[each].linked_at = None

    def take_grown(self) -> list[int]:
        """The clusters that have grown since this was asked last."""
        grown, self._grown = sorted(self._grown & self.members.keys()), set()
        return grown

    def _of(self, accounts: Iterable[int]) -> dict[int, dict[int, TraceKind]]:
        found = {cluster for who in accounts if (cluster := self._kept[who].cluster) is not None}
        return {cluster: self.members[cluster] for cluster in found}

    def _do(self, planned: Plan[int], at: datetime) -> None:
        self.put_out(planned.leave)
        if not planned.moves:
            return
        target = planned.cluster
        if target is None:
            target = self._next = self._next + 1
        for who, kind in planned.moves.items():
            kept = self._kept[who]
            if kept.cluster != target:
                self._leave(who)
            kept.cluster, kept.linked_at = target, kept.linked_at or at
            self.members.setdefault(target, {})[who] = kind
        self._grown.add(target)

    def _leave(self, who: int) -> None:
        cluster = self._kept[who].cluster
        self._kept[who].cluster = None
        if cluster is not None:
            del self.members[cluster][who]
            if not self.members[cluster]:
                del self.members[cluster]
