"""The figures of billing."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

OPERATOR_NAME = Policy(
    name="billing.operator_name",
    default="",
    unit=Unit.TEXT,
    sentence=_("The operator's legal name and address, as invoices name whoever collects taxes of the destination."),
    rule="TRD-12",
)
OPERATOR_IOSS = Policy(
    name="billing.operator_ioss",
    default="",
    unit=Unit.TEXT,
    sentence=_("The operator's IOSS number: it stands on invoices whose VAT was collected at checkout."),
    rule="TRD-12",
)
PRINTS_KEPT = Policy(
    name="billing.prints_kept",
    default=30,
    unit=Unit.DAYS,
    low=1,
    high=3650,
    sentence=_("The file of an invoice or a statement is kept for this time; asked for later, it is made anew."),
    rule="TRD-12",
)
PAYOUT_DAY = Policy(
    name="billing.payout_day",
    default=1,
    unit=Unit.COUNT,
    low=0,
    high=7,
    sentence=_("Stores are paid out on this day of the week (1 is Monday, 7 is Sunday); 0 pays them every day."),
    rule="TRD-12",
)
PAYOUT_LEAST = Policy(
    name="billing.payout_least",
    default=1000,
    unit=Unit.MINOR_UNITS,
    low=0,
    high=1_000_000,
    sentence=_("A balance worth less than this (US cents) is not paid out; it waits for more."),
    rule="TRD-12",
)
PAYOUT_HOLD = Policy(
    name="billing.payout_hold",
    default=3,
    unit=Unit.DAYS,
    low=0,
    high=90,
    sentence=_("What a store was paid for an order stays in its balance for this time before it is paid out."),
    rule="TRD-12",
)
PAYOUT_FEE = Policy(
    name="billing.payout_fee",
    default=0,
    unit=Unit.BASIS_POINTS,
    low=0,
    high=500,
    sentence=_("The fee on a payout, of its amount."),
    rule="TRD-12",
)
APPROVAL_FROM = Policy(
    name="billing.payout_approval_from",
    default=1_000_000,
    unit=Unit.MINOR_UNITS,
    low=0,
    sentence=_("A payout worth at least this much (US cents) waits until people of the operator's approve it."),
    rule="TRD-12",
)
APPROVALS = Policy(
    name="billing.payout_approvals",
    default=2,
    unit=Unit.COUNT,
    low=1,
    high=5,
    sentence=_("So many different people must approve a payout that waits for approval."),
    rule="TRD-12",
)
BANK_PATIENCE = Policy(
    name="billing.bank_patience",
    default=10,
    unit=Unit.SECONDS,
    low=1,
    high=60,
    sentence=_("How long the bank may take to answer before it is asked again later."),
    rule="TRD-12",
)
DUE_FIRST_WAIT = Policy(
    name="billing.due_first_wait",
    default=10,
    unit=Unit.MINUTES,
    low=1,
    high=1440,
    sentence=_(
        "An invoice that could not be issued is tried again after this time, then after twice as long each time."
    ),
    rule="TRD-12",
)
DUE_LONGEST_WAIT = Policy(
    name="billing.due_longest_wait",
    default=24,
    unit=Unit.HOURS,
    low=1,
    high=168,
    sentence=_("The longest time until an invoice that could not be issued is tried again."),
    rule="TRD-12",
)
SETTLEMENT_DAYS = Policy(
    name="billing.settlement_days",
    default=7,
    unit=Unit.DAYS,
    low=2,
    high=60,
    sentence=_("A payment provider is asked for the settlement files of so many days back, until they are read."),
    rule="TRD-12",
)
SETTLEMENT_PATIENCE = Policy(
    name="billing.settlement_patience",
    default=12,
    unit=Unit.HOURS,
    low=1,
    high=72,
    sentence=_("The settlement file of a day that is over counts as missing after this time."),
    rule="TRD-12",
)
SETTLEMENT_KEPT = Policy(
    name="billing.settlement_kept",
    default=100,
    unit=Unit.DAYS,
    low=14,
    high=3650,
    sentence=_("What stood in settlement files is compared with the ledger for this time, and then goes."),
    rule="TRD-12",
)
