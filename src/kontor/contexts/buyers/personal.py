"""What the address books hold of people (ACC-42)."""

from __future__ import annotations

from kontor.contexts.buyers.models import Address, Follow, WishItem, WishList
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds, never

holds(
    Address,
    Column("country", Kind.ADDRESS, _("Country")),
    Column("recipient", Kind.NAME, _("Recipient")),
    Column("company", Kind.NAME, _("Company")),
    Column("street", Kind.ADDRESS, _("Street")),
    Column("district", Kind.ADDRESS, _("District")),
    Column("city", Kind.ADDRESS, _("City")),
    Column("region", Kind.ADDRESS, _("Region")),
    Column("postcode", Kind.ADDRESS, _("Postcode")),
    Column("phone", Kind.CONTACT, _("Phone")),
    Column("latin", Kind.ADDRESS, _("In Latin letters")),
    title=_("Address book"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE,
    also=("id", "is_default", "created_at", "removed_at"),
)  # fmt: skip
holds(
    WishList,
    Column("name", Kind.CONTENT, _("Name")),
    Column("share_key", Kind.SECRET, _("Key of its link"), shown=never),
    title=_("Wish lists"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE, also=("created_at",),
)  # fmt: skip
holds(
    WishItem,
    Column("note", Kind.CONTENT, _("Note")),
    title=_("Products on wish lists"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE,
    also=("product_number", "price_minor", "currency", "added_at"),
)  # fmt: skip
free(WishItem, "a code of a currency", "currency")
holds(
    Follow,
    title=_("Followed stores"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE, also=("store_id", "since"),
)  # fmt: skip
