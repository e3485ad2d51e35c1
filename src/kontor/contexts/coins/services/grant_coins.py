"""Coins are given: the one place, whatever the scene (COI-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum

from kontor.contexts.coins import policy
from kontor.contexts.coins.lifecycle import AccountState
from kontor.contexts.coins.models import CoinAccount, Lot, Scene
from kontor.contexts.coins.purses import change_purses, hold_purses, zone_of, zones_of
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.granting import Terms, allowed, amount, runs
from kontor.contexts.coins.rules.lifetime import expiry
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.database import rows
from kontor.platform.database.rows import Rows

_SCENES = Rows(Scene, "WHERE t.id = ANY(%s::uuid[]) ORDER BY t.id FOR UPDATE")
_GIVEN = "UPDATE coins_scene SET given = given + %s WHERE id = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One grant that may be due.

    Attributes:
        cause: names the fact; a buyer gets coins for it once.
        paid_fen: what was paid, where the scene gives a share or asks for an amount.
        store_id, order_id: the store order that brings them.
        waits: the order is not yet paid: the coins are held until it is.
    """

    scene_id: UUID
    buyer_id: UUID
    cause: str
    paid_fen: int = 0
    store_id: UUID | None = None
    order_id: UUID | None = None
    waits: bool = False


def grant_coins(*, wanted: Sequence[Wanted]) -> list[Lot]:
    """Give what scenes that run now allow: within budget, cap and dates, once for each cause.

    A store whose account is paused, or whose fund is below the least, gives none. What is not allowed is left out.
    Locks go purse → scene; the database itself refuses more than a scene's budget.

    Returns:
        The lots that were made.
    """
    if not wanted:
        return []
    with transaction.atomic():
        hold_purses([each.buyer_id for each in wanted], opening=True)
        at = now()
        known = set(
            Lot.objects.filter(
                buyer_id__in={each.buyer_id for each in wanted}, cause__in={each.cause for each in wanted}
            ).values_list("buyer_id", "cause")
        )
        had = _had(wanted)
        zones = zones_of({each.buyer_id for each in wanted})
        scenes = {scene.id: scene for scene in _SCENES(sorted({each.scene_id for each in wanted}))}
        payers = _payers(scenes)
        terms = {scene.id: scene.terms for scene in scenes.values()}
        lots = []
        for each in wanted:
            scene = scenes.get(each.scene_id)
            if scene is None or scene.store_id not in payers or (each.buyer_id, each.cause) in known:
                continue
            key = (each.buyer_id, scene.id)
            coins = _coins(terms[scene.id], each, had.get(key, 0), at)
            if not coins:
                continue
            known.add((each.buyer_id, each.cause))
            had[key] = had.get(key, 0) + coins
            terms[scene.id] = replace(terms[scene.id], given=terms[scene.id].given + coins)
            lots.append(_lot(each, scene, coins, at, zones.get(each.buyer_id, "")))
        _write(lots)
        return lots


def _coins(terms: Terms, each: Wanted, had: int, at: datetime) -> int:
    if not runs(terms, at):
        return 0
    coins = amount(terms, paid_fen=each.paid_fen, most=policy.GIVEN_AT_MOST.int())
    return coins if allowed(terms, coins, had=had) else 0


def _had(wanted: Sequence[Wanted]) -> dict[tuple[UUID, UUID], int]:
    """What each buyer has of each scene already, without what was taken back."""
    mine = Lot.objects.filter(
        buyer_id__in={each.buyer_id for each in wanted}, scene_id__in={each.scene_id for each in wanted}
    )
    sums = mine.values_list("buyer_id", "scene_id").annotate(coins=Sum("coins"), taken=Sum("taken"))
    return {(buyer, scene): coins - taken for buyer, scene, coins, taken in sums if scene is not None}


def _payers(scenes: dict[UUID, Scene]) -> set[UUID | None]:
    """Who can give now: the platform, and stores that are active and have enough in their fund."""
    stores = {scene.store_id for scene in scenes.values() if scene.store_id}
    accounts = CoinAccount.objects.filter(
        store_id__in=stores, state=AccountState.ACTIVE, fund_minor__gte=policy.FUND_AT_LEAST.int()
    )
    return {None, *(accounts.values_list("store_id", flat=True) if stores else ())}


def _lot(each: Wanted, scene: Scene, coins: int, at: datetime, zone: str) -> Lot:
    return Lot(
        buyer_id=each.buyer_id, id=new_id(), funder_id=scene.store_id,
        only_store_id=scene.store_id if scene.only_here else None, scene_id=scene.id, store_id=each.store_id,
        order_id=each.order_id, cause=each.cause, coins=coins, left=0 if each.waits else coins,
        held=coins if each.waits else 0, waits=each.waits, given_at=at,
        expires_at=expiry(at, policy.COINS_LIVE.int(), zone_of(zone)),
    )  # fmt: skip


def _write(lots: Sequence[Lot]) -> None:
    if not lots:
        return
    rows.insert(*lots)
    purses: dict[UUID, tuple[int, int]] = {}
    given: dict[UUID, int] = {}
    for lot in lots:
        coins, held = purses.get(lot.buyer_id, (0, 0))
        purses[lot.buyer_id] = coins + lot.left, held + lot.held
        if lot.scene_id:
            given[lot.scene_id] = given.get(lot.scene_id, 0) + lot.coins
    change_purses(purses)
    with connection.cursor() as cursor:
        for scene_id in sorted(given):
            cursor.execute(_GIVEN, [given[scene_id], scene_id])
    post_many(
        entries=[
            Entry(
                f"coins.grant:{lot.id}",
                books.from_funders(
                    books.held(lot.buyer_id) if lot.waits else books.purse(lot.buyer_id), {lot.funder_id: lot.coins},
                    books.GIVEN,
                ),
                lot.id,
            )
            for lot in lots
        ]
    )  # fmt: skip
