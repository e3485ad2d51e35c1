"""Orders have moved: what do scenes give for that? (COI-09)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.pricing.queries import rates
from kontor.kernel.clock import now
from kontor.kernel.money import Money

MOMENTS: Mapping[str, Sequence[SceneKind]] = {
    "placed": (SceneKind.ON_ORDER,),
    "paid": (SceneKind.NEW_CUSTOMER, SceneKind.ON_PAYMENT, SceneKind.THRESHOLD),
    "finished": (SceneKind.ON_COMPLETION,),
}


def grant_for_orders(*, moment: str, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Give coins for these store orders, each order once for each scene. One statement where no scene runs.

    Args:
        moment: `placed`, `paid` or `finished`.
        orders: store and order.

    Returns:
        How many lots were made.
    """
    at, stores = now(), {store_id for store_id, _ in orders}
    scenes = list(
        Scene.objects.filter(
            Q(store_id__in=stores) | Q(store_id__isnull=True), kind__in=MOMENTS[moment], state="running",
            starts_at__lte=at, ends_at__gt=at,
        ).order_by("id")
    )  # fmt: skip
    if not scenes:
        return 0
    rows = list(StoreOrder.objects.filter(store_id__in=stores, id__in={order for _, order in orders}).order_by("id"))
    wanted = [
        Wanted(
            scene_id=scene.id, buyer_id=row.buyer_id, cause=_cause(scene, row), paid_fen=_paid_fen(row),
            store_id=row.store_id, order_id=row.id, waits=moment == "placed",
        )
        for row in rows
        for scene in scenes
        if scene.store_id in (None, row.store_id)
        and (scene.kind != SceneKind.NEW_CUSTOMER or _is_first(row, scene.store_id))
    ]  # fmt: skip
    return len(grant_coins(wanted=wanted))


def _cause(scene: Scene, row: StoreOrder) -> str:
    if scene.kind == SceneKind.NEW_CUSTOMER:
        return f"new:{scene.id}"
    return f"order:{scene.id}:{row.id}"


def _paid_fen(row: StoreOrder) -> int:
    """What was really paid for the goods, after coupons and coins, in fen at the day's rate."""
    paid = Money(row.goods_paid_minor, row.currency)
    return paid.convert(rates().rate(row.currency, "CNY").value, "CNY").minor


def _is_first(row: StoreOrder, store_id: UUID | None) -> bool:
    """Whether the buyer has paid nothing before: in this store, or anywhere where the platform gives."""
    before = StoreOrder.objects.filter(buyer_id=row.buyer_id, paid_at__isnull=False, paid_at__lt=row.paid_at or now())
    return (
        not (before.filter(store_id=store_id) if store_id else before)
        .exclude(buyer_order_id=row.buyer_order_id)
        .exists()
    )
