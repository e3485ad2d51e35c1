"""An order is placed: the coins that pay for a part of it are held (COI-12)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.models import Hold, Use, UsePart
from kontor.contexts.coins.planning import Planned
from kontor.contexts.coins.purses import take_coins
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.deduction import Part
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.clock import now
from kontor.kernel.money import Money, total
from kontor.kernel.viewer import Buyer


def hold_coins(
    *,
    viewer: Buyer,
    buyer_order_id: UUID,
    orders: Mapping[UUID, UUID],
    planned: Planned,
    table: RateTable,
    lines: Mapping[UUID, UUID] | None = None,
) -> None:
    """Hold what `reserve_coins` planned, in the same transaction as the order.

    What coins are worth to each selling store is frozen here at the day's rate (COI-04). The purse is held from here
    on: of two tabs that want the same coins one gets them.

    Args:
        orders: store → store order.
        lines: line as it was planned → line of the order, where they differ.

    Raises:
        CoinsChanged: when they have gone elsewhere since they were planned; the order is undone with them.
    """
    buyer, chosen = viewer.buyer_id, planned.deduction
    at = now()
    with transaction.atomic(savepoint=False):
        hold = Hold(
            buyer_id=buyer, id=buyer_order_id, coins=chosen.coins, currency=planned.amount.currency,
            minor=chosen.minor, made_at=at,
        )  # fmt: skip
        uses = [_use(hold, orders[part.store_id], part, planned, table, lines or {}) for part in chosen.parts]
        parts = [
            UsePart(
                buyer_id=buyer, hold_id=buyer_order_id, order_id=orders[part.store_id], lot_id=lot_id,
                funder_id=planned.lots[lot_id].funder_id, scene_id=planned.lots[lot_id].scene_id, coins=coins,
                made_at=at,
            )
            for part in chosen.parts
            for lot_id, coins in part.lots.items()
        ]  # fmt: skip
        taken: dict[UUID, int] = {}
        for part in parts:
            taken[part.lot_id] = taken.get(part.lot_id, 0) + part.coins
        if not take_coins(buyer, taken, [hold, *uses, *parts]):
            raise CoinsChanged
        legs = books.moved(books.purse(buyer), books.held(buyer), chosen.coins)
        post_many(entries=[Entry(f"coins.hold:{buyer_order_id}", legs, buyer_order_id)])


def _use(
    hold: Hold, order_id: UUID, part: Part, planned: Planned, table: RateTable, lines: Mapping[UUID, UUID]
) -> Use:  # fmt: skip
    own = [planned.store_lines[line_id] for line_id in part.lines]
    currency = own[0].currency if own else "CNY"
    value = Money(part.coins, "CNY").convert(table.rate("CNY", currency).value, currency)
    return Use(
        buyer_id=hold.buyer_id, id=order_id, hold_id=hold.id, store_id=part.store_id, coins=part.coins,
        minor=part.minor, lines={str(lines.get(line, line)): minor for line, minor in part.lines.items()},
        store_currency=currency, due_minor=total(own, currency).minor, value_minor=value.minor, made_at=hold.made_at,
    )  # fmt: skip
