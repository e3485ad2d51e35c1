"""A buyer's own coins (BUY-09)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from kontor.contexts.coins.models import Hold, Lot, Purse, Scene, Use
from kontor.contexts.coins.policy import HISTORY_PAGE
from kontor.contexts.coins.purses import zone_of, zones_of
from kontor.contexts.coins.queries.offer import worth_of
from kontor.contexts.coins.queries.shapes import Expiring, MovementView, PurseView, TaskView
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coins.rules.lifetime import last_day
from kontor.contexts.ledger.models import Posting
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


def purse(viewer: Buyer, currency: str) -> PurseView:
    """What the viewer has, worth in `currency`, and what expires when: three statements."""
    row = Purse.objects.filter(buyer_id=viewer.buyer_id).first()
    lots = Lot.objects.filter(buyer_id=viewer.buyer_id, left__gt=0, expires_at__gt=now()) if row else []
    zone = zone_of(zones_of([viewer.buyer_id]).get(viewer.buyer_id, "")) if row else zone_of("")
    days: dict[str, int] = {}
    for lot in lots:
        day = last_day(lot.expires_at, zone)
        days[day] = days.get(day, 0) + lot.left
    coins = sum(days.values())
    return PurseView(
        coins=coins, held=row.held if row else 0, worth=worth_of(coins, currency), worth_cny=Money(coins, "CNY"),
        expiring=[Expiring(day, days[day]) for day in sorted(days)],
    )  # fmt: skip


def history(viewer: Buyer, *, before: UUID | None = None) -> list[MovementView]:
    """Where the viewer's coins came from and went, newest first, paged by key (`before`: the last line's id).

    Four statements for a page, five where coins came back: it is the ledger's own statement, with names beside it.
    """
    rows = Posting.objects.filter(account_id=books.purse(viewer.buyer_id).id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    page = list(rows.order_by("-id")[: HISTORY_PAGE.int()])
    about = {row.reference for row in page if row.reference}
    lots = {lot.id: lot for lot in Lot.objects.filter(buyer_id=viewer.buyer_id).filter(Q(id__in=about))} if page else {}
    scenes, stores = _names(lots.values()) if lots else ({}, {})
    orders = _numbers(viewer, about, any(row.cause.startswith("coins.return:") for row in page))
    return [_movement(row, lots, scenes, stores, orders) for row in page]


def _numbers(viewer: Buyer, about: set[UUID], returned: bool) -> dict[UUID, int]:
    """Numbers of the purchases that movements are about; what came back is about a store's part of one."""
    uses = Use.objects.filter(buyer_id=viewer.buyer_id, id__in=about).values_list("id", "hold_id") if returned else ()
    parts = dict(uses)
    wanted = about | set(parts.values())
    found = dict(BuyerOrder.objects.filter(buyer_id=viewer.buyer_id, id__in=wanted).values_list("id", "number"))
    return found | {part: found[whole] for part, whole in parts.items()}


def _names(lots: object) -> tuple[dict[UUID, str], dict[UUID, str]]:
    found: list[Lot] = list(lots)  # type: ignore[call-overload]
    scenes = Scene.objects.filter(id__in={lot.scene_id for lot in found if lot.scene_id})
    stores = Store.objects.filter(id__in={lot.funder_id for lot in found if lot.funder_id})
    return dict(scenes.values_list("id", "name")), dict(stores.values_list("id", "name"))


def _movement(
    row: Posting, lots: dict[UUID, Lot], scenes: dict[UUID, str], stores: dict[UUID, str], orders: dict[UUID, int]
) -> MovementView:
    kind = row.cause.split(":", 1)[0].removeprefix("coins.")
    lot = lots.get(row.reference) if row.reference else None
    return MovementView(
        id=row.id, kind=kind, coins=-row.minor, at=row.posted_at,
        scene=scenes.get(lot.scene_id, "") if lot and lot.scene_id else "",
        store=stores.get(lot.funder_id, "") if lot and lot.funder_id else "",
        number=orders.get(row.reference) if row.reference else None,
    )  # fmt: skip


def tasks(viewer: Buyer, *, size: int = 50) -> Sequence[TaskView]:
    """What the viewer can do for coins now: the daily visit and tasks that run and have budget left."""
    at = now()
    running = Scene.objects.filter(
        kind__in=(SceneKind.CHECK_IN, SceneKind.TASK), state="running", starts_at__lte=at, ends_at__gt=at
    )
    scenes = [scene for scene in running.order_by("kind", "id")[:size] if scene.given + scene.coins <= scene.budget]
    zone = zone_of(zones_of([viewer.buyer_id]).get(viewer.buyer_id, ""))
    day = at.astimezone(zone).date().isoformat()
    causes = {
        scene.id: f"day:{scene.id}:{day}" if scene.kind == SceneKind.CHECK_IN else f"task:{scene.id}"
        for scene in scenes
    }
    mine = Lot.objects.filter(buyer_id=viewer.buyer_id, cause__in=causes.values())
    have = set(mine.values_list("cause", flat=True))
    stores = {s.id: s for s in Store.objects.filter(id__in={scene.store_id for scene in scenes if scene.store_id})}
    return [
        TaskView(
            scene_id=scene.id, kind=scene.kind, task=scene.task, name=scene.name,
            store=stores[scene.store_id].name if scene.store_id else "",
            store_slug=stores[scene.store_id].slug if scene.store_id else "",
            coins=scene.coins, done=causes[scene.id] in have,
        )
        for scene in scenes
    ]  # fmt: skip


def order_coins(viewer: Buyer, buyer_order_id: UUID) -> tuple[int, Money] | None:
    """How many coins the viewer's purchase took, and what they paid; None where it took none."""
    hold = Hold.objects.filter(buyer_id=viewer.buyer_id, id=buyer_order_id).exclude(state="voided").first()
    return (hold.coins, Money(hold.minor, hold.currency)) if hold else None
