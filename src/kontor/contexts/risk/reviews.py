"""What people of the operator decide: held registrations, linked accounts, appeals."""

from __future__ import annotations

from kontor.contexts.risk import identity_reviews, queries
from kontor.contexts.risk.services.ban_linked import ban_linked
from kontor.contexts.risk.services.decide_appeal import decide_appeal
from kontor.contexts.risk.services.refuse_held import refuse_held
from kontor.contexts.risk.services.release_held import release_held
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

__all__ = ["identity_reviews"]  # which declares its own queue


def _decide_held(item: reviews.ReviewItem, decision: str, reason: str, operator: Operator) -> None:
    if decision == "let_in":
        release_held(by=operator, account_id=item.subject_id, answer=reason, withdraw=False)
    else:
        refuse_held(by=operator, account_id=item.subject_id, reason=reason, withdraw=False)


def _show_held(item: reviews.ReviewItem, operator: Operator) -> reviews.Evidence:
    return queries.evidence_of_account(operator, item.subject_id)


def _decide_linked(item: reviews.ReviewItem, decision: str, reason: str, operator: Operator) -> None:
    if decision == "ban":
        ban_linked(by=operator, cluster_id=item.subject_id, reason=reason, withdraw=False)


def _show_linked(item: reviews.ReviewItem, operator: Operator) -> reviews.Evidence:
    return queries.evidence_of_pair(operator, item.subject_id) or queries.evidence_of_cluster(operator, item.subject_id)


def _decide_appeal(item: reviews.ReviewItem, decision: str, reason: str, operator: Operator) -> None:
    decide_appeal(by=operator, appeal_id=item.subject_id, granted=decision == "open", answer=reason)


def _show_appeal(item: reviews.ReviewItem, operator: Operator) -> reviews.Evidence:
    return queries.evidence_of_appeal(operator, item.subject_id)


reviews.declare(
    kind="risk.held_registration",
    title=_("Held registrations"),
    decisions=[
        reviews.Decision("let_in", _("Let in"), tone="primary", reasons=(_("Everything is in order."),)),
        reviews.Decision(
            "refuse", _("Refuse"), tone="danger",
            reasons=(_("Many accounts were registered from one device."), _("A program filled in the form.")),
        ),
    ],
    decide=_decide_held,
    show=_show_held,
    guide=_("An address that many share is no reason. Look for one machine and one hand that come again and again."),
)  # fmt: skip
reviews.declare(
    kind="risk.linked_accounts",
    title=_("Linked accounts"),
    decisions=[
        reviews.Decision("leave", _("Leave them"), tone="primary", reasons=(_("These are different people."),)),
        reviews.Decision(
            "ban", _("Ban all"), tone="danger", reasons=(_("These accounts belong to one operation."),),
        ),
    ],
    decide=_decide_linked,
    show=_show_linked,
    guide=_("Look at the accounts and their orders first. A ban closes all of them; each person may appeal."),
)  # fmt: skip
reviews.declare(
    kind="risk.appeal",
    title=_("Appeals against bans"),
    decisions=[
        reviews.Decision("open", _("Open the account"), tone="primary", reasons=(_("We were wrong. We are sorry."),)),
        reviews.Decision("keep", _("Keep it closed"), tone="danger"),
    ],
    decide=_decide_appeal,
    show=_show_appeal,
    guide=_("Read what the person writes, then the reasons of the ban. Somebody else than who banned should decide."),
)  # fmt: skip
