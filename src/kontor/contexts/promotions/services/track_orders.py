"""Orders are placed: which of them may count for a cashback partner? (BUY-12)"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.promotions.models import CashbackClick
from kontor.contexts.promotions.services.track_order import track_order


def track_orders(*, purchases: Sequence[tuple[UUID, UUID]]) -> int:
    """Look at the purchases of buyers who ever came by a partner; most never did, and cost nothing more.

    Args:
        purchases: buyer and buyer order.

    Returns:
        How many rewards were made.
    """
    with transaction.atomic():
        came = set(
            CashbackClick.objects.filter(buyer_id__in={buyer_id for buyer_id, _ in purchases}).values_list(
                "buyer_id", flat=True
            )
        )
        return sum(
            track_order(buyer_id=buyer_id, buyer_order_id=buyer_order_id)
            for buyer_id, buyer_order_id in purchases
            if buyer_id in came
        )
