"""A buyer takes part in a lottery (COI-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.coins.errors import LotteryMissing, NotEnoughCoins
from kontor.contexts.coins.funds import change_funds
from kontor.contexts.coins.models import Lot, Lottery, Ticket
from kontor.contexts.coins.purses import change_lots, change_purses, hold_purses
from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.rules import Leg
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, token
from kontor.kernel.viewer import Buyer


def buy_ticket(*, viewer: Buyer, lottery_id: UUID, key: str) -> int:
    """Pay the price with coins that every store takes, oldest expiry first; those who gave them pay the platform.

    Args:
        key: made with the form; the same form sent again is the same ticket.

    Returns:
        The ticket's place in the list.

    Raises:
        LotteryMissing: when there is none, it is not open, or the buyer has as many tickets as one may have.
        NotEnoughCoins: nothing is taken.
    """
    buyer, at = viewer.buyer_id, now()
    with transaction.atomic():
        hold_purses([buyer], opening=True)
        lottery = Lottery.objects.select_for_update().filter(id=lottery_id, drawn_at__isnull=True).first()
        code = f"{key[:20]}-{token(12)}"
        mine = Ticket.objects.filter(lottery_id=lottery_id, buyer_id=buyer)
        known = mine.filter(code__startswith=f"{key[:20]}-").first() if key else None
        if known is not None:
            return known.place
        if lottery is None or not lottery.opens_at <= at < lottery.closes_at or mine.count() >= lottery.per_buyer:
            raise LotteryMissing
        taken, paid = _choose(buyer, lottery.price)
        ticket = Ticket(
            id=new_id(), lottery=lottery, place=lottery.tickets + 1, code=code, buyer_id=buyer, bought_at=at
        )
        ticket.save(force_insert=True)
        Lottery.objects.filter(id=lottery.id).update(tickets=F("tickets") + 1)
        change_lots((buyer, lot, {"left": -coins, "used": coins}) for lot, coins in taken.items())
        change_purses({buyer: (-lottery.price, 0)})
        change_funds({funder: -coins for funder, coins in paid.items()})
        legs = [Leg(books.fund(funder), coins) for funder, coins in paid.items()]
        post_many(
            entries=[
                Entry(f"coins.ticket:{ticket.id}", books.to_funders(books.purse(buyer), paid, books.USED), ticket.id),
                Entry(f"coins.played:{ticket.id}", [*legs, Leg(books.fund(None), -lottery.price)], ticket.id),
            ]
        )
        return ticket.place


def _choose(buyer: UUID, price: int) -> tuple[dict[UUID, int], dict[books.Funder, int]]:
    """Lot → coins, and funder → coins."""
    free = Lot.objects.filter(buyer_id=buyer, left__gt=0, expires_at__gt=now(), only_store_id__isnull=True)
    taken: dict[UUID, int] = {}
    paid: dict[books.Funder, int] = {}
    for lot in free.order_by("expires_at", "id"):
        coins = min(lot.left, price - sum(taken.values()))
        if coins:
            taken[lot.id] = coins
            paid[lot.funder_id] = paid.get(lot.funder_id, 0) + coins
    if sum(taken.values()) < price:
        raise NotEnoughCoins
    return taken, paid
