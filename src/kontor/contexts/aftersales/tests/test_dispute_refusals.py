"""What is refused in disputes, and what nobody but its sides may do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.aftersales.errors import disputes as errors
from kontor.contexts.aftersales.models import Dispute, Evidence
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.show_evidence import show_evidence
from kontor.contexts.aftersales.tests.disputed import Case, make_case, picture
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.models import Refund
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Seat

pytestmark = pytest.mark.django_db


@pytest.mark.rule("TRD-09")
def test_what_is_missing_is_asked_for_and_nothing_changes(case: Case) -> None:
    words = {"text": "It is broken."}
    with pytest.raises(errors.DisputeReasonMissing):
        case.open(reason="broken")
    with pytest.raises(errors.DisputeEvidenceMissing):
        case.open_broken(pictures=[])
    with pytest.raises(errors.DisputeWordsMissing):
        case.open(text=" ")
    with pytest.raises(errors.DisputeWordsTooLong):
        case.open(text="x" * 2001)
    with pytest.raises(errors.DisputeAmountWrong):
        case.open(back=Money(case.order.total_minor + 1, "EUR"), **words)
    with pytest.raises(errors.DisputeAmountWrong):
        case.open(back=Money(100, "USD"), **words)
    with pytest.raises(errors.DisputeReturnNeedsMoney):
        case.open(back=Money(0, "EUR"), with_return=True, **words)
    with pytest.raises(errors.DisputeTooManyPictures):
        case.open_broken(pictures=[picture()] * 13)
    assert (case.state(), Dispute.objects.count(), Evidence.objects.count()) == ("shipped", 0, 0)


@pytest.mark.rule("TRD-09")
def test_too_early_too_late_and_what_cannot_be_disputed(db: None) -> None:
    twice = make_case()
    early = make_case(market=twice.market, shipped_at=now() - timedelta(days=3))
    with pytest.raises(errors.DisputeTooEarly):
        early.open()
    late = make_case(market=twice.market, expected_to=(now() - timedelta(days=17)).date())
    StoreOrder.objects.filter(id=late.order.id).update(shipped_at=now() - timedelta(days=40))
    with pytest.raises(errors.DisputeTooLate):
        late.open()
    waiting = make_case("to_ship", twice.market)
    with pytest.raises(errors.DisputeNotPossible):
        waiting.open()
    twice.open()
    with pytest.raises(errors.DisputeOpenAlready):
        twice.open()
    assert Dispute.objects.count() == 1


@pytest.mark.rule("TRD-09")
def test_pictures_are_pixels_alone_and_open_in_their_row_only(case: Case) -> None:
    from kontor.contexts.aftersales.dispute_evidence import opened
    from kontor.platform.vault import Unopenable

    case.open_broken()
    show_evidence(viewer=case.seat, dispute_id=case.dispute.id, text="", pictures=[picture("green")])
    ours, theirs = (Evidence.objects.get(by=side) for side in ("buyer", "seller"))
    assert opened(ours)[8:12] == b"WEBP"
    assert b"WEBP" not in bytes(ours.sealed)
    theirs.sealed = ours.sealed
    with pytest.raises(Unopenable):
        opened(theirs)


@pytest.mark.rule("TRD-09")
def test_another_buyer_another_store_and_a_seat_without_the_right_do_nothing(case: Case) -> None:
    dispute = case.open()
    proposal = case.standing("buyer")
    for stranger in (Buyer(new_id()), Seat(new_id(), new_id(), case.seat.rights)):
        with pytest.raises(errors.DisputeNotFound):
            accept_proposal(viewer=stranger, dispute_id=dispute.id, proposal_id=proposal.id)
        with pytest.raises(errors.DisputeNotFound):
            show_evidence(viewer=stranger, dispute_id=dispute.id, text="Look.", pictures=[])
    lesser = Seat(new_id(), case.order.store_id, frozenset({"aftersales.view"}))
    with pytest.raises(RightMissing):
        accept_proposal(viewer=lesser, dispute_id=dispute.id, proposal_id=proposal.id)
    assert (case.dispute.state, Refund.objects.count()) == ("opened", 0)
