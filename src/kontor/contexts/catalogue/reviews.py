"""What people of the operator decide about products (TRD-02, OPR-02)."""

from __future__ import annotations

from kontor.contexts.catalogue.evidence import shown
from kontor.contexts.catalogue.reasons import REASONS
from kontor.contexts.catalogue.reviewing import KIND
from kontor.contexts.catalogue.services.decide_review import decide_review
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    decide_review(by=viewer, product_id=item.subject_id, approve=decision == "approve", reason=reason, withdraw=False)


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    return shown(viewer, item.subject_id)


reviews.declare(
    kind=KIND,
    title=_("Products"),
    guide=_(
        "Compare words and pictures. What was approved before stands beside what shall be; a product on sale is sold "
        "as it was approved until you decide."
    ),
    decisions=[
        reviews.Decision("approve", _("Approve"), "primary", (_("Everything is in order."),)),
        reviews.Decision("reject", _("Send back"), "danger", tuple(REASONS)),
    ],
    decide=_decide,
    show=_show,
)
