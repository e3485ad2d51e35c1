"""Every figure of promotions (BUY-12)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

COOKIE_DAYS = Policy(
    name="promotions.cookie_days", default=30, unit=Unit.DAYS, low=1, high=365,
    sentence=_("An order counts for a cashback partner for this time after the click, where the partner has no other."),
    rule="BUY-12", article="004",
)  # fmt: skip
HIGHEST_PERCENT = Policy(
    name="promotions.highest_percent", default=50, unit=Unit.PERCENT, low=1, high=100,
    sentence=_("A cashback partner cannot promise more than this part of the goods' price."), rule="BUY-12",
)  # fmt: skip
CLICKS_PER_PLACE = Policy(
    name="promotions.clicks_per_place", default=60, unit=Unit.COUNT, low=5, high=1_000_000,
    sentence=_("Clicks of cashback partners from one internet address in an hour that are noted."), rule="BUY-12",
)  # fmt: skip
POSTBACK_PATIENCE = Policy(
    name="promotions.postback_patience", default=10, unit=Unit.SECONDS, low=1, high=60,
    sentence=_("A cashback partner's server has to answer within this time."), rule="BUY-12",
)  # fmt: skip
SIGNATURE_AGE = Policy(
    name="promotions.signature_age", default=300, unit=Unit.SECONDS, low=30, high=3600,
    sentence=_("A signed message of a cashback partner is taken for this long after it was made."), rule="BUY-12",
)  # fmt: skip
