"""Every figure of coupons (TRD-11)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

PERCENT_AT_MOST = Policy(
    name="coupons.percent_at_most", default=90, unit=Unit.PERCENT, low=1, high=99, rule="TRD-11",
    sentence=_("A coupon takes at most this part of what the goods cost."),
)  # fmt: skip
COUNT_AT_MOST = Policy(
    name="coupons.count_at_most", default=1_000_000, unit=Unit.COUNT, low=1, high=1_000_000_000, rule="TRD-11",
    sentence=_("A coupon can be used at most this often in all."),
)  # fmt: skip
PER_BUYER_AT_MOST = Policy(
    name="coupons.per_buyer_at_most", default=100, unit=Unit.COUNT, low=1, high=10_000, rule="TRD-11",
    sentence=_("One buyer can use one coupon at most this often."),
)  # fmt: skip
DAYS_AT_MOST = Policy(
    name="coupons.days_at_most", default=366, unit=Unit.DAYS, low=1, high=3_650, rule="TRD-11",
    sentence=_("A coupon is valid for at most this long."),
)  # fmt: skip
SCOPE_AT_MOST = Policy(
    name="coupons.scope_at_most", default=200, unit=Unit.COUNT, low=1, high=5_000, rule="TRD-11",
    sentence=_("A coupon names at most this many products or categories."),
)  # fmt: skip
STORE_WITH_PLATFORM = Policy(
    name="coupons.store_with_platform", default=True, unit=Unit.SWITCH, rule="TRD-11",
    sentence=_("A store's coupon and one of the marketplace can be used for the same order."),
)  # fmt: skip
STORE_WITH_COINS = Policy(
    name="coupons.store_with_coins", default=True, unit=Unit.SWITCH, rule="TRD-11",
    sentence=_("A store's coupon and coins can be used for the same order."),
)  # fmt: skip
PLATFORM_WITH_COINS = Policy(
    name="coupons.platform_with_coins", default=True, unit=Unit.SWITCH, rule="TRD-11",
    sentence=_("A coupon of the marketplace and coins can be used for the same order."),
)  # fmt: skip
GIVEN_BACK = Policy(
    name="coupons.given_back", default=True, unit=Unit.SWITCH, rule="TRD-11",
    sentence=_("When all that a coupon was used for is refunded, its buyer can use it again until its last day."),
)  # fmt: skip
CODE_TRIES = Policy(
    name="coupons.code_tries", default=20, unit=Unit.COUNT, low=1, high=1_000, rule="TRD-11",
    sentence=_("So many codes of coupons can one buyer try in an hour."),
)  # fmt: skip
CONSIDERED = Policy(
    name="coupons.considered", default=60, unit=Unit.COUNT, low=5, high=500, rule="TRD-11",
    sentence=_("The checkout looks at this many coupons, those that end first, when it chooses the best."),
)  # fmt: skip
