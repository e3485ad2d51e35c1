"""The figures of the reports."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

FIRST_ORDER_WITHIN = Policy(
    name="insight.first_order_within",
    default=7,
    unit=Unit.DAYS,
    low=1,
    high=90,
    sentence=_("A new buyer counts as ordering early when the order comes within this time after the verification."),
    rule="ACC-52",
)
INQUIRY_BECOMES_ORDER = Policy(
    name="insight.inquiry_becomes_order", default=14, unit=Unit.DAYS, low=1, high=90,
    sentence=_("A question before an order counts as converted when its buyer orders at the store within this time."),
    rule="OPR-05", article="003",
)  # fmt: skip
