"""Every hour all registrations of late are looked over at once, for what no single one tells (ACC-31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.risk import looking, policy
from kontor.contexts.risk.clustering import carry_out, one_linker, standing
from kontor.contexts.risk.models import Cluster, Member
from kontor.contexts.risk.rules.clusters import Plan, gathered
from kontor.contexts.risk.rules.crowd import Crowd
from kontor.contexts.risk.rules.groups import REACH, one_hand, strays
from kontor.contexts.risk.rules.kinds import STRONG, TraceKind
from kontor.kernel.clock import now

_MOST = 20_000  # registrations that are compared: a larger market looks back less far
_MOST_FRESH, _MOST_GROWN = 1000, 200
_FRESH = timedelta(hours=2)  # the job comes every hour; what it does twice changes nothing
_WEAK = [kind.name.lower() for kind in TraceKind if kind not in STRONG]

_ROWS = """
SELECT trace.account_id, trace.joined_at, trace.place, trace.machine, trace.hand, trace.habits
FROM (
    SELECT account_id FROM risk_judgement WHERE id >= %s AND occasion = 'registration'
    ORDER BY id DESC LIMIT %s
) AS judged JOIN risk_trace AS trace ON trace.account_id = judged.account_id AND trace.kind = %s
WHERE trace.joined_at IS NOT NULL ORDER BY trace.joined_at, trace.account_id
"""
_OF_ACCOUNTS = """
SELECT account_id, joined_at, place, machine, hand, habits FROM risk_trace
WHERE account_id = ANY(%s) AND kind = %s AND joined_at IS NOT NULL ORDER BY joined_at, account_id
"""


@dataclass(frozen=True, slots=True)
class _Seen:
    who: list[UUID]
    at: list[datetime]
    crowd: Crowd


def look_over() -> int:
    """Put strays out of the clusters that have grown, and link groups of one hand to which one of late belongs.

    Nobody is held or challenged by it. Strays and groups each take one transaction.

    Returns:
        How many groups were found.
    """
    at = now()
    _put_strays_out(at)
    return _link_groups(at)


def _put_strays_out(at: datetime) -> None:
    usual = looking.usual(at)
    grown = Cluster.objects.filter(grown_at__gt=at - _FRESH, banned=0).order_by("-grown_at")[:_MOST_GROWN]
    for cluster_id in grown.values_list("id", flat=True):
        with transaction.atomic():
            one_linker()
            members = dict(Member.objects.filter(cluster_id=cluster_id).values_list("account_id", "reason"))
            seen = _seen(_OF_ACCOUNTS, [list(members), int(TraceKind.ADDRESS)])
            alone = [seen.who[row] for row in strays(seen.crowd, range(len(seen.who)), usual)]
            leaving = frozenset(who for who in alone if members[who] in _WEAK)
            if leaving:
                carry_out(Plan(cluster_id, {}, leaving))


def _link_groups(at: datetime) -> int:
    in_force = policy.weights(usual=looking.usual(at))
    first = UUID(int=int((at - timedelta(hours=REACH)).timestamp() * 1000) << 80)
    seen = _seen(_ROWS, [first, _MOST, int(TraceKind.ADDRESS)])
    fresh = [row for row, joined in enumerate(seen.at) if joined > at - _FRESH][-_MOST_FRESH:]
    groups = 0
    for me in fresh:
        rows = one_hand(
            seen.crowd, me, at.timestamp() / 3600, in_force.usual, least=in_force.group_least,
            among=in_force.group_strangers,
        )  # fmt: skip
        if rows:
            groups += 1
            with transaction.atomic():
                one_linker()
                living = accounts.known_ids([seen.who[row] for row in rows])
                group = [seen.who[row] for row in rows if seen.who[row] in living]
                clusters, decided = standing(group)
                carry_out(gathered(group, clusters, set(seen.who[min(rows) :]), decided))
    return groups


def _seen(statement: str, asked: Sequence[Any]) -> _Seen:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        rows = cursor.fetchall()
    crowd = Crowd([row[1].timestamp() / 3600 for row in rows], [row[2:] for row in rows])
    return _Seen([row[0] for row in rows], [row[1] for row in rows], crowd)
