"""The figures of orders."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

UNPAID_CLOSES_AFTER = Policy(
    name="orders.unpaid_closes_after",
    default=24,
    unit=Unit.HOURS,
    low=1,
    high=720,
    sentence=_("An order that is not paid closes by itself after this time, and its stock is free again."),
    rule="TRD-07",
)
RECEIVED_AFTER = Policy(
    name="orders.received_after",
    default=15,
    unit=Unit.DAYS,
    low=1,
    high=90,
    sentence=_(
        "A delivered order counts as received after this time, unless the buyer confirms earlier or opens a dispute."
    ),
    rule="TRD-06",
)
RISK_CHECK_FROM = Policy(
    name="orders.risk_check_from",
    default=200_000,
    unit=Unit.MINOR_UNITS,
    low=0,
    sentence=_("A paid order worth at least this much (US cents) waits for the risk check before the seller may ship."),
    rule="TRD-07",
)
RISK_CHECK_AT_MOST = Policy(
    name="orders.risk_check_at_most",
    default=24,
    unit=Unit.HOURS,
    low=0,
    high=168,
    sentence=_("The risk check of a paid order ends by itself after this time when nobody has frozen the order."),
    rule="TRD-07",
)
LINES_AT_MOST = Policy(
    name="orders.lines_at_most",
    default=100,
    unit=Unit.COUNT,
    low=1,
    high=500,
    sentence=_("An order of one store holds at most this many lines."),
    rule="TRD-05",
)
