"""The order has moved, or money went back: where does its reward stand now? (BUY-12)"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.models import Refund, RefundState
from kontor.contexts.promotions.models import CashbackReward
from kontor.contexts.promotions.rules import RewardState, left, standing
from kontor.contexts.promotions.shared import tell
from kontor.kernel.clock import now


def settle_reward(*, buyer_id: UUID, order_id: UUID) -> bool:
    """Work the reward out anew from the order and its refunds, and tell the partner if it is another.

    Facts may come twice, late or in any order: what counts is how things stand. What the partner has paid stays.

    Returns:
        Whether anything has changed.
    """
    with transaction.atomic():
        reward = (
            CashbackReward.objects.select_for_update(of=("self",))
            .select_related("partner")
            .filter(buyer_id=buyer_id, order_id=order_id)
            .first()
        )
        if reward is None or reward.state == RewardState.PAID:
            return False
        order = StoreOrder.objects.get(store_id=reward.store_id, id=order_id)
        refunds = Refund.objects.filter(buyer_id=buyer_id, store_order_id=order_id).exclude(state=RefundState.FAILED)
        refunded = refunds.aggregate(sum=Sum("amount_minor"))["sum"] or 0
        state = standing(order.state, refunded_minor=refunded, total_minor=order.total_minor)
        amount = left(reward.full, refunded_minor=refunded, total_minor=order.total_minor)
        minor = 0 if state is RewardState.CANCELLED else amount.minor
        if (state, minor) == (reward.state, reward.reward_minor):
            return False
        reward.state, reward.reward_minor = state, minor
        reward.changes += 1
        reward.changed_at = now()
        CashbackReward.objects.filter(buyer_id=buyer_id, id=reward.id).update(
            state=state, reward_minor=minor, changes=reward.changes, changed_at=reward.changed_at
        )
        tell(reward, reward.partner)
    return True
