"""Claims and budgets, changed with their rows held. Within the services; locks go use → claim → coupon → ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from pydantic_core import to_json

from kontor.contexts.coupons.models import Coupon
from kontor.platform.database import rows
from kontor.platform.database.rows import Rows

_HELD = Rows(Coupon, "WHERE t.id = ANY(%s::uuid[]) ORDER BY t.id FOR UPDATE")
# Whoever has not claimed the coupon does so now; nobody uses it more often than the limit.
_TAKE = """
INSERT INTO coupons_claim AS c (buyer_id, coupon_id, uses, allowed, claimed_at)
SELECT %s, n.coupon_id, 1, n.allowed, %s FROM json_to_recordset(%s::json) AS n (coupon_id uuid, allowed int)
ORDER BY n.coupon_id
ON CONFLICT (buyer_id, coupon_id) DO UPDATE SET uses = c.uses + 1 WHERE c.uses < c.allowed
RETURNING coupon_id
"""
_HOLD_CLAIMS = """
SELECT 1 FROM coupons_claim c JOIN json_to_recordset(%s::json) AS n (buyer_id uuid, coupon_id uuid)
    ON n.buyer_id = c.buyer_id AND n.coupon_id = c.coupon_id
ORDER BY c.buyer_id, c.coupon_id FOR UPDATE OF c
"""
_GIVE = """
UPDATE coupons_claim c SET uses = c.uses - n.many
FROM json_to_recordset(%s::json) AS n (buyer_id uuid, coupon_id uuid, many int)
WHERE c.buyer_id = n.buyer_id AND c.coupon_id = n.coupon_id
"""


def held_coupons(coupon_ids: Collection[UUID]) -> list[Coupon]:
    """These coupons, held until the transaction ends."""
    return _HELD(sorted(set(coupon_ids)))


def take_claims(buyer_id: UUID, allowed: Mapping[UUID, int], at: datetime) -> bool:
    """One more use of each of these coupons by a buyer; False when one of them is at its limit."""
    values = [{"coupon_id": coupon, "allowed": many} for coupon, many in allowed.items()]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [buyer_id, at, to_json(values).decode()])
        return len(cursor.fetchall()) == len(allowed)


def give_claims(uses: Collection[tuple[UUID, UUID]]) -> None:
    """Buyers have these coupons again: (buyer, coupon), one for each use."""
    many: dict[tuple[UUID, UUID], int] = {}
    for key in uses:
        many[key] = many.get(key, 0) + 1
    values = [{"buyer_id": buyer, "coupon_id": coupon, "many": times} for (buyer, coupon), times in many.items()]
    if values:
        text = to_json(values).decode()
        with connection.cursor() as cursor:
            cursor.execute(_HOLD_CLAIMS, [text])
            cursor.execute(_GIVE, [text])


def give_budget(changes: Mapping[UUID, tuple[int, int]]) -> None:
    """Coupon → how many uses, and how much of its money, come back to its budget."""
    if not changes:
        return
    coupons = held_coupons(changes)
    for coupon in coupons:
        count, minor = changes[coupon.id]
        coupon.count_taken -= count
        coupon.minor_taken -= minor
    rows.update(coupons, "count_taken", "minor_taken")
