"""Putting goods into the cart."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.errors import NotInRegion
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.checkout.errors import CartFull, NotSold, QuantityNotPossible
from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.models import Cart
from kontor.contexts.checkout.policy import LINES_AT_MOST, UNITS_AT_MOST
from kontor.contexts.checkout.queries import cart_row
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.note_deeds import note_deeds
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer

_OWN = """
INSERT INTO checkout_cart (id, buyer_id, changed_at) VALUES (%s, %s, %s)
ON CONFLICT (buyer_id) DO UPDATE SET changed_at = excluded.changed_at RETURNING id
"""
# The cart's row is ours by then, so that nobody else's lines come in between; our own line is not yet in what we count.
_PUT = """
WITH put AS (
    INSERT INTO checkout_cartline
        (cart_id, store_id, product_id, sku_id, quantity, seen_minor, seen_currency, added_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (cart_id, sku_id) DO UPDATE SET quantity = least(checkout_cartline.quantity + excluded.quantity, %s),
        seen_minor = excluded.seen_minor, seen_currency = excluded.seen_currency
    RETURNING cart_id, sku_id, quantity
)
SELECT 1 + count(other.id), put.quantity + coalesce(sum(other.quantity), 0)
FROM put LEFT JOIN checkout_cartline other ON other.cart_id = put.cart_id AND other.sku_id <> put.sku_id
GROUP BY put.quantity
"""


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
    at = now()
    with transaction.atomic(), connection.cursor() as cursor:
        cart_id = _cart_id(holder)
        cursor.execute(
            _PUT,
            [cart_id, facts.store_id, facts.product_id, sku_id, quantity, facts.price.minor, facts.price.currency, at,
             most],
        )  # fmt: skip
        lines, units = cursor.fetchone()
        if lines > LINES_AT_MOST.int():
            raise CartFull(most=LINES_AT_MOST.int())
        if isinstance(holder, Buyer):
            note_deeds(account_id=holder.buyer_id, deeds=[(TraceKind.STORE, str(facts.store_id))])
    return Filled(cart_id, int(units))


def _cart_id(holder: Holder) -> UUID:
    if isinstance(holder, Buyer):
        with connection.cursor() as cursor:
            cursor.execute(_OWN, [new_id(), holder.buyer_id, now()])
            own: UUID = cursor.fetchone()[0]
            return own
    known = cart_row(holder)
    return known.id if known else Cart.objects.create(changed_at=now()).id
