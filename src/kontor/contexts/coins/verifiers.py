"""Coins are looked through: lots, purses, holds and funds say the same as the ledger (COI-12)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.contexts.coins.rules import books
from kontor.platform.verify import Finding, verifier

_PURSES = """
SELECT coalesce(p.buyer_id, l.buyer_id), coalesce(p.coins, 0), coalesce(l.coins, 0), coalesce(p.held, 0),
  coalesce(l.held, 0)
FROM coins_purse p FULL JOIN (
  SELECT buyer_id, sum("left") AS coins, sum(held) AS held FROM coins_lot GROUP BY 1
) l USING (buyer_id)
WHERE coalesce(p.coins, 0) <> coalesce(l.coins, 0) OR coalesce(p.held, 0) <> coalesce(l.held, 0)
"""
_BOOKED = """
SELECT coalesce(p.buyer_id, l.owner_id), l.kind,
  coalesce(CASE l.kind WHEN %(purse)s THEN p.coins ELSE p.held END, 0), -l.minor
FROM (
  SELECT a.owner_id, a.kind, sum(p.minor) AS minor FROM ledger_posting p
  JOIN ledger_ledgeraccount a ON a.id = p.account_id WHERE a.kind IN (%(purse)s, %(held)s) GROUP BY 1, 2
) l LEFT JOIN coins_purse p ON p.buyer_id = l.owner_id
WHERE -l.minor <> coalesce(CASE l.kind WHEN %(purse)s THEN p.coins ELSE p.held END, 0)
"""
_UNBOOKED = """
SELECT p.buyer_id, p.coins FROM coins_purse p WHERE p.coins + p.held > 0 AND NOT EXISTS (
  SELECT 1 FROM ledger_ledgeraccount a WHERE a.kind = %(purse)s AND a.owner_id = p.buyer_id
) AND NOT EXISTS (SELECT 1 FROM ledger_ledgeraccount a WHERE a.kind = %(held)s AND a.owner_id = p.buyer_id)
"""
_HOLDS = """
SELECT h.id, h.state, h.coins, coalesce(sum(u.coins), 0) FROM coins_hold h
LEFT JOIN coins_usepart u ON u.buyer_id = h.buyer_id AND u.hold_id = h.id
GROUP BY h.buyer_id, h.id HAVING h.coins <> coalesce(sum(u.coins), 0)
"""
_LINES = """
SELECT h.id, h.minor, coalesce(sum(u.minor), 0) FROM coins_hold h
LEFT JOIN coins_use u ON u.buyer_id = h.buyer_id AND u.hold_id = h.id
GROUP BY h.buyer_id, h.id HAVING h.minor <> coalesce(sum(u.minor), 0)
"""
_FUNDS = """
SELECT c.store_id, c.fund_minor, coalesce(-sum(p.minor), 0) FROM coins_coinaccount c
LEFT JOIN ledger_ledgeraccount a ON a.owner_id = c.store_id AND a.kind = %(fund)s
LEFT JOIN ledger_posting p ON p.account_id = a.id
GROUP BY c.store_id HAVING c.fund_minor <> coalesce(-sum(p.minor), 0)
"""
_SCENES = """
SELECT s.id, s.given, coalesce(sum(l.coins - l.taken), 0) FROM coins_scene s
LEFT JOIN coins_lot l ON l.scene_id = s.id GROUP BY s.id HAVING s.given <> coalesce(sum(l.coins - l.taken), 0)
"""
_USES = """
SELECT u.id, u.coins, coalesce(sum(p.coins), 0), u.returned, coalesce(sum(p.returned), 0) FROM coins_use u
LEFT JOIN coins_usepart p ON p.buyer_id = u.buyer_id AND p.hold_id = u.hold_id AND p.order_id = u.id
GROUP BY u.buyer_id, u.id
HAVING u.coins <> coalesce(sum(p.coins), 0) OR u.returned <> coalesce(sum(p.returned), 0)
"""
# What lies in a buyer's lots as used and as held, beside what orders and tickets took and what waits for an order.
_PLACES = """
SELECT l.buyer_id, l.used, coalesce(o.used, 0) + coalesce(t.used, 0), l.held, coalesce(o.held, 0) FROM (
  SELECT buyer_id, sum(used) AS used, coalesce(sum(held) FILTER (WHERE NOT waits), 0) AS held
  FROM coins_lot GROUP BY 1
) l LEFT JOIN (
  SELECT p.buyer_id, sum(p.coins - p.returned) FILTER (WHERE h.state = 'posted') AS used,
    sum(p.coins) FILTER (WHERE h.state = 'held') AS held
  FROM coins_usepart p JOIN coins_hold h ON h.buyer_id = p.buyer_id AND h.id = p.hold_id GROUP BY 1
) o USING (buyer_id) LEFT JOIN (
  SELECT t.buyer_id, sum(y.price) AS used FROM coins_ticket t JOIN coins_lottery y ON y.id = t.lottery_id GROUP BY 1
) t USING (buyer_id)
WHERE l.used <> coalesce(o.used, 0) + coalesce(t.used, 0) OR l.held <> coalesce(o.held, 0)
"""
_ORDERS = """
SELECT coalesce(o.id, u.id), coalesce(o.coins_minor, 0), coalesce(u.minor, 0) FROM orders_storeorder o
FULL JOIN coins_use u ON u.store_id = o.store_id AND u.id = o.id
WHERE coalesce(o.coins_minor, 0) <> coalesce(u.minor, 0)
"""
_NAMES = {"purse": books.PURSE, "held": books.HELD, "fund": books.FUND}


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, _NAMES)
        return list(cursor.fetchall())


@verifier("coins")
def coins_equal_ledger() -> Iterator[Finding]:
    """Purses equal their lots and the ledger, holds their parts, scenes what they gave."""
    for buyer, coins, lots, held, lots_held in _rows(_PURSES):
        yield Finding(
            row=f"coins_purse {buyer}", sentence=f"keeps {coins} and {held} held, its lots {lots} and {lots_held}"
        )
    for buyer, kind, kept, booked in _rows(_BOOKED):
        yield Finding(row=f"coins_purse {buyer}", sentence=f"keeps {kept}, the ledger says {booked} in {kind}")
    for buyer, coins in _rows(_UNBOOKED):
        yield Finding(row=f"coins_purse {buyer}", sentence=f"keeps {coins}, of which the ledger knows nothing")
    for hold, state, coins, parts in _rows(_HOLDS):
        yield Finding(row=f"coins_hold {hold}", sentence=f"is {state} with {coins} coins, its parts sum to {parts}")
    for hold, minor, uses in _rows(_LINES):
        yield Finding(row=f"coins_hold {hold}", sentence=f"pays {minor}, its store orders sum to {uses}")
    for use, coins, parts, back, backs in _rows(_USES):
        yield Finding(
            row=f"coins_use {use}", sentence=f"is {coins} coins, {back} returned; its parts sum to {parts} and {backs}"
        )
    for buyer, used, orders, held, orders_hold in _rows(_PLACES):
        yield Finding(
            row=f"coins_lot of {buyer}",
            sentence=f"are {used} used and {held} held, orders and tickets say {orders} and {orders_hold}",
        )
    for scene, given, lots in _rows(_SCENES):
        yield Finding(row=f"coins_scene {scene}", sentence=f"says it gave {given}, its lots sum to {lots}")


@verifier("coin funds")
def funds_equal_ledger() -> Iterator[Finding]:
    """What funds hold equals their postings (COI-05)."""
    for store, kept, booked in _rows(_FUNDS):
        yield Finding(row=f"coins_coinaccount {store}", sentence=f"keeps {kept} fen, the ledger says {booked}")


@verifier("coin orders")
def orders_equal_uses() -> Iterator[Finding]:
    """What store orders say that coins paid equals the uses (COI-13)."""
    for order, minor, uses in _rows(_ORDERS):
        yield Finding(row=f"orders_storeorder {order}", sentence=f"has {minor} paid with coins, the coins say {uses}")
