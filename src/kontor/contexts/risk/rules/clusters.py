"""Which clusters become one, who joins, and who leaves. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from kontor.contexts.risk.rules.kinds import PROVISIONAL, STRONG, TraceKind

T = TypeVar("T", int, UUID)
Members = Mapping[T, TraceKind]
"""Who belongs to a cluster, each with what linked it."""

_SMALL = 6  # members
_PAIR = 2
_BRIDGE = 3  # of a cluster's members so many in one must be tied for it to go up in another
_WITHIN = 0.8  # share of a cluster that must be in a group for the group to join it
_SELDOM = 0.5  # share of a group's clustered members that must be of that cluster
_TYPICAL = 0.8  # share of the cluster's members that are likest: who is less alike than those does not join
_NEW = 4  # of a group before they are a cluster of their own


@dataclass(frozen=True, slots=True)
class Plan(Generic[T]):
    """What linking does.

    Attributes:
        cluster: that goes on; None for a new one.
        moves: who belongs to it now, or by something else than before; each with what links it.
        leave: who belongs to no cluster any more.
    """

    cluster: T | None
    moves: dict[T, TraceKind]
    leave: frozenset[T] = frozenset()


def plan(me: T, ties: Mapping[T, TraceKind], clusters: Mapping[T, Members[T]], decided: Collection[T] = ()) -> Plan[T]:
    """How `me` and those it is tied to become one cluster.

    Where there is a strong tie, weaker ones do not count. Two clusters become one by strong ties only, and not by a
    member whom a weak one has put there: that one was put there by mistake, and moves. Who is with firm members of
    another cluster by the hand alone leaves it as soon as a firmer tie says to whom it belongs.

    Args:
        clusters: those of `me` and the others, whole.
        decided: those about which a person has decided: nobody leaves them.
    """
    inside = {cluster: dict(members) for cluster, members in clusters.items()}
    home = {who: cluster for cluster, members in inside.items() for who in members}
    strong = {other for other, kind in ties.items() if kind in STRONG}
    counted: set[T] = strong or set(ties)
    leave: set[T] = set() if PROVISIONAL & set(ties.values()) else _give_way(me, ties, inside, home)
    leave |= set() if strong else _part(me, ties, inside, home)
    leave = {who for who in leave if home[who] not in decided}
    for who in leave:
        del inside[home.pop(who)][who]
    found = Counter(home[other] for other in counted if other in home)
    if me in home:
        found[home[me]] += len(counted) + 1
    ordered = sorted(found, key=lambda cluster: (-found[cluster], cluster))
    mine = max((ties[other] for other in counted), key=lambda kind: kind in STRONG)
    here = counted | {me}
    moves = {who: ties.get(who, mine) for who in here if who not in home}
    for cluster in ordered[1:] if strong else ():
        bridge = {who for who in here if home.get(who) == cluster}
        if _goes_up(inside[cluster], bridge):
            moves |= inside[cluster]
        elif cluster not in decided:
            moves |= dict.fromkeys(bridge, mine)
    target = ordered[0] if ordered else None
    if strong:
        moves |= {who: ties.get(who, mine) for who in here if who in moves or home.get(who) == target}
    return Plan(target, moves, frozenset(leave - moves.keys()))


def _goes_up(members: Members[T], bridge: Collection[T]) -> bool:
    """Whether those tied speak for their whole cluster: one of them firmly belongs to it, or they are many of it."""
    firm = any(members[who] in STRONG for who in bridge)
    return firm or len(members) <= _PAIR or len(bridge) >= max(_PAIR, len(members) / _BRIDGE)


def _give_way(me: T, ties: Mapping[T, TraceKind], inside: Mapping[T, Members[T]], home: Mapping[T, T]) -> set[T]:
    """Those who are with firm members of another cluster by the hand alone."""
    leaving: set[T] = set()
    for who in {me} | set(ties):
        if who not in home or inside[home[who]][who] not in PROVISIONAL:
            continue
        firm = {each for each, kind in inside[home[who]].items() if kind not in PROVISIONAL}
        if firm and not firm & ties.keys():
            leaving.add(who)
    return leaving


def _part(me: T, ties: Mapping[T, TraceKind], inside: Mapping[T, Members[T]], home: Mapping[T, T]) -> set[T]:
    """Whoever is the only one of a large cluster to whom somebody is weakly tied was put there by mistake, and goes
    with the new one. Else every later account of another farm would follow the first."""
    tied = Counter(home[other] for other in ties if other in home and home[other] != home.get(me))
    alone = {cluster for cluster, many in tied.items() if many == 1 and len(inside[cluster]) > _SMALL}
    return {other for other in ties if home.get(other) in alone}


def gathered(
    group: Sequence[T], clusters: Mapping[T, Members[T]], recent: Collection[T], decided: Collection[T] = ()
) -> Plan[T]:
    """How a group that has one hand among all registrations becomes a cluster, or joins one; it never makes two one.

    It joins the cluster nearly all of which is in it, and nobody joins who is less alike than that one's members mostly
    are. Whom an earlier look put there, and this one does not find again, leaves.

    Args:
        group: the likest first.
        clusters: those of its members, whole.
        recent: who registered since the first of the group did: others cannot be in it.
        decided: clusters about which a person has decided: nobody leaves them.
    """
    home = {who: cluster for cluster, members in clusters.items() for who in members}
    found = Counter(home[who] for who in group if who in home)
    free = [who for who in group if who not in home]
    for cluster, many in found.most_common():
        live = [who for who in clusters[cluster] if who in recent]
        if many < max(_WITHIN * len(live), _SELDOM * sum(found.values()), _PAIR + 1):
            continue
        places = [place for place, who in enumerate(group) if home.get(who) == cluster]
        last = places[min(int(len(places) * _TYPICAL), len(places) - 1)]
        joining = [who for who in group[: last + 1] if who not in home]
        stale = {who for who in live if clusters[cluster][who] is TraceKind.GROUP and who not in set(group)}
        return Plan(cluster, dict.fromkeys(joining, TraceKind.GROUP), frozenset(() if cluster in decided else stale))
    return Plan(None, dict.fromkeys(free if len(free) >= _NEW else (), TraceKind.GROUP))
