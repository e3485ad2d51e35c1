"""Putting goods into the cart."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.errors import NotInRegion
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.checkout.errors import CartFull, NotSold, QuantityNotPossible
from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.policy import LINES_AT_MOST, UNITS_AT_MOST
from kontor.contexts.checkout.queries import cart_row
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.note_deeds import note_deeds
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform.database.alone import alone

# One statement: the cart, made if there is none, and the line in it, if there is room for one more. An account's cart
# is found by its buyer, a visitor's by its own id. What it counts is the cart as it was: our own line comes to it.
_PUT = """
WITH own AS (
    INSERT INTO checkout_cart (id, buyer_id, changed_at) VALUES (%(cart)s, %(buyer)s, %(at)s)
    ON CONFLICT ({once}) DO UPDATE SET changed_at = excluded.changed_at RETURNING id
), others AS (
    SELECT count(line.id) AS lines, coalesce(sum(line.quantity), 0) AS units
    FROM own JOIN checkout_cartline line ON line.cart_id = own.id AND line.sku_id <> %(sku)s
), put AS (
    INSERT INTO checkout_cartline
        (cart_id, store_id, product_id, sku_id, quantity, seen_minor, seen_currency, added_at)
    SELECT own.id, %(store)s, %(product)s, %(sku)s, %(quantity)s, %(minor)s, %(currency)s, %(at)s
    FROM own, others WHERE others.lines < %(lines)s
    ON CONFLICT (cart_id, sku_id) DO UPDATE SET
        quantity = least(checkout_cartline.quantity + excluded.quantity, %(most)s),
        seen_minor = excluded.seen_minor, seen_currency = excluded.seen_currency
    RETURNING quantity
)
SELECT own.id, others.units + put.quantity FROM own, others LEFT JOIN put ON true
"""
_PUT_OF_BUYER, _PUT_OF_VISITOR = _PUT.format(once="buyer_id"), _PUT.format(once="id")


@dataclass(frozen=True, slots=True)
class Filled:
    """The cart after something was put in: its id (a visitor's cookie keeps it) and how many units it holds."""

    cart_id: UUID
    units: int


def put_in_cart(*, holder: Holder, sku_id: UUID, quantity: int, language: str, seen_from: str = "") -> Filled:
    """Add `quantity` units of a SKU; more of what is in already is added to it.

    Args:
        seen_from: ISO code of the country that the request comes from, "" when unknown.

    Raises:
        NotSold: when the SKU is not for sale.
        NotInRegion: it is under export control and must not be offered there (ACC-34).
        QuantityNotPossible, CartFull: beyond the policy's bounds.
    """
    most = UNITS_AT_MOST.int()
    if not 1 <= quantity <= most:
        raise QuantityNotPossible(field="quantity", most=most)
    facts = catalogue.skus([sku_id], language).get(sku_id)
    if facts is None or not facts.for_sale:
        raise NotSold
    if facts.export_controlled and hides_controlled(seen_from):
        raise NotInRegion
    cart_id, units = _put(holder, facts, quantity, most)
    if units is None:
        raise CartFull(most=LINES_AT_MOST.int())
    if isinstance(holder, Buyer):
        note_deeds(account_id=holder.buyer_id, deeds=[(TraceKind.STORE, str(facts.store_id))])
    return Filled(cart_id, int(units))


def _put(holder: Holder, facts: catalogue.SkuFacts, quantity: int, most: int) -> tuple[UUID, int | None]:
    """The cart, and its units; None where it has no room for another line."""
    own = isinstance(holder, Buyer)
    known = None if own else cart_row(holder)
    with alone(), connection.cursor() as cursor:
        cursor.execute(
            _PUT_OF_BUYER if own else _PUT_OF_VISITOR,
            {
                "cart": known.id if known else new_id(),
                "buyer": holder.buyer_id if isinstance(holder, Buyer) else None,
                "at": now(),
                "store": facts.store_id,
                "product": facts.product_id,
                "sku": facts.sku_id,
                "quantity": quantity,
                "minor": facts.price.minor,
                "currency": facts.price.currency,
                "most": most,
                "lines": LINES_AT_MOST.int(),
            },
        )
        found: tuple[UUID, int | None] = cursor.fetchone()
    return found
