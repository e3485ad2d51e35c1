"""The operator's desk for disputes and for appeals against rulings (OPR-04)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext, pgettext

from kontor.contexts.aftersales.dispute_moving import QUEUES
from kontor.contexts.aftersales.errors.disputes import DisputeAmountWrong, DisputeNotFound
from kontor.contexts.aftersales.lifecycle import State
from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.aftersales.rules.dispute_amounts import read_amount
from kontor.contexts.aftersales.rules.dispute_reasons import ALL_REASONS, KIND_NAMES
from kontor.contexts.aftersales.rules.dispute_rulings import TEMPLATES
from kontor.contexts.aftersales.services.rule_dispute import rule_dispute
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

AMOUNT = "amount"  # the part of a case in which another amount than the template's can be written


def _dispute(dispute_id: UUID) -> Dispute:
    row = Dispute.objects.filter(id=dispute_id).first()
    if row is None:
        raise DisputeNotFound
    return row


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    """What the queue's own page says; the whole case is on its page at the desk."""
    del viewer
    row = _dispute(item.subject_id)
    return [
        (gettext("Case"), reviews.Link(str(row.number), f"/console/disputes/{row.number}/")),
        (gettext("Order"), reviews.Link(str(row.order_number), f"/console/orders/{row.order_number}/")),
        (gettext("What is the matter"), f"{gettext(KIND_NAMES[row.kind])}: {gettext(ALL_REASONS[row.reason])}"),
        (pgettext("amount", "Paid"), str(Money(row.paid_minor, row.currency))),
    ]


def _parts(item: reviews.ReviewItem) -> Sequence[reviews.Part]:
    del item
    return [reviews.Part(AMOUNT, gettext("Another amount than the ruling's own, in the currency paid"))]


def _own(text: str, row: Dispute) -> Money | None:
    """Another amount, as typed: `12.50` or `12,50`.

    Raises:
        DisputeAmountWrong
    """
    if not text.strip():
        return None
    paid = Money(row.paid_minor, row.currency)
    if (typed := read_amount(text, row.currency)) is None or paid < typed:
        raise DisputeAmountWrong(field=f"part.{AMOUNT}", most=f"{paid.amount} {paid.currency}")
    return typed


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator, parts: Mapping[str, str]) -> None:
    row = _dispute(item.subject_id)
    own = _own(parts.get(AMOUNT, ""), row)
    rule_dispute(viewer=viewer, dispute_id=row.id, template=decision, reason=reason, own=own)


def _decide_plain(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    _decide(item, decision, reason, viewer, {})


_DECISIONS = [reviews.Decision(each.name, each.label, each.tone, each.reasons) for each in TEMPLATES]

reviews.declare(
    kind=QUEUES[State.ESCALATED],
    title=_("Disputes"),
    guide=_("Open the case: everything about it stands on one page. The amounts of the rulings are computed there."),
    decisions=_DECISIONS, decide=_decide_plain, show=_show, parts=_parts, decide_parts=_decide,
)  # fmt: skip
reviews.declare(
    kind=QUEUES[State.APPEALED],
    title=_("Appeals in disputes"),
    guide=_("Somebody else has ruled before. Look at everything anew; your ruling is carried out at once."),
    decisions=_DECISIONS, decide=_decide_plain, show=_show, parts=_parts, decide_parts=_decide,
)  # fmt: skip
