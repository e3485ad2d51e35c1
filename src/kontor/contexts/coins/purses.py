"""Holding and changing purses and lots. Within the services; locks go purse → scene → coin account → ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Model
from pydantic_core import to_json

from kontor.contexts.coins.models import Lot, Purse
from kontor.contexts.notifications.rules import zone_of
from kontor.contexts.notifications.wishes import preferences_of
from kontor.platform.database.rows import Rows, insertion

_OPEN = "INSERT INTO coins_purse (buyer_id, coins, held) SELECT unnest(%s::uuid[]), 0, 0 ON CONFLICT DO NOTHING"
_HOLD = Rows(Purse, "WHERE t.buyer_id = ANY(%s::uuid[]) ORDER BY t.buyer_id FOR UPDATE")
_CHANGE = """
UPDATE coins_purse p SET coins = p.coins + n.coins, held = p.held + n.held
FROM json_to_recordset(%s::json) AS n (buyer_id uuid, coins int, held int) WHERE p.buyer_id = n.buyer_id
"""
# "left" is a word of SQL.
_LOTS = """
UPDATE coins_lot l SET "left" = l."left" + n."left", held = l.held + n.held, used = l.used + n.used,
    expired = l.expired + n.expired, taken = l.taken + n.taken, moved = l.moved + n.moved
FROM json_to_recordset(%s::json)
    AS n (buyer_id uuid, id uuid, "left" int, held int, used int, expired int, taken int, moved int)
WHERE l.buyer_id = n.buyer_id AND l.id = n.id
"""
# What an order takes, where the purse and every lot still hold it; then the order's rows. The purse is held first.
_TAKE = """
WITH purse AS (
    UPDATE coins_purse p SET coins = p.coins - %s, held = p.held + %s WHERE p.buyer_id = %s AND p.coins >= %s
    RETURNING p.buyer_id
), lot AS (
    UPDATE coins_lot l SET "left" = l."left" - n.coins, held = l.held + n.coins
    FROM purse, json_to_recordset(%s::json) AS n (id uuid, coins int)
    WHERE l.buyer_id = purse.buyer_id AND l.id = n.id AND l."left" >= n.coins RETURNING l.id
), {} SELECT count(*) FROM lot
"""
_PLACES = ("left", "held", "used", "expired", "taken", "moved")
Change = Mapping[str, int]


def hold_purses(buyer_ids: Collection[UUID], *, opening: bool = False) -> dict[UUID, Purse]:
    """Purses of these buyers, held until the transaction ends; those that do not exist are opened, or left out."""
    wanted = sorted(set(buyer_ids))
    if opening:
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, [wanted])
    return {purse.buyer_id: purse for purse in _HOLD(wanted)}


def change_purses(changes: Mapping[UUID, tuple[int, int]]) -> None:
    """Add to what can be spent, and to what is held, of each buyer. The database refuses to go below nothing."""
    rows = [{"buyer_id": buyer, "coins": coins, "held": held} for buyer, (coins, held) in changes.items()]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_CHANGE, [to_json(rows).decode()])


def change_lots(changes: Iterable[tuple[UUID, UUID, Change]]) -> None:
    """Move coins between the places of lots: (buyer, lot, place → more). Each lot once; places of a lot add up."""
    rows = [
        {"buyer_id": buyer, "id": lot, **{place: change.get(place, 0) for place in _PLACES}}
        for buyer, lot, change in changes
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_LOTS, [to_json(rows).decode()])


def take_coins(buyer_id: UUID, lots: Mapping[UUID, int], made: Sequence[Model]) -> bool:
    """Move coins of these lots from what can be spent to what is held, and insert `made`: one statement.

    Returns:
        False when the purse or a lot does not hold them any more; the caller then undoes the transaction.
    """
    total = sum(lots.values())
    taken = [{"id": lot, "coins": coins} for lot, coins in lots.items()]
    texts, values = insertion(made)
    inserts = ", ".join(f"w{place} AS ({text})" for place, text in enumerate(texts))
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(inserts), [total, total, buyer_id, total, to_json(taken).decode(), *values])
        return bool(cursor.fetchone()[0] == len(lots))


def lots_of(buyer_id: UUID, lot_ids: Sequence[UUID]) -> dict[UUID, Lot]:
    """These lots of one buyer; the caller holds the purse."""
    return {lot.id: lot for lot in Lot.objects.filter(buyer_id=buyer_id, id__in=lot_ids)}


def zones_of(buyer_ids: Collection[UUID]) -> dict[UUID, str]:
    """The name of the time zone of each buyer; "" (UTC) where nobody has said."""
    return {buyer: wishes.zone for buyer, wishes in preferences_of(set(buyer_ids)).items()}


__all__ = ["change_lots", "change_purses", "hold_purses", "lots_of", "take_coins", "zone_of", "zones_of"]
