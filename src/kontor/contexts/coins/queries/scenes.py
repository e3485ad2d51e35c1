"""Scenes of a store or of the platform, and what they will cost (COI-09)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection

from kontor.contexts.coins.errors import SceneMissing
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.policy import USED_OF_GIVEN
from kontor.contexts.coins.queries.shapes import SceneView
from kontor.contexts.coins.reading import coins_moved
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.forecast import Forecast, forecast
from kontor.contexts.coins.rules.kinds import TYPES, SceneKind
from kontor.contexts.coupons.offering import issuer, possible
from kontor.contexts.pricing.queries import rates
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat

# Paid orders of a time: what was paid for goods and by how many buyers, by the currency in which it was paid.
_PAID = """
SELECT currency, count(*), count(DISTINCT buyer_id),
    coalesce(sum(goods_minor - rebate_minor - subsidy_minor - coins_minor), 0)::bigint
FROM orders_storeorder WHERE (%(store)s::uuid IS NULL OR store_id = %(store)s) AND paid_at >= %(since)s
GROUP BY currency
"""


def scenes(
    viewer: Seat | Operator, *, state: str = "", before: UUID | None = None, size: int = 30
) -> list[SceneView]:  # fmt: skip
    """The store's scenes, or the platform's, newest first, paged by key.

    Raises:
        RightMissing: for seats without the right.
    """
    mine = Scene.objects.filter(store_id=issuer(viewer, "marketing.coins"))
    if state:
        mine = mine.filter(state=state)
    if before is not None:
        mine = mine.filter(id__lt=before)
    return [_view(scene, viewer) for scene in mine.order_by("-id")[:size]]


def scene(viewer: Seat | Operator, scene_id: UUID) -> SceneView:
    """One of them.

    Raises:
        SceneMissing: when it is not the viewer's.
        RightMissing: for seats without the right.
    """
    return _view(_own(viewer, scene_id), viewer)


def forecast_of(viewer: Seat | Operator, scene_id: UUID) -> Forecast:
    """What the scene will cost: at most, and likely, by the orders of a time as long as its own; two statements more.

    Raises:
        SceneMissing: when it is not the viewer's.
    """
    row = _own(viewer, scene_id)
    since = now() - max(row.ends_at - row.starts_at, timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(_PAID, {"store": row.store_id, "since": since})
        paid = cursor.fetchall()
    orders, buyers = sum(each[1] for each in paid), sum(each[2] for each in paid)
    table = rates()
    fen = sum(Money(each[3], each[0]).convert(table.rate(each[0], "CNY").value, "CNY").minor for each in paid)
    times = orders if TYPES[SceneKind(row.kind)].of_order else buyers
    if row.kind == SceneKind.NEW_CUSTOMER:
        times = buyers
    per_time = row.coins or (fen * row.share_bp // 10_000 // orders if orders else 0)
    moved = coins_moved(row.store_id, (books.GIVEN, books.USED))
    return forecast(
        budget=row.budget, per_time=per_time, times=times, buyers=buyers, cap=row.cap, used=moved[books.USED],
        given=moved[books.GIVEN], usual_permille=USED_OF_GIVEN.int(),
    )  # fmt: skip


def _own(viewer: Seat | Operator, scene_id: UUID) -> Scene:
    found = Scene.objects.filter(id=scene_id, store_id=issuer(viewer, "marketing.coins")).first()
    if found is None:
        raise SceneMissing
    return found


def _view(row: Scene, viewer: Seat | Operator) -> SceneView:
    return SceneView(
        id=row.id, store_id=row.store_id, kind=row.kind, title=TYPES[SceneKind(row.kind)].title, name=row.name,
        state=row.state, starts_at=row.starts_at, ends_at=row.ends_at, coins=row.coins, share_bp=row.share_bp,
        threshold=Money(row.threshold_minor, "CNY"), task=row.task, budget=row.budget, given=row.given, cap=row.cap,
        only_here=row.only_here, moves=possible(row.state, viewer),
    )  # fmt: skip
