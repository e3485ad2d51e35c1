"""A buyer types the code of a coupon (TRD-11)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection

from kontor.contexts.coupons.errors import CodeNotForYou, CodeUnknown
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.policy import CODE_TRIES
from kontor.contexts.coupons.queries.offer import MEANT, OPEN
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform import limits
from kontor.platform.database.rows import Rows

_CODED = Rows(Coupon, f"WHERE {OPEN} AND t.code = %s")
_FOR_THEM = Rows(Coupon, f"WHERE t.id = %s AND {MEANT}")
_CLAIM = """
INSERT INTO coupons_claim (buyer_id, coupon_id, uses, allowed, claimed_at) VALUES (%s, %s, 0, %s, %s)
ON CONFLICT DO NOTHING
"""


def enter_code(*, viewer: Buyer, code: str) -> UUID:
    """Put the coupon with this code into the viewer's hands; capitals or not. Codes cannot be guessed at will.

    Raises:
        CodeUnknown: when no coupon that runs has it.
        CodeNotForYou: when it is for new customers or followers, and the viewer is neither.
        TooMany: after the policy's number of tries in an hour.
    """
    limits.hit(
        scope="coupons.code", key=str(viewer.buyer_id), limit=CODE_TRIES.int(), window=timedelta(hours=1)
    )  # fmt: skip
    at, typed = now(), code.strip().upper()[:20]
    coupon = _CODED.first(at, at, typed) if typed else None
    if coupon is None:
        raise CodeUnknown(field="code")
    buyer = viewer.buyer_id
    if _FOR_THEM.first(coupon.id, buyer, buyer, buyer) is None:
        raise CodeNotForYou(field="code")
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [buyer, coupon.id, coupon.per_buyer, at])
    return coupon.id
