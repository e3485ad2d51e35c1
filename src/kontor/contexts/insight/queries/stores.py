"""Stores as the operator sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kontor.contexts.insight.queries.rows import rows
from kontor.contexts.ledger import queries as ledger
from kontor.contexts.ledger.rules import Key
from kontor.contexts.sellers.errors import StoreNotFound
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

PAGE = 50

_LINE = """s.id, s.slug, s.name, s.country, s.currency, s.state, b.legal_name, b.state, s.created_at,
    s.rating_hundredths, s.rating_count,
    (SELECT count(*) FROM catalogue_product p WHERE p.store_id = s.id AND p.state = 'approved'),
    (SELECT count(*) FROM orders_storeorder o WHERE o.store_id = s.id AND o.state IN ('to_ship', 'partly_shipped')),
    (SELECT count(*) FROM orders_storeorder o WHERE o.store_id = s.id AND o.state IN ('to_ship', 'partly_shipped')
        AND o.ship_by < %(now)s)"""
_STORES = f"""
SELECT {_LINE} FROM sellers_store s JOIN sellers_business b ON b.id = s.business_id
WHERE {{where}} ORDER BY s.slug LIMIT %(size)s
"""  # noqa: S608  (a constant)
# Two ways, each by its own index: of an OR across two tables PostgreSQL can use none.
_TEXT = """s.id IN (
    SELECT id FROM sellers_store WHERE name ILIKE %(like)s OR slug ILIKE %(like)s
    UNION SELECT o.id FROM sellers_store o JOIN sellers_business c ON c.id = o.business_id
    WHERE c.legal_name ILIKE %(like)s
)"""
_STORE = f"""
SELECT {_LINE}, s.language, s.time_zone, s.handling_days, b.form, b.country, b.id
FROM sellers_store s JOIN sellers_business b ON b.id = s.business_id WHERE s.slug = %(slug)s
"""  # noqa: S608  (a constant)
_PRODUCTS = "SELECT state, count(*) FROM catalogue_product WHERE store_id = %(store)s GROUP BY state"
_ORDERS = "SELECT state, count(*) FROM orders_storeorder WHERE store_id = %(store)s GROUP BY state"
_UNITS = """
SELECT DISTINCT unit FROM ledger_ledgeraccount WHERE owner_id = %(store)s AND kind IN ('payable', 'escrow')
ORDER BY unit
"""
_SEATS = """
SELECT a.given_name, a.family_name, a.email, seat.role FROM sellers_seat seat
JOIN accounts_account a ON a.id = seat.account_id WHERE seat.store_id = %(store)s
ORDER BY seat.created_at, seat.id LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class StoreLine:
    """A row of the list of stores. `late` of the orders `to_ship` are past their time."""

    store_id: UUID
    slug: str
    name: str
    country: str
    currency: str
    state: str
    business: str
    business_state: str
    since: datetime
    rating_hundredths: int
    rating_count: int
    products: int
    to_ship: int
    late: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a seat in a store."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Funds:
    """A store's money in one currency, each figure the sum of its ledger postings."""

    payable: Money
    escrow: Money


@dataclass(frozen=True, slots=True)
class StoreFile:
    """Everything about a store on one page."""

    line: StoreLine
    language: str
    time_zone: str
    handling_days: int
    form: str
    business_country: str
    business_id: UUID
    products: Mapping[str, int]
    orders: Mapping[str, int]
    funds: Sequence[Funds]
    people: Sequence[Person]
    statement: Sequence[ledger.PostingLine]


def stores(
    viewer: Operator, *, text: str = "", state: str = "", country: str = "", after: str = "", size: int = PAGE
) -> list[StoreLine]:
    """Stores by address, paged by key (`after`: the last slug seen); `text` is sought in names."""
    like = "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    where = ["s.slug > %(after)s"]
    where += [_TEXT] if text.strip() else []
    where += ["s.state = %(state)s"] if state else []
    where += ["s.country = %(country)s"] if country else []
    values = {"like": like, "state": state, "country": country, "after": after, "size": size}
    return [StoreLine(*row) for row in rows(_STORES.format(where=" AND ".join(where)), {**values, "now": now()})]


def store_file(viewer: Operator, slug: str) -> StoreFile:
    """One store, whatever its state.

    Raises:
        StoreNotFound: when there is none at this address.
    """
    found = rows(_STORE, {"slug": slug, "now": now()})
    if not found:
        raise StoreNotFound
    line, (language, zone, handling, form, country, business) = StoreLine(*found[0][:14]), found[0][14:]
    of: dict[str, Any] = {"store": line.store_id}
    return StoreFile(
        line=line, language=language, time_zone=zone, handling_days=handling, form=form, business_country=country,
        business_id=business,
        products=dict(rows(_PRODUCTS, of)),
        orders=dict(rows(_ORDERS, of)),
        funds=[_funds(viewer, line.store_id, unit) for (unit,) in rows(_UNITS, of)],
        people=[Person(f"{given} {family}".strip(), email, role) for given, family, email, role in rows(_SEATS, of)],
        statement=ledger.statement(viewer, Key("payable", line.currency, line.store_id), size=20),
    )  # fmt: skip


def _funds(viewer: Operator, store_id: UUID, unit: str) -> Funds:
    return Funds(
        ledger.balance(viewer, Key("payable", unit, store_id)), ledger.balance(viewer, Key("escrow", unit, store_id))
    )
