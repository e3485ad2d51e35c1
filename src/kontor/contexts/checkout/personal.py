"""What carts hold of people (ACC-42): which goods, under the account's id; a visitor's under a cookie's."""

from __future__ import annotations

from kontor.contexts.checkout.models import Cart, CartLine
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

holds(
    CartLine,
    Column("sku_id", Kind.CHOICE, _("SKU in the cart")),
    title=_("Cart"), whose=Whose.BUYER, rows="cart__buyer_id", then=Then.DELETE,
    also=("product_id", "quantity", "seen_minor", "seen_currency", "added_at"),
)  # fmt: skip
holds(
    Cart,
    Column("buyer_id", Kind.CHOICE, _("Cart of")),
    title=_("Cart"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE, also=("changed_at",),
    hidden="says only that there is a cart; what lies in it stands under its own heading",
)  # fmt: skip
free(CartLine, "a code of a currency", "seen_currency")
