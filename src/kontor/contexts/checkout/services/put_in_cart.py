"""Putting goods into the cart."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.checkout.errors import CartFull, NotSold, QuantityNotPossible
from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.models import Cart, CartLine
from kontor.contexts.checkout.policy import LINES_AT_MOST, UNITS_AT_MOST
from kontor.contexts.checkout.queries import cart_row
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def put_in_cart(*, holder: Holder, sku_id: UUID, quantity: int, language: str) -> UUID:
    """Add `quantity` units of a SKU; more of what is in already is added to it.

    Returns:
        The cart's id: a visitor's cookie keeps it.

    Raises:
        NotSold: when the SKU is not for sale.
        QuantityNotPossible, CartFull: beyond the policy's bounds.
    """
    most = UNITS_AT_MOST.int()
    if not 1 <= quantity <= most:
        raise QuantityNotPossible(field="quantity", most=most)
    facts = catalogue.skus([sku_id], language).get(sku_id)
    if facts is None or not facts.for_sale:
        raise NotSold
    with transaction.atomic():
        cart = cart_row(holder) or _new(holder)
        line, fresh = CartLine.objects.get_or_create(
            cart_id=cart.id,
            sku_id=sku_id,
            defaults={
                "store_id": facts.store_id,
                "product_id": facts.product_id,
                "quantity": quantity,
                "seen_minor": facts.price.minor,
                "seen_currency": facts.price.currency,
                "added_at": now(),
            },
        )
        if fresh and CartLine.objects.filter(cart_id=cart.id).count() > LINES_AT_MOST.int():
            raise CartFull(most=LINES_AT_MOST.int())
        if not fresh:
            CartLine.objects.filter(id=line.id).update(
                quantity=Least(F("quantity") + quantity, most),
                seen_minor=facts.price.minor,
                seen_currency=facts.price.currency,
            )
        return cart.id


def _new(holder: Holder) -> Cart:
    if isinstance(holder, Buyer):
        return Cart.objects.get_or_create(buyer_id=holder.buyer_id, defaults={"changed_at": now()})[0]
    return Cart.objects.create(changed_at=now())
