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
RECIPIENT_SHOWN_AFTER = Policy(
    name="orders.recipient_shown_after",
    default=7,
    unit=Unit.DAYS,
    low=0,
    high=60,
    sentence=_("A store's people see the recipient of a parcel for this time after its delivery, and then no more."),
    rule="ACC-40",
    article="000",
)
INVOICES_KEPT = Policy(
    name="orders.invoices_kept",
    default=3650,
    unit=Unit.DAYS,
    low=365,
    high=7300,
    sentence=_("The name and address on an order's invoice are kept for this time, as tax law asks, and then go."),
    rule="ACC-42",
    article="000",
)
