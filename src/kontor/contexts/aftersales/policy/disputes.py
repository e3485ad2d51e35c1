"""The figures of disputes (TRD-09). Days are 24 hours each, counted from the moment, wherever clocks change."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

OPENS_AFTER = Policy(
    name="aftersales.dispute_opens_after", default=10, unit=Unit.DAYS, low=0, high=60, rule="TRD-09",
    sentence=_("A buyer may dispute an order that is still on its way when so many days since shipping are over."),
)  # fmt: skip
SHORT_PROMISE = Policy(
    name="aftersales.dispute_short_promise", default=5, unit=Unit.DAYS, low=0, high=30, rule="TRD-09",
    sentence=_("An order whose delivery was promised in fewer days than this may be disputed at once."),
)  # fmt: skip
OPEN_UNTIL = Policy(
    name="aftersales.dispute_open_until", default=15, unit=Unit.DAYS, low=1, high=120, rule="TRD-09",
    sentence=_("A dispute can be opened until so many days after the promised delivery, or after receipt."),
)  # fmt: skip
ANSWER_WITHIN = Policy(
    name="aftersales.dispute_answer_within", default=5, unit=Unit.DAYS, low=1, high=30, rule="TRD-09",
    sentence=_("A seller who has not answered a dispute within this time has agreed to what the buyer proposes."),
)  # fmt: skip
NEGOTIATE_WITHIN = Policy(
    name="aftersales.dispute_negotiate_within", default=7, unit=Unit.DAYS, low=1, high=60, rule="TRD-09",
    sentence=_("Buyer and seller may settle a dispute for this time since its opening; then the operator steps in."),
)  # fmt: skip
RULE_WITHIN = Policy(
    name="aftersales.dispute_rule_within", default=72, unit=Unit.HOURS, low=1, high=720, rule="OPR-04",
    sentence=_("The operator should rule on a dispute within this time after it came to the desk."),
)  # fmt: skip
APPEAL_WITHIN = Policy(
    name="aftersales.dispute_appeal_within", default=3, unit=Unit.DAYS, low=0, high=30, rule="TRD-09",
    sentence=_("Either side may appeal once against a ruling within this time; then the ruling is carried out."),
)  # fmt: skip
RETURN_WITHIN = Policy(
    name="aftersales.dispute_return_within", default=10, unit=Unit.DAYS, low=1, high=60, rule="TRD-09",
    sentence=_("Goods that are to come back must be sent within this time; else the seller keeps the money."),
)  # fmt: skip
RETURN_TAKEN_AFTER = Policy(
    name="aftersales.dispute_return_taken_after", default=30, unit=Unit.DAYS, low=1, high=120, rule="TRD-09",
    sentence=_("Goods sent back count as received after this time unless the seller says what is wrong with them."),
)  # fmt: skip
TRIES = Policy(
    name="aftersales.disputes_per_order", default=2, unit=Unit.COUNT, low=1, high=10, rule="TRD-09",
    sentence=_("A buyer may open so many disputes about one order, withdrawn ones included."),
)  # fmt: skip
PICTURES = Policy(
    name="aftersales.dispute_pictures", default=12, unit=Unit.COUNT, low=1, high=60, rule="TRD-09",
    sentence=_("Each side may show at most so many pictures in a dispute."),
)  # fmt: skip
HALF = Policy(
    name="aftersales.ruling_half", default=50, unit=Unit.PERCENT, low=1, high=99, rule="OPR-04",
    sentence=_("A ruling that divides the loss gives the buyer this share of what was paid."),
)  # fmt: skip
SMALL = Policy(
    name="aftersales.ruling_small", default=20, unit=Unit.PERCENT, low=1, high=99, rule="OPR-04",
    sentence=_("A ruling for a small fault gives the buyer this share of what was paid."),
)  # fmt: skip
HOT = Policy(
    name="aftersales.dispute_hot", default=24, unit=Unit.HOURS, low=1, high=240, rule="TRD-09",
    sentence=_("A dispute whose next deadline is nearer than this stands out in the lists."),
)  # fmt: skip
EVIDENCE_KEPT = Policy(
    name="aftersales.dispute_evidence_kept", default=1095, unit=Unit.DAYS, low=30, high=3650, rule="ACC-42",
    sentence=_("What was written and shown in a dispute is kept for this time after its end, in case it is contested."),
)  # fmt: skip
