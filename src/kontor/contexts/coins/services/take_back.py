"""An order's money went back: so do the coins that it brought (COI-09)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.coins.models import Lot
from kontor.contexts.coins.purses import change_lots, change_purses, hold_purses
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.taking import Source, takes
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.money import Money

_SCENE = "UPDATE coins_scene SET given = given - %s WHERE id = %s"


def take_back(*, buyer_id: UUID, order_id: UUID, refunded: int, paid: int) -> int:
    """Take back the share `refunded` of `paid` of what a store order brought; all of it where nothing was paid.

    Coins that have been spent are taken from others that the same store (or the platform) gave; what is not there
    either is noted as missed: nobody's coins fall below nothing.

    Returns:
        How many coins were taken.
    """
    mine = Lot.objects.filter(buyer_id=buyer_id, order_id=order_id)
    with transaction.atomic():
        if not mine.exists():
            return 0
        hold_purses([buyer_id])
        total = 0
        for lot_id in list(mine.order_by("id").values_list("id", flat=True)):
            lot = mine.get(id=lot_id)  # the one before may have taken of it
            share = Money(lot.coins, books.COIN).times(Decimal(refunded) / Decimal(paid)) if paid else None
            target = lot.coins if share is None else share.minor
            total += _take(lot, target) if target > lot.recalled else 0
        return total


def _take(lot: Lot, target: int) -> int:
    buyer = lot.buyer_id
    free = Lot.objects.filter(buyer_id=buyer, funder_id=lot.funder_id, left__gt=0).exclude(id=lot.id)
    others = list(free.order_by("expires_at", "id"))
    own = lot.held if lot.waits else lot.left
    plan = takes(
        target - lot.recalled, own=own, expired=lot.expired, others=[Source(each.id, each.left) for each in others]
    )
    place = "held" if lot.waits else "left"
    changes = [(buyer, lot.id, {place: -plan.own, "taken": plan.own})] if plan.own else []
    changes += [(buyer, other, {"left": -coins, "taken": coins}) for other, coins in plan.others.items()]
    change_lots(changes)
    Lot.objects.filter(buyer_id=buyer, id=lot.id).update(recalled=target, missed=lot.missed + plan.missed)
    from_held = plan.own if lot.waits else 0
    from_purse = plan.taken - from_held
    change_purses({buyer: (-from_purse, -from_held)})
    with connection.cursor() as cursor:
        for scene_id, coins in _by_scene(lot, plan.own, others, plan.others).items():
            cursor.execute(_SCENE, [coins, scene_id])
    cause = f"coins.take:{lot.id}:{target}"
    ends = {lot.funder_id: from_purse}
    entries = [Entry(cause, books.to_funders(books.purse(buyer), ends, books.TAKEN), lot.id)] if from_purse else []
    if from_held:
        held = books.to_funders(books.held(buyer), {lot.funder_id: from_held}, books.TAKEN)
        entries.append(Entry(f"{cause}:held", held, lot.id))
    post_many(entries=entries)
    return plan.taken


def _by_scene(lot: Lot, own: int, others: list[Lot], coins: dict[UUID, int]) -> dict[UUID, int]:
    """Scene → coins that its budget gets back, in the order in which scenes are held."""
    sums: dict[UUID, int] = {}
    for scene, many in [(lot.scene_id, own), *((other.scene_id, coins.get(other.id, 0)) for other in others)]:
        if scene is not None and many:
            sums[scene] = sums.get(scene, 0) + many
    return dict(sorted(sums.items()))
