"""What people of the operator decide about differences of the books (TRD-12)."""

from __future__ import annotations

from kontor.contexts.billing.queries.reconciliation import evidence_of_difference
from kontor.contexts.billing.rules.differences import KIND
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    """Nothing moves by itself: the case is the record, and the next comparison shows whether it is mended."""


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    return evidence_of_difference(viewer, item.facts)


reviews.declare(
    kind=KIND,
    title=_("Differences of the books"),
    guide=_(
        "Compare what the provider's own pages say with the ledger. Say in your answer what was wrong and what was done"
        " about it: the case is the record of it."
    ),
    decisions=[
        reviews.Decision("mended", _("Mended"), "primary", (_("It is booked now."),)),
        reviews.Decision(
            "theirs", _("The other side is wrong"), "plain",
            (_("The provider has been told and corrects its file."),),
        ),
        reviews.Decision(
            "explained", _("Explained, nothing to do"), "plain", (_("Both sides are right; the days differ."),)
        ),
    ],
    decide=_decide,
    show=_show,
)  # fmt: skip
