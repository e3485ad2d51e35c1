"""What people of the operator decide about violations (OPR-02, OPR-03)."""

from __future__ import annotations

from kontor.contexts.governance.queries.register import evidence_of_appeal
from kontor.contexts.governance.services.appeal import KIND
from kontor.contexts.governance.services.decide_appeal import decide_appeal
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    decide_appeal(by=viewer, violation_id=item.subject_id, granted=decision == "lift", answer=reason)


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    return evidence_of_appeal(viewer, item.subject_id)


reviews.declare(
    kind=KIND,
    title=_("Appeals of stores"),
    guide=_(
        "Read what the store writes, then the evidence. Somebody else than who recorded the violation should decide."
    ),
    decisions=[
        reviews.Decision("lift", _("Take it back"), "primary", (_("We were wrong. We are sorry."),)),
        reviews.Decision(
            "keep", _("Keep the violation"), "danger", (_("The evidence shows what the violation says."),)
        ),
    ],
    decide=_decide,
    show=_show,
)
