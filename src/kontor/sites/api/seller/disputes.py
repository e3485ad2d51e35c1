"""Disputes of the store: read, answered, agreed to (TRD-09)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kontor.contexts.aftersales.errors.disputes import DisputeAmountWrong
from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.aftersales.queries.dispute_shapes import CaseCard
from kontor.contexts.aftersales.rules.dispute_amounts import read_amount
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.propose import propose
from kontor.kernel.viewer import Seat
from kontor.sites.api.keyed import Key, keyed
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import common
from kontor.sites.api.schemas import disputes as shapes
from kontor.sites.api.schemas.common import Money
from kontor.sites.api.seller.common import READ, READ_ONE, WRITE, After, Number, Size

router = Router(tags=["Disputes of the store"])


@router.get(
    "/seller/disputes", auth=ProgramToken("aftersales:read"), response={200: shapes.DisputeList, **READ},
    operation_id="listSellerDisputes", summary="Disputes",
)  # fmt: skip
def listed(
    request: HttpRequest, state: shapes.Tab = "all", after: After = "", size: Size = 50
) -> shapes.DisputeList:  # fmt: skip
    """What is open comes with the most urgent first, all and what is over with the newest."""
    cards = disputes.seller_disputes(caller(request).seat, tab=state, after=after, size=size + 1)
    following = cards[size - 1].key if len(cards) > size else None
    return shapes.DisputeList(items=[shapes.DisputeCard(**_card(card)) for card in cards[:size]], next=following)


@router.get(
    "/seller/disputes/{number}", auth=ProgramToken("aftersales:read"),
    response={200: shapes.DisputeWhole, **READ_ONE}, operation_id="getSellerDispute", summary="One dispute",
)  # fmt: skip
def one(request: HttpRequest, number: Number) -> shapes.DisputeWhole:
    """With its proposals, what was shown, its history, and what the store may do now."""
    return _whole(caller(request).seat, number)


@router.post(
    "/seller/disputes/{number}/proposals", auth=ProgramToken("aftersales:answer"),
    response={200: common.Done, **WRITE}, operation_id="proposeInDispute", summary="Answer, or propose something else",
)  # fmt: skip
def answer(request: HttpRequest, number: Number, asked: shapes.ProposalIn, key: Key = "") -> HttpResponse:
    """The first one answers the dispute; each further one takes the place of the store's own before it."""
    seat = caller(request).seat

    def run() -> tuple[int, dict[str, object]]:
        card = disputes.dispute(seat, number).card
        back = read_amount(asked.amount, card.paid.currency)
        if back is None:
            raise DisputeAmountWrong(field="amount", most=f"{card.paid.amount} {card.paid.currency}")
        propose(viewer=seat, dispute_id=card.dispute_id, back=back, with_return=asked.with_return, text=asked.text)
        return 200, _stands(seat, number)

    return keyed(request, key, run)


@router.post(
    "/seller/disputes/{number}/accept", auth=ProgramToken("aftersales:answer"), response={200: common.Done, **WRITE},
    operation_id="acceptInDispute", summary="Agree",
)  # fmt: skip
def accept(request: HttpRequest, number: Number, asked: shapes.AcceptIn, key: Key = "") -> HttpResponse:
    """Agree to what the buyer proposes: the dispute is settled, the money goes back (after the goods, where agreed)."""
    seat = caller(request).seat

    def run() -> tuple[int, dict[str, object]]:
        card = disputes.dispute(seat, number).card
        accept_proposal(viewer=seat, dispute_id=card.dispute_id, proposal_id=asked.proposal)
        return 200, _stands(seat, number)

    return keyed(request, key, run)


def _stands(seat: Seat, number: int) -> dict[str, object]:
    return {"number": str(number), "state": disputes.dispute(seat, number).card.state}


def _card(card: CaseCard) -> dict[str, Any]:
    return {
        "number": str(card.number), "order": str(card.order_number), "kind": card.kind, "reason": card.reason,
        "state": card.state, "country": card.country, "paid": Money.of(card.paid),
        "asked": Money.of(card.asked) if card.asked is not None else None, "refunded": Money.of(card.refunded),
        "opened_at": card.opened_at, "due_at": card.due_at, "decided_at": card.decided_at,
    }  # fmt: skip


def _whole(seat: Seat, number: int) -> shapes.DisputeWhole:
    found = disputes.dispute(seat, number)
    return shapes.DisputeWhole(
        **_card(found.card), language=found.card.language, return_carrier=found.return_carrier,
        return_number=found.return_number, actions=list(found.moves),
        proposals=[
            shapes.DisputeProposal(
                id=each.proposal_id, by=each.by, amount=Money.of(each.back), with_return=each.with_return,
                text=each.text, stands=each.stands, made_at=each.made_at,
            )
            for each in found.proposals
        ],
        evidence=[
            shapes.DisputeEvidence(by=each.by, text=each.text, picture=each.is_picture, shown_at=each.shown_at)
            for each in found.evidence
        ],
        steps=[shapes.DisputeStep(move=step.move, by=step.by, at=step.at) for step in found.steps],
    )  # fmt: skip
