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
