"""Of an order's money a part went back: so does that part of its coins (COI-11)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins import policy
from kontor.contexts.coins.events import CoinsReturned
from kontor.contexts.coins.funds import change_funds
from kontor.contexts.coins.lifecycle import HoldState
from kontor.contexts.coins.models import Hold, Lot, Use, UsePart
from kontor.contexts.coins.purses import change_lots, change_purses, hold_purses, lots_of, zone_of, zones_of
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.deduction import split
from kontor.contexts.coins.rules.lifetime import expiry
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.coins.settling import Coins, coins_of, settled_of, taken_of
from kontor.contexts.ledger.rules import reverse
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.platform import events
from kontor.platform.database import rows


def return_coins(*, buyer_id: UUID, order_id: UUID, refunded: int, paid: int) -> int:
    """Give back the share `refunded` of `paid` of the coins that a store order took; repeated, nothing more.

    They go back to their lots with the same expiry; of a lot that has expired, into a new one that lasts for the
    policy's grace. The funds that paid get their money back in the same share. The fact of the refund may be
    delivered before that of the payment: the hold is posted first then.

    Returns:
        How many coins came back.
    """
    with transaction.atomic():
        use = Use.objects.filter(buyer_id=buyer_id, id=order_id).first()
        if use is None or paid <= 0:
            return 0
        use_coins(orders=[(buyer_id, use.hold_id)])
        hold_purses([buyer_id])
        use.refresh_from_db()
        target = Money(use.coins, books.COIN).times(Decimal(refunded) / Decimal(paid)).minor
        coins = min(target, use.coins) - use.returned
        parts = list(UsePart.objects.filter(buyer_id=buyer_id, hold_id=use.hold_id, order_id=order_id).order_by("id"))
        if coins <= 0 or not Hold.objects.filter(buyer_id=buyer_id, id=use.hold_id, state=HoldState.POSTED).exists():
            return 0
        before = coins_of(parts)
        backs = split(coins, [part.coins - part.returned for part in parts])
        for part, back in zip(parts, backs, strict=True):
            part.returned += back
            UsePart.objects.filter(buyer_id=buyer_id, id=part.id).update(returned=part.returned)
        Use.objects.filter(buyer_id=buyer_id, id=order_id).update(returned=use.returned + coins)
        _to_lots(use, parts, backs)
        _to_funds(use, parts, before, str(use.returned + coins))
        change_purses({buyer_id: (coins, 0)})
        events.record(CoinsReturned(key=buyer_id, buyer_id=buyer_id, order_id=order_id, coins=coins))
        return coins


def _to_lots(use: Use, parts: list[UsePart], backs: list[int]) -> None:
    buyer, at = use.buyer_id, now()
    sums: dict[UUID, int] = {}
    for part, back in zip(parts, backs, strict=True):
        if back:
            sums[part.lot_id] = sums.get(part.lot_id, 0) + back
    lots = lots_of(buyer, list(sums))
    alive = {lot_id: lots[lot_id].expires_at > at for lot_id in sums}
    change_lots(
        (buyer, lot_id, {"used": -coins, "left" if alive[lot_id] else "moved": coins}) for lot_id, coins in sums.items()
    )
    late = [lots[lot_id] for lot_id in sums if not alive[lot_id]]
    if late:
        until = expiry(at, policy.GRACE.int(), zone_of(zones_of([buyer]).get(buyer, "")))
        rows.insert(*(_again(use, lot, sums[lot.id], until) for lot in late))


def _again(use: Use, lot: Lot, coins: int, until: datetime) -> Lot:
    return Lot(
        buyer_id=lot.buyer_id, id=new_id(), funder_id=lot.funder_id, only_store_id=lot.only_store_id,
        scene_id=None, cause=f"return:{use.id}:{lot.id}:{use.returned}", coins=coins, left=coins, given_at=now(),
        expires_at=until,
    )  # fmt: skip


def _to_funds(use: Use, parts: list[UsePart], before: Coins, mark: str) -> None:
    """The difference between what the funds had paid and what stands now, in coins and in money."""
    after, whole = coins_of(parts), settled_of(use, taken_of(parts))
    back = {funder: before[funder] - after[funder] for funder in before if before[funder] != after[funder]}
    legs = [*reverse(books.money_legs(whole.part(before))), *books.money_legs(whole.part(after))]
    change_funds(back)
    coins = books.from_funders(books.purse(use.buyer_id), back, books.USED)
    post_many(
        entries=[
            Entry(f"coins.return:{use.id}:{mark}", coins, use.id),
            Entry(f"coins.unsettle:{use.id}:{mark}", legs, use.id),
        ]
    )
