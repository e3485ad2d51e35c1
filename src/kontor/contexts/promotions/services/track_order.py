"""An order is placed: does it count for a cashback partner? (BUY-12)"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.promotions.models import CashbackClick, CashbackReward
from kontor.contexts.promotions.rules import standing
from kontor.contexts.promotions.shared import tell
from kontor.kernel.clock import now
from kontor.kernel.ids import token
from kontor.kernel.money import Money


def track_order(*, buyer_id: UUID, buyer_order_id: UUID) -> int:
    """Give each store order of the purchase its reward by the last click that was good when it was placed.

    The reward is reckoned from what the goods cost in the end, without shipping and tax. Safe to repeat.

    Returns:
        How many rewards were made.
    """
    with transaction.atomic():
        order = BuyerOrder.objects.get(buyer_id=buyer_id, id=buyer_order_id)
        click = (
            CashbackClick.objects.select_related("partner")
            .filter(buyer_id=buyer_id, at__lte=order.placed_at, expires_at__gt=order.placed_at)
            .order_by("-at", "-id")
            .first()
        )
        if click is None or click.partner.owner_id == buyer_id:
            return 0
        rows = []
        # Held: who moves the order waits, and the fact of that move finds the reward.
        parts = StoreOrder.objects.select_for_update(of=("self",)).filter(
            buyer_order_id=buyer_order_id, store_id__in=order.store_ids
        )
        for part in parts.order_by("id"):
            goods = Money(part.goods_minor - part.rebate_minor, part.currency)  # what the store sold them for
            reward = click.partner.terms.of(goods)
            if reward.minor > 0:
                rows.append(_row(click, part, goods, reward))
        made = CashbackReward.objects.bulk_create(rows, ignore_conflicts=True)
        mine = {row.id for row in made}
        kept = CashbackReward.objects.filter(buyer_id=buyer_id, id__in=mine).order_by("id")
        fresh = list(kept)
        for row in fresh:
            tell(row, click.partner)
        return len(fresh)


def _row(click: CashbackClick, part: StoreOrder, goods: Money, reward: Money) -> CashbackReward:
    return CashbackReward(
        buyer_id=part.buyer_id,
        partner=click.partner,
        click_reference=click.reference,
        store_id=part.store_id,
        order_id=part.id,
        order_number=part.number,
        order_title=part.first_title,
        reference=token(16),
        goods_minor=goods.minor,
        goods_currency=goods.currency,
        full_minor=reward.minor,
        reward_minor=reward.minor,
        currency=reward.currency,
        state=standing(part.state, refunded_minor=0, total_minor=part.total_minor),
        placed_at=part.placed_at,
        changed_at=now(),
    )
