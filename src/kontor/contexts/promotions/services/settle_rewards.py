"""Orders have moved: where do their rewards stand now? (BUY-12)"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.promotions.models import CashbackReward
from kontor.contexts.promotions.services.settle_reward import settle_reward


def settle_rewards(*, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Settle the rewards of those orders that have one; most have none, and cost nothing more.

    Args:
        orders: buyer and store order.

    Returns:
        How many rewards have changed.
    """
    with transaction.atomic():
        rewarded = set(
            CashbackReward.objects.filter(
                buyer_id__in={buyer_id for buyer_id, _ in orders}, order_id__in={order_id for _, order_id in orders}
            ).values_list("buyer_id", "order_id")
        )
        return sum(
            settle_reward(buyer_id=buyer_id, order_id=order_id)
            for buyer_id, order_id in sorted(set(orders))
            if (buyer_id, order_id) in rewarded
        )
