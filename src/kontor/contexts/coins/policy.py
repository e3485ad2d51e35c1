"""Every figure of coins (COI). One coin is one hundredth of a yuan; amounts of money are in fen."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

FEN_PER_COIN = Policy(
    name="coins.fen_per_coin", default=1, unit=Unit.MINOR_UNITS, low=1, high=1, rule="COI-04", article="002",
    sentence=_("What one coin is worth, in hundredths of a yuan. It is fixed: what was given is worth what was said."),
)  # fmt: skip
OPEN_IN = Policy(
    name="coins.open_in", default="CN", unit=Unit.TEXT, rule="COI-02", article="002",
    sentence=_("Countries whose registered enterprises can open a coin account, as two-letter codes with commas."),
)  # fmt: skip
POSITIVE_OVER = Policy(
    name="coins.positive_over", default=90, unit=Unit.DAYS, low=7, high=730, rule="COI-02", article="002",
    sentence=_("The positive rate that a coin account needs is measured over this time."),
)  # fmt: skip
POSITIVE_AT_LEAST = Policy(
    name="coins.positive_at_least", default=95, unit=Unit.PERCENT, low=0, high=100, rule="COI-02", article="002",
    sentence=_("A store needs at least this rate of positive feedback to open a coin account."),
)  # fmt: skip
CLEAN_FOR = Policy(
    name="coins.clean_for", default=30, unit=Unit.DAYS, low=0, high=730, rule="COI-02", article="002",
    sentence=_("A store needs this time without a severe violation to open a coin account."),
)  # fmt: skip
SEVERE_FROM = Policy(
    name="coins.severe_from", default=6, unit=Unit.COUNT, low=1, high=100, rule="COI-02", article="002",
    sentence=_("A violation that costs at least this many points is severe where coin accounts are concerned."),
)  # fmt: skip
FUND_AT_LEAST = Policy(
    name="coins.fund_at_least", default=50_000, unit=Unit.MINOR_UNITS, low=0, rule="COI-05", article="002",
    sentence=_("With less than this in its coin fund (fen), a store gives no coins and its goods carry no labels."),
)  # fmt: skip
FUND_WARNED_AT = Policy(
    name="coins.fund_warned_at", default=60_000, unit=Unit.MINOR_UNITS, low=0, rule="COI-05", article="002",
    sentence=_("A store is warned when its coin fund falls below this (fen)."),
)  # fmt: skip
PERCENT_AT_MOST = Policy(
    name="coins.percent_at_most", default=30, unit=Unit.PERCENT, low=1, high=90, rule="COI-07", article="002",
    sentence=_("At most this part of what an order costs can be paid with coins."),
)  # fmt: skip
FEN_AT_MOST = Policy(
    name="coins.fen_at_most", default=5_000, unit=Unit.MINOR_UNITS, low=1, rule="COI-07", article="002",
    sentence=_("At most this much of an order (fen) can be paid with coins."),
)  # fmt: skip
DEFAULT_SHARE = Policy(
    name="coins.default_share", default=30, unit=Unit.PERCENT, low=1, high=100, rule="COI-06", article="002",
    sentence=_("The part of a product's price that coins can pay, where its store has set no other."),
)  # fmt: skip
COINS_LIVE = Policy(
    name="coins.live", default=180, unit=Unit.DAYS, low=1, high=3650, rule="COI-08", article="002",
    sentence=_("Coins expire at the end of the day that comes this long after they were given."),
)  # fmt: skip
TOLD_FIRST = Policy(
    name="coins.told_first", default=14, unit=Unit.DAYS, low=1, high=180, rule="COI-08",
    sentence=_("Buyers hear this long ahead that coins will expire."),
)  # fmt: skip
TOLD_AGAIN = Policy(
    name="coins.told_again", default=3, unit=Unit.DAYS, low=1, high=90, rule="COI-08",
    sentence=_("Buyers hear once more this long ahead that coins will expire."),
)  # fmt: skip
GRACE = Policy(
    name="coins.grace", default=7, unit=Unit.DAYS, low=1, high=180, rule="COI-11", article="002",
    sentence=_("Coins that come back after they have expired can be used for this long."),
)  # fmt: skip
GIVEN_AT_MOST = Policy(
    name="coins.given_at_most", default=100_000, unit=Unit.COUNT, low=1, high=10_000_000, rule="COI-09",
    sentence=_("One scene gives at most this many coins at once."),
)  # fmt: skip
SCENE_DAYS = Policy(
    name="coins.scene_days", default=180, unit=Unit.DAYS, low=1, high=730, rule="COI-09",
    sentence=_("A scene of coins runs for at most this time."),
)  # fmt: skip
GRADE_OVER = Policy(
    name="coins.grade_over", default=30, unit=Unit.DAYS, low=1, high=365, rule="COI-14", article="002",
    sentence=_("The grade of a store's coin activity looks at this time."),
)  # fmt: skip
GRADE_GIVEN = Policy(
    name="coins.grade_given", default=20_000, unit=Unit.COUNT, low=1, rule="COI-14", article="002",
    sentence=_("So many coins given within the time fill the first part of the grade."),
)  # fmt: skip
GRADE_USED = Policy(
    name="coins.grade_used", default=50, unit=Unit.PERCENT, low=1, high=100, rule="COI-14", article="002",
    sentence=_("This rate of coins used to coins given fills the second part of the grade."),
)  # fmt: skip
GRADE_JOINED = Policy(
    name="coins.grade_joined", default=2, unit=Unit.COUNT, low=1, high=50, rule="COI-14", article="002",
    sentence=_("So many campaigns joined within the time fill the third part of the grade."),
)  # fmt: skip
GRADE_WEIGHTS = tuple(
    Policy(
        name=f"coins.grade_weight_{part}", default=weight, unit=Unit.PERCENT, low=0, high=100, rule="COI-14",
        article="002", sentence=sentence,
    )
    for part, weight, sentence in (
        ("given", 40, _("Weight of coins given in the grade of coin activity.")),
        ("used", 40, _("Weight of the rate of use in the grade of coin activity.")),
        ("joined", 20, _("Weight of campaigns joined in the grade of coin activity.")),
    )
)  # fmt: skip
GRADE_FROM = tuple(
    Policy(
        name=f"coins.grade_{letter}_from", default=points, unit=Unit.COUNT, low=0, high=100, rule="COI-14",
        article="002", sentence=sentence,
    )
    for letter, points, sentence in (
        ("a", 80, _("Coin activity of so many points, or more, is grade A.")),
        ("b", 60, _("Coin activity of so many points, or more, is grade B.")),
        ("c", 40, _("Coin activity of so many points, or more, is grade C.")),
        ("d", 20, _("Coin activity of so many points, or more, is grade D; less is E.")),
    )
)  # fmt: skip
ADVISED_FROM = Policy(
    name="coins.advised_from", default=500_000, unit=Unit.MINOR_UNITS, low=0, rule="COI-17", article="002",
    sentence=_("Coins suit stores that sell for at least this much in thirty days (US cents)."),
)  # fmt: skip
YOUNG_FOR = Policy(
    name="coins.young_for", default=90, unit=Unit.DAYS, low=0, high=730, rule="COI-17", article="002",
    sentence=_("A store that opened less than this long ago is advised to wait with coins."),
)  # fmt: skip
THIN_BELOW = Policy(
    name="coins.thin_below", default=1_000, unit=Unit.MINOR_UNITS, low=0, rule="COI-17", article="002",
    sentence=_("Goods that cost less than this (US cents) count as goods of thin margin, which coins eat up."),
)  # fmt: skip
USED_OF_GIVEN = Policy(
    name="coins.used_of_given", default=635, unit=Unit.COUNT, low=0, high=1000, rule="COI-09", article="002",
    sentence=_("Of a thousand coins given, so many are used: for the forecast of stores that have no figures yet."),
)  # fmt: skip
AFFILIATE_LOW = Policy(
    name="coins.affiliate_low", default=8, unit=Unit.PERCENT, low=1, high=90, rule="COI-18", article="002",
    sentence=_("The low end of what affiliates ask for, for comparing it with coins."),
)  # fmt: skip
AFFILIATE_HIGH = Policy(
    name="coins.affiliate_high", default=15, unit=Unit.PERCENT, low=1, high=90, rule="COI-18", article="002",
    sentence=_("The high end of what affiliates ask for, for comparing it with coins."),
)  # fmt: skip
HISTORY_PAGE = Policy(
    name="coins.history_page", default=30, unit=Unit.COUNT, low=5, high=200, rule="BUY-09", article="004",
    sentence=_("A page of a buyer's coins shows so many movements."),
)  # fmt: skip
