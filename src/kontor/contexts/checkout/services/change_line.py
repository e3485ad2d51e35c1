"""Changing how many of something, or taking it out."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.checkout.errors import NothingToOrder, QuantityNotPossible
from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.models import CartLine
from kontor.contexts.checkout.policy import UNITS_AT_MOST
from kontor.contexts.checkout.queries import cart_row


def change_line(*, holder: Holder, sku_id: UUID, quantity: int) -> None:
    """Set the quantity of a SKU in the holder's cart; 0 takes it out.

    Raises:
        QuantityNotPossible: below 0 or beyond the policy's bound; nothing has changed.
        NothingToOrder: when the holder has no cart.
    """
    most = UNITS_AT_MOST.int()
    if not 0 <= quantity <= most:
        raise QuantityNotPossible(field=f"quantity-{sku_id}", most=most)
    with transaction.atomic():
        cart = cart_row(holder)
        if cart is None:
            raise NothingToOrder
        line = CartLine.objects.filter(cart_id=cart.id, sku_id=sku_id)
        if quantity:
            line.update(quantity=quantity)
        else:
            line.delete()
