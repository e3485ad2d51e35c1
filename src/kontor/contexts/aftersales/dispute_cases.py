"""From rows to what reads hand out."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import BooleanField, ExpressionWrapper, Q

from kontor.contexts.aftersales.dispute_moving import who
from kontor.contexts.aftersales.lifecycle import possible
from kontor.contexts.aftersales.models import Dispute, DisputeStep, Evidence, Proposal
from kontor.contexts.aftersales.queries.dispute_shapes import Case, CaseCard, CaseStep, EvidenceView, ProposalView
from kontor.kernel.money import Money
from kontor.kernel.viewer import Viewer


def card(row: Dispute) -> CaseCard:
    """A row with its store, and `asked_minor` from the query."""
    asked = getattr(row, "asked_minor", None)
    return CaseCard(
        dispute_id=row.id, number=row.number, order_number=row.order_number, store_name=row.store.name,
        store_slug=row.store.slug, kind=row.kind, reason=row.reason, state=row.state, title=row.title,
        picture=row.picture, country=row.ship_to_country, language=row.language,
        paid=Money(row.paid_minor, row.currency), asked=None if asked is None else Money(asked, row.currency),
        refunded=Money(row.refunded_minor, row.currency), opened_at=row.opened_at, due_at=row.due_at,
        decided_at=row.decided_at, ended_at=row.ended_at,
    )  # fmt: skip


def whole(viewer: Viewer, row: Dispute) -> Case:
    """A dispute with all that belongs to it; who may see it at all is the caller's question."""
    actor, side, _account = who(viewer)
    moves = [name for name in possible(row.state, actor) if not name.startswith("settle_")]
    taken = bool(getattr(row, f"{side}_takes", False))
    if taken or row.appealed_by:
        moves = [name for name in moves if name != "appeal"]
    currency = row.currency
    return Case(
        card=card(row), store_id=row.store_id, order_id=row.order_id, buyer_id=row.buyer_id, settled=row.settled,
        how=row.how, fault=row.fault, agreed=None if row.agreed_minor is None else Money(row.agreed_minor, currency),
        appealed_by=row.appealed_by, taken=taken, return_carrier=row.return_carrier, return_number=row.return_number,
        return_sent_at=row.return_sent_at, moves=moves,
        proposals=[_proposal(one, row, side, taken, moves) for one in row.proposals.order_by("-made_at", "-id")],
        evidence=[_evidence(one) for one in _unopened(row)],
        steps=[_step(one, currency) for one in row.steps.order_by("at", "id")],
    )  # fmt: skip


def unworded(case: Case) -> Case:
    """Without what people wrote and showed."""
    return replace(
        case, evidence=[], proposals=[replace(one, text="") for one in case.proposals],
        steps=[replace(step, note="") for step in case.steps],
    )  # fmt: skip


def _proposal(one: Proposal, row: Dispute, side: str, taken: bool, moves: list[str]) -> ProposalView:
    open_to = one.stands and one.by != side and "accept" in moves and not (one.by == "operator" and taken)
    return ProposalView(
        one.id, one.by, Money(one.back_minor, row.currency), one.with_return, one.text, one.stands, one.made_at,
        one.accepted_at, open_to,
    )  # fmt: skip


def _unopened(row: Dispute) -> list[Evidence]:
    """Without the pictures themselves: a page needs to know only that there is one."""
    is_picture = ExpressionWrapper(~Q(sealed=b""), output_field=BooleanField())
    found = row.evidence.annotate(is_picture=is_picture).defer("sealed")
    return list(found.order_by("shown_at", "id"))


def _evidence(one: Evidence) -> EvidenceView:
    return EvidenceView(one.id, one.by, one.text, bool(getattr(one, "is_picture", False)), one.shown_at)


def _step(one: DisputeStep, currency: str) -> CaseStep:
    back = None if one.back_minor is None else Money(one.back_minor, currency)
    return CaseStep(one.move, one.actor, one.note, back, one.with_return, one.at)
