"""Purchases within the house: the buyer shares device, address or payment with the seller's people (ACC-35)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.risk.models import Flag
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform import reviews

_TELLING = [TraceKind.DEVICE, TraceKind.FINGERPRINT, TraceKind.ADDRESS, TraceKind.PHONE, TraceKind.PAYMENT]

# A member who buys from the own store is the plainest case of all: no shared trace is needed.
_SHARED = """
WITH bought AS (
    SELECT store_id, buyer_id, number
    FROM unnest(%(stores)s::uuid[], %(buyers)s::uuid[], %(numbers)s::bigint[]) AS o (store_id, buyer_id, number)
), pairs AS (
    SELECT bought.store_id, bought.buyer_id, min(bought.number) AS number, member.account_id AS member_id
    FROM bought JOIN risk_store_member AS member USING (store_id)
    GROUP BY bought.store_id, bought.buyer_id, member.account_id
)
SELECT pairs.store_id, pairs.buyer_id, pairs.member_id, pairs.number, array_agg(DISTINCT mine.kind ORDER BY mine.kind)
FROM pairs
JOIN risk_trace AS mine ON mine.account_id = pairs.buyer_id AND mine.kind = ANY(%(kinds)s)
JOIN risk_trace AS theirs ON theirs.account_id = pairs.member_id AND theirs.key = mine.key
WHERE pairs.buyer_id <> pairs.member_id
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3
"""
_FLAG = """
INSERT INTO risk_flag AS flag (id, kind, account_id, other_id, store_id, shared, about, times, at, last_at)
SELECT id, 'own_store', account_id, other_id, store_id, to_jsonb(string_to_array(shared, ',')), about, 1, %(at)s, %(at)s
FROM unnest(%(ids)s::uuid[], %(accounts)s::uuid[], %(others)s::uuid[], %(stores)s::uuid[], %(shared)s::text[],
            %(about)s::bigint[]) AS fresh (id, account_id, other_id, store_id, shared, about)
ON CONFLICT (kind, account_id, other_id) DO UPDATE SET times = flag.times + 1, last_at = excluded.last_at,
    shared = excluded.shared
RETURNING id, times
"""


@dataclass(frozen=True, slots=True)
class Bought:
    """A store order that was placed."""

    store_id: UUID
    buyer_id: UUID
    number: int


def flag_own_purchases(*, orders: Sequence[Bought]) -> list[UUID]:
    """Flag those of the orders whose buyer shares traces with somebody who works for the store.

    One statement when there is nothing to flag, however many orders there are. An address alone is weak: a pair is
    flagged for it, but the operator's queue takes it up only with a device, a browser, a phone or a payment.

    Returns:
        The flags that are new.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                _SHARED,
                {
                    "stores": [order.store_id for order in orders],
                    "buyers": [order.buyer_id for order in orders],
                    "numbers": [order.number for order in orders],
                    "kinds": [int(kind) for kind in _TELLING],
                },
            )
            found = cursor.fetchall()
        return _flag(found) if found else []


def _flag(found: Sequence[tuple[UUID, UUID, UUID, int, list[int]]]) -> list[UUID]:
    once = {(buyer, member): (store, number, kinds) for store, buyer, member, number, kinds in found}
    ids = [new_id() for _ in once]
    with connection.cursor() as cursor:
        cursor.execute(
            _FLAG,
            {
                "ids": ids,
                "accounts": [buyer for buyer, _ in once],
                "others": [member for _, member in once],
                "stores": [store for store, _, _ in once.values()],
                "about": [number for _, number, _ in once.values()],
                "shared": [",".join(TraceKind(kind).name.lower() for kind in kinds) for _, _, kinds in once.values()],
                "at": now(),
            },
        )
        fresh = [identity for identity, times in cursor.fetchall() if times == 1]
    strong = Flag.objects.filter(pk__in=fresh).exclude(shared=["address"])
    for identity in strong.values_list("pk", flat=True):
        reviews.open_item(kind="risk.linked_accounts", subject_id=identity, facts={"accounts": 2})
    return fresh
