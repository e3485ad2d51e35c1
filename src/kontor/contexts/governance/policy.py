"""The figures of governance: points of each offence, what follows, and how long."""

from __future__ import annotations

from decimal import Decimal

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

POINTS_LAST = Policy(
    name="governance.points_last", default=365, unit=Unit.DAYS, low=1, high=1095,
    sentence=_("The points of a violation count for this time, then they expire by themselves."), rule="OPR-03",
)  # fmt: skip
APPEAL_WITHIN = Policy(
    name="governance.appeal_within", default=14, unit=Unit.DAYS, low=1, high=180,
    sentence=_("A store can appeal against a violation within this time."), rule="OPR-03",
)  # fmt: skip
APPEAL_ANSWERED_WITHIN = Policy(
    name="governance.appeal_answered_within", default=72, unit=Unit.HOURS, low=1, high=720,
    sentence=_("A reviewer should have decided on an appeal within this time."), rule="OPR-03",
)  # fmt: skip
HIDE_AT = Policy(
    name="governance.hide_at", default=12, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A store whose points reach this sum is hidden for the short time."), rule="OPR-03",
)  # fmt: skip
HIDE_LONG_AT = Policy(
    name="governance.hide_long_at", default=24, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A store whose points reach this sum is hidden for the long time."), rule="OPR-03",
)  # fmt: skip
CLOSE_AT = Policy(
    name="governance.close_at", default=48, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A store whose points reach this sum is closed."), rule="OPR-03",
)  # fmt: skip
HIDDEN_SHORT = Policy(
    name="governance.hidden_short", default=7, unit=Unit.DAYS, low=1, high=30,
    sentence=_("The short time for which a store is hidden."), rule="OPR-03",
)  # fmt: skip
HIDDEN_LONG = Policy(
    name="governance.hidden_long", default=30, unit=Unit.DAYS, low=1, high=30,
    sentence=_("The long time for which a store is hidden."), rule="ACC-41", article="000",
)  # fmt: skip
FROZEN_FOR = Policy(
    name="governance.frozen_for", default=7, unit=Unit.DAYS, low=1, high=90,
    sentence=_("A store whose messages are frozen cannot write to buyers for this time."), rule="OPR-03",
)  # fmt: skip
LATE_SHARE = Policy(
    name="governance.late_share", default=20, unit=Unit.PERCENT, low=1, high=100,
    sentence=_("A store that ships at least this share of its orders too late breaks the rule on late shipment."),
    rule="OPR-03",
)  # fmt: skip
LATE_AT_LEAST = Policy(
    name="governance.late_at_least", default=10, unit=Unit.COUNT, low=1, high=10_000,
    sentence=_("Late shipment is no violation while fewer orders than this are late."), rule="OPR-03",
)  # fmt: skip
LATE_OVER = Policy(
    name="governance.late_over", default=30, unit=Unit.DAYS, low=7, high=180,
    sentence=_("Late shipment is measured over this time, and counts as a violation once within it."), rule="OPR-03",
)  # fmt: skip


def _points(offence: str, default: int, sentence: str, rule: str = "OPR-03", article: str = "trade") -> Policy:
    return Policy(
        name=f"governance.points_{offence}", default=default, unit=Unit.COUNT, low=0, high=100, sentence=sentence,
        rule=rule, article=article,
    )  # fmt: skip


POINTS_DATA_READ = _points(
    "data_read", 10, _("Points for reading buyers' data by technical means."), "ACC-41", article="000"
)
POINTS_DATA_COAXED = _points("data_coaxed", 6, _("Points for coaxing buyers' data from them."), "ACC-41", article="000")
POINTS_OFF_MARKET = _points("off_market", 4, _("Points for leading buyers out of the market."))
POINTS_ABUSE = _points("abuse", 2, _("Points for insulting or threatening a buyer."))
POINTS_FAKE_ORDERS = _points("fake_orders", 8, _("Points for orders by the store's own people."), "ACC-35", "000")
POINTS_FALSE_REVIEWS = _points("false_reviews", 6, _("Points for reviews that were bought or written by the store."))
POINTS_FALSE_TRACKING = _points(
    "false_tracking", 4, _("Points for a tracking number of a parcel that is not the order's.")
)
POINTS_LATE = _points("late_shipments", 2, _("Points for shipping too many orders too late."))
POINTS_MISDESCRIBED = _points("misdescribed", 2, _("Points for goods that are not what their page says."))
POINTS_INFRINGING = _points("infringing", 6, _("Points for goods that copy somebody's brand or work."))
POINTS_FORBIDDEN = _points("forbidden_goods", 12, _("Points for goods that may not be traded."))
POINTS_MESSAGE_POLICY = _points(
    "message_policy",
    0,
    _("Points for a message that the policy stops; it costs service score besides."),
    "MSG-10",
    "003",
)
POINTS_FRAUD = _points("fraud", 48, _("Points for taking money without meaning to deliver."))
SCORE_OVER = Policy(
    name="governance.score_over", default=30, unit=Unit.DAYS, low=7, high=180,
    sentence=_("The service score looks at the orders of this time."), rule="MSG-18", article="003",
)  # fmt: skip
SCORE_FROM = Policy(
    name="governance.score_from", default=5, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A part of the service score counts from this many orders on."), rule="MSG-18", article="003",
)  # fmt: skip
LATE_WORST = Policy(
    name="governance.score_late_worst", default=20, unit=Unit.PERCENT, low=1, high=100,
    sentence=_("From this share of late shipments on, their part of the service score is 0; without any it is 100."),
    rule="MSG-18", article="003",
)  # fmt: skip
DISPUTES_WORST = Policy(
    name="governance.score_disputes_worst", default=10, unit=Unit.PERCENT, low=1, high=100,
    sentence=_("From this share of disputed orders on, their part of the service score is 0; without any it is 100."),
    rule="MSG-18", article="003",
)  # fmt: skip
POINTS_WORST = Policy(
    name="governance.score_points_worst", default=24, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("From this many points in force on, their part of the service score is 0; without any it is 100."),
    rule="MSG-18", article="003",
)  # fmt: skip
SLOW_WORST = Policy(
    name="governance.score_slow_worst", default=50, unit=Unit.PERCENT, low=1, high=100,
    sentence=_("From this share of slow responses on, their part of the service score is 0; without any it is 100."),
    rule="MSG-18", article="003",
)  # fmt: skip
UNANSWERED_WORST = Policy(
    name="governance.score_unanswered_worst", default=20, unit=Unit.PERCENT, low=1, high=100,
    sentence=_(
        "From this share of unanswered conversations on, their part of the service score is 0; without any it is 100."
    ),
    rule="MSG-18", article="003",
)  # fmt: skip
MESSAGE_COSTS = Policy(
    name="governance.score_message_costs", default=Decimal("0.5"), unit=Unit.FACTOR, low=0, high=10,
    sentence=_("Each message that the policy stops costs so many points of the service score."),
    rule="MSG-10", article="003",
)  # fmt: skip
STARS_WORST = Policy(
    name="governance.score_stars_worst", default=300, unit=Unit.COUNT, low=100, high=499,
    sentence=_("A detail rating up to so many hundredths of a star is 0 in the service score; five stars are 100."),
    rule="MSG-18", article="003",
)  # fmt: skip


def _weight(part: str, default: int, sentence: str) -> Policy:
    return Policy(
        name=f"governance.score_weight_{part}", default=default, unit=Unit.COUNT, low=0, high=100, sentence=sentence,
        rule="MSG-18", article="003",
    )  # fmt: skip


WEIGHT_LATE = _weight("late", 20, _("Weight of late shipments in the service score."))
WEIGHT_DISPUTES = _weight("disputes", 25, _("Weight of disputes in the service score."))
WEIGHT_VIOLATIONS = _weight("violations", 15, _("Weight of violations in the service score."))
WEIGHT_DESCRIBED = _weight("described", 15, _("Weight of “Item as described” in the service score."))
WEIGHT_COMMUNICATION = _weight("communication", 15, _("Weight of “Communication” in the service score."))
WEIGHT_SPEED = _weight("speed", 10, _("Weight of “Shipping speed” in the service score."))
WEIGHT_SLOW = _weight("slow", 10, _("Weight of slow responses in the service score."))
WEIGHT_UNANSWERED = _weight("unanswered", 10, _("Weight of unanswered conversations in the service score."))
