"""What coins hold of people (ACC-42)."""

from __future__ import annotations

from kontor.contexts.coins.models import (
    CoinAccount,
    CoinCampaign,
    Hold,
    Lot,
    Lottery,
    Scene,
    Ticket,
    Use,
)
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

_BOOKS = "coins stand in the double-entry journal, which is kept as the law of accounts asks"

holds(
    Lot,
    Column("cause", Kind.DEED, _("What brought the coins")),
    title=_("Coins"), whose=Whose.BUYER, rows="buyer_id", then=Then.KEEP, because=_BOOKS,
    also=("coins", "left", "held", "used", "expired", "given_at", "expires_at"),
)  # fmt: skip
holds(
    Ticket,
    Column("code", Kind.IDENTIFIER, _("Code of the ticket")),
    title=_("Lottery tickets"), whose=Whose.BUYER, rows="buyer_id", then=Then.KEEP,
    because="the draw is recomputed from all codes; a code names nobody", also=("place", "number", "won", "bought_at"),
)  # fmt: skip
free(Hold, "a code of a currency, a word of a state", "currency", "state")
free(Use, "a code of a currency; amounts by line", "store_currency", "lines")
free(CoinAccount, "a store's number, words and figures", "number", "state", "grade", "grade_parts")
free(Scene, "a store's words for its offer", "kind", "name", "state", "task")
free(CoinCampaign, "the operator's words", "name")
free(
    Lottery,
    "the operator's words and figures, published",
    "name",
    "prizes",
    "commitment",
    "seed",
    "digest",
    "sealed_seed",
)
