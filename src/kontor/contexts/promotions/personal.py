"""What promotions hold of people (ACC-42)."""

from __future__ import annotations

from kontor.contexts.promotions.models import CashbackClick, CashbackPartner, CashbackPostback, CashbackReward
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds, never

holds(
    CashbackReward,
    Column("click_reference", Kind.IDENTIFIER, _("The partner's number of your click")),
    Column("order_title", Kind.DEED, _("What was ordered")),
    Column("order_number", Kind.DEED, _("Order"), then=Then.KEEP, because="the partner and we reckon with each other"),
    Column("reference", Kind.IDENTIFIER, _("Reference"), then=Then.KEEP, because="names nobody; known to the partner"),
    title=_("Cashback"), whose=Whose.BUYER, rows="buyer_id", then=Then.BLANK,
    also=("goods_minor", "goods_currency", "reward_minor", "currency", "state", "placed_at", "changed_at"),
)  # fmt: skip
holds(
    CashbackClick,
    Column("reference", Kind.IDENTIFIER, _("The partner's number of your click")),
    title=_("Arrivals through cashback partners"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE,
    also=("at",),
)  # fmt: skip
holds(
    CashbackPostback,
    Column("content", Kind.DEED, _("What was told to the partner")),
    title=_("Messages to cashback partners"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE, also=("made_at",),
)  # fmt: skip
holds(
    CashbackPartner,
    Column("sealed_secret", Kind.SECRET, _("Shared secret"), shown=never),
    title=_("Cashback partner of yours"), whose=Whose.BUYER, rows="owner_id", then=Then.KEEP,
    because="a company's name and terms; the operator closes it", also=("name",),
)  # fmt: skip
free(CashbackPartner, "a company's own public facts", "name", "slug", "currency", "postback_url")
free(CashbackReward, "a code of a currency, a word of a state", "goods_currency", "currency", "state")
