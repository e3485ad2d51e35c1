"""Every figure of the buyers context."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

MOST_ADDRESSES = Policy(
    name="buyers.most_addresses", default=50, unit=Unit.COUNT, low=5, high=500,
    sentence=_("A buyer keeps at most this many addresses."), rule="BUY-11",
)  # fmt: skip
MOST_WISHES = Policy(
    name="buyers.most_wishes", default=500, unit=Unit.COUNT, low=20, high=5000,
    sentence=_("A buyer keeps at most this many products on wish lists."), rule="BUY-06",
)  # fmt: skip
MOST_WISH_LISTS = Policy(
    name="buyers.most_wish_lists", default=20, unit=Unit.COUNT, low=1, high=100,
    sentence=_("A buyer has at most this many wish lists."), rule="BUY-06",
)  # fmt: skip
GUEST_WISHES = Policy(
    name="buyers.guest_wishes", default=50, unit=Unit.COUNT, low=0, high=100,
    sentence=_("A visitor's browser keeps at most this many products until its person signs in."), rule="BUY-06",
)  # fmt: skip
WORTH_TELLING = Policy(
    name="buyers.price_drop_worth_telling", default=5, unit=Unit.PERCENT, low=1, high=90,
    sentence=_("A price on a wish list must fall by at least this much before its owner is told."), rule="BUY-06",
)  # fmt: skip
STOCK_SILENCE = Policy(
    name="buyers.back_in_stock_silence", default=7, unit=Unit.DAYS, low=1, high=90,
    sentence=_("That a product is back is told at most once in this time."), rule="BUY-06",
)  # fmt: skip
MOST_FOLLOWS = Policy(
    name="buyers.most_follows", default=500, unit=Unit.COUNT, low=20, high=5000,
    sentence=_("A buyer follows at most this many stores."), rule="BUY-07",
)  # fmt: skip
