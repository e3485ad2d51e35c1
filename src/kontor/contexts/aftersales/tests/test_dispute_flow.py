"""Disputes on a real database: every way from opening to the end, with the money."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontor.contexts.aftersales.errors import disputes as errors
from kontor.contexts.aftersales.models import DisputeStep, Proposal
from kontor.contexts.aftersales.queries import disputes as queries
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.appeal_dispute import appeal_dispute
from kontor.contexts.aftersales.services.contest_return import contest_return
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.services.send_return import send_return
from kontor.contexts.aftersales.services.take_return import take_return
from kontor.contexts.aftersales.services.withdraw_dispute import withdraw_dispute
from kontor.contexts.aftersales.tests.disputed import Case, findings, make_case, picture
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments import queries as payments
from kontor.contexts.payments.models import Settlement
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.sellers.models import StoreAddress
from kontor.kernel.ids import new_id
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]


def _moves(case: Case) -> list[str]:
    return list(DisputeStep.objects.filter(dispute=case.dispute).order_by("at", "id").values_list("move", flat=True))


@pytest.mark.rule("TRD-09")
def test_a_full_refund_that_the_seller_agrees_to(case: Case, settle: Settle, played: Played) -> None:
    dispute = case.open()
    assert (case.state(), dispute.state) == ("in_dispute", "opened")
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    settle()
    ended = case.dispute
    assert (ended.state, ended.how, ended.refunded_minor) == ("refunded", "agreement", case.order.total_minor)
    assert case.state() == "cancelled"
    assert [amount for _key, amount in played.refunds] == [Money(case.order.total_minor, "EUR")]
    assert (case.escrow().state, case.escrow().refunded_minor) == ("refunded", case.order.total_minor)
    assert payments.balance(case.seat)[0].available == Money(0, "EUR")
    assert not Settlement.objects.exists()
    assert _moves(case) == ["open", "settle_refund"]
    assert findings() == []


@pytest.mark.rule("TRD-09")
def test_a_part_goes_back_and_the_rest_to_the_store(case: Case, settle: Settle, played: Played) -> None:
    case.open_broken()
    case.offer(1000)
    assert case.dispute.state == "negotiating"
    accept_proposal(viewer=case.buyer, dispute_id=case.dispute.id, proposal_id=case.standing("seller").id)
    settle()
    assert (case.state(), case.escrow().state, case.escrow().refunded_minor) == ("finished", "split", 1000)
    assert [amount for _key, amount in played.refunds] == [Money(1000, "EUR")]
    order, settled = case.order, Settlement.objects.get()
    due = order.store_goods_minor + order.store_shipping_minor
    part = Money(due, "EUR").times(1000 / Money(order.total_minor, "EUR").amount.scaleb(2))
    assert settled.gross_minor == due - part.minor
    assert settled.net_minor == settled.gross_minor - settled.commission_minor
    assert payments.balance(case.seat)[0] == payments.Balance(Money(settled.net_minor, "EUR"), Money(0, "EUR"))
    assert findings() == []


@pytest.mark.rule("TRD-09")
def test_a_return_pays_when_the_goods_are_back(case: Case, settle: Settle) -> None:
    dispute = case.open_broken(with_return=True)
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    assert case.dispute.state == "return_due"
    assert case.escrow().state == "held"
    with pytest.raises(errors.ReturnNumberWrong):
        send_return(viewer=case.buyer, dispute_id=dispute.id, carrier="DHL", number="?")
    with pytest.raises(errors.ReturnCarrierMissing):
        send_return(viewer=case.buyer, dispute_id=dispute.id, carrier=" ", number="JJD000390007882")
    send_return(viewer=case.buyer, dispute_id=dispute.id, carrier="DHL", number="jjd 0003-90007882")
    sent = case.dispute
    assert (sent.state, sent.return_carrier, sent.return_number) == ("returning", "DHL", "JJD000390007882")
    take_return(viewer=case.seat, dispute_id=dispute.id)
    settle()
    assert (case.dispute.state, case.state(), case.escrow().state) == ("refunded", "cancelled", "refunded")
    assert findings() == []


@pytest.mark.rule("TRD-09")
@pytest.mark.rule("OPR-04")
def test_a_wrong_return_goes_to_the_operator(case: Case, settle: Settle) -> None:
    dispute = case.open_broken(with_return=True)
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    send_return(viewer=case.buyer, dispute_id=dispute.id, carrier="DHL", number="JJD000390007882")
    contest_return(viewer=case.seat, dispute_id=dispute.id, text="An empty box.", pictures=[picture("blue")])
    assert (case.dispute.state, case.dispute.agreed_minor, case.dispute.decided_at) == ("escalated", None, None)
    case.rule("nothing")
    accept_proposal(viewer=case.buyer, dispute_id=dispute.id, proposal_id=case.standing("operator").id)
    settle()
    assert (case.dispute.state, case.state(), case.escrow().state) == ("released", "finished", "released")
    assert findings() == []


@pytest.mark.rule("TRD-01")
def test_the_address_for_a_return_is_kept_as_it_was_when_the_return_was_decided(case: Case) -> None:
    """Another decision, after a return that was contested, keeps the address of its own moment."""
    dispute, store_id = case.open_broken(with_return=True), case.order.store_id
    first = {"street": "ul. Shipka 6", "city": "Sofia", "country": "BG", "phone": "+359 2 123 456", "latin": {}}
    place = StoreAddress.objects.create(store_id=store_id, purpose="return", lines=first)
    assert case.dispute.return_to is None
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    StoreAddress.objects.filter(id=place.id).update(lines=first | {"street": "ul. Oborishte 10"})
    told = queries.return_address(case.buyer, queries.dispute(case.buyer, dispute.number))
    assert told is not None
    assert (told.street, told.city, told.country, told.phone) == ("ul. Shipka 6", "Sofia", "BG", "+359 2 123 456")
    send_return(viewer=case.buyer, dispute_id=dispute.id, carrier="DHL", number="JJD000390007882")
    contest_return(viewer=case.seat, dispute_id=dispute.id, text="It came back to me by mistake.")
    case.rule("full_return")
    for side in (case.buyer, case.seat):
        accept_proposal(viewer=side, dispute_id=dispute.id, proposal_id=case.standing("operator").id)
    assert (case.dispute.state, case.dispute.return_to["street"]) == ("return_due", "ul. Oborishte 10")


@pytest.mark.rule("OPR-04")
@pytest.mark.rule("TRD-09")
def test_an_appeal_is_heard_once_by_somebody_else(case: Case, settle: Settle) -> None:
    dispute = case.open()
    case.offer(0)
    escalate_dispute(viewer=case.buyer, dispute_id=dispute.id, text="No answer to my question.")
    first = case.rule("half")
    ruled = case.dispute
    assert (ruled.state, ruled.fault, case.escrow().state) == ("ruled", "nobody", "held")
    appeal_dispute(viewer=case.seat, dispute_id=dispute.id, text="The carrier proves delivery.")
    assert (case.dispute.state, case.dispute.appealed_by) == ("appealed", "seller")
    with pytest.raises(errors.AppealNeedsAnother):
        case.rule("half", by=first)
    assert case.dispute.state == "appealed"
    item = reviews.ReviewItem.objects.get(kind="aftersales.appeal")
    reviews.release(viewer=first, item_id=item.pk)
    case.rule("small")
    settle()
    ended = case.dispute
    share = round(case.order.total_minor / 5)
    assert (ended.state, ended.how, ended.refunded_minor) == ("refunded", "ruling", share)
    with pytest.raises(MoveRefused):
        appeal_dispute(viewer=case.buyer, dispute_id=dispute.id, text="Once more.")
    assert findings() == []


@pytest.mark.rule("OPR-04")
def test_a_ruling_that_takes_nothing_from_anybody_is_carried_out_at_once(case: Case) -> None:
    dispute = case.open(back=Money(0, "EUR"))
    case.offer(0)
    escalate_dispute(viewer=case.seat, dispute_id=dispute.id)
    case.rule("nothing")
    assert (case.dispute.state, case.escrow().state) == ("released", "released")


@pytest.mark.rule("OPR-04")
def test_a_ruling_may_have_an_amount_of_its_own(case: Case) -> None:
    dispute = case.open()
    case.offer(0)
    escalate_dispute(viewer=case.buyer, dispute_id=dispute.id)
    olga = Operator(new_id())
    for wrong in ("a lot", "99999", "-1", "NaN"):
        with pytest.raises(errors.DisputeAmountWrong):
            case.rule("half", by=olga, own=wrong)
    assert case.dispute.state == "escalated"
    case.rule("half", by=olga, own="12,50")
    assert case.standing("operator").back_minor == 1250


@pytest.mark.rule("TRD-09")
def test_a_side_that_took_the_ruling_cannot_appeal_and_both_together_end_it(case: Case) -> None:
    dispute = case.open()
    case.offer(0)
    escalate_dispute(viewer=case.buyer, dispute_id=dispute.id)
    case.rule("half")
    ruling = case.standing("operator")
    accept_proposal(viewer=case.buyer, dispute_id=dispute.id, proposal_id=ruling.id)
    assert case.dispute.state == "ruled"
    with pytest.raises(errors.AppealTaken):
        appeal_dispute(viewer=case.buyer, dispute_id=dispute.id, text="I think again.")
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=ruling.id)
    assert (case.dispute.state, case.escrow().state) == ("refunded", "split")


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize("at", ["opened", "negotiating", "escalated", "ruled", "appealed"])
def test_either_side_may_accept_what_the_other_proposes_at_any_time(case: Case, at: str) -> None:
    dispute = case.open(back=Money(500, "EUR"))
    if at != "opened":
        case.offer(100)
    if at in ("escalated", "ruled", "appealed"):
        escalate_dispute(viewer=case.buyer, dispute_id=dispute.id)
    if at in ("ruled", "appealed"):
        case.rule("half")
    if at == "appealed":
        appeal_dispute(viewer=case.seat, dispute_id=dispute.id, text="Too much.")
    assert case.dispute.state == at
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    assert (case.dispute.state, case.dispute.refunded_minor, case.dispute.how) == ("refunded", 500, "agreement")
    assert not reviews.ReviewItem.objects.filter(subject_id=dispute.id, closed_at__isnull=True).exists()
    assert findings() == []


@pytest.mark.rule("TRD-09")
def test_a_proposal_is_put_in_the_place_of_ones_own_and_the_old_one_is_gone(case: Case) -> None:
    dispute = case.open()
    old = case.standing("buyer")
    case.offer(500, viewer=case.buyer)
    assert case.dispute.state == "opened"
    assert case.standing("buyer").back_minor == 500
    with pytest.raises(errors.ProposalGone):
        accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=old.id)
    with pytest.raises(errors.ProposalYourOwn):
        accept_proposal(viewer=case.buyer, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    assert (case.dispute.state, Proposal.objects.count()) == ("opened", 2)


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize(("before", "after"), [("shipped", "shipped"), ("partly_shipped", "partly_shipped"),
                                               ("delivered", "delivered")])  # fmt: skip
def test_a_withdrawn_dispute_leaves_the_order_where_it_stood(db: None, before: str, after: str) -> None:
    case = make_case(before)
    until = case.order.receive_by
    dispute = case.open()
    withdraw_dispute(viewer=case.buyer, dispute_id=dispute.id)
    assert (case.dispute.state, case.state(), case.escrow().state) == ("withdrawn", after, "held")
    case.order.refresh_from_db()
    assert case.order.receive_by == until  # a dispute gains nobody time
    case.open()
    withdraw_dispute(viewer=case.buyer, dispute_id=case.dispute.id)
    with pytest.raises(errors.DisputeOnceMore):
        case.open()
    assert findings() == []


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize(("minor", "escrow"), [(1000, "split"), (None, "refunded")])
def test_after_receipt_the_store_gives_back(
    db: None, settle: Settle, played: Played, minor: int | None, escrow: str
) -> None:
    case = make_case("delivered")
    receive(viewer=case.buyer, store_id=case.order.store_id, order_id=case.order.id)
    settle()
    before = payments.balance(case.seat)[0].available
    dispute = case.open_broken(back=Money(minor, "EUR") if minor else None)
    assert (dispute.settled, case.state()) == (True, "finished")
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    settle()
    back = minor or case.order.total_minor
    assert (case.dispute.state, case.state(), case.escrow().state) == ("refunded", "finished", escrow)
    assert [amount for _key, amount in played.refunds] == [Money(back, "EUR")]
    row = Settlement.objects.get()
    assert row.taken_back_minor > 0
    assert payments.balance(case.seat)[0].available == before - Money(row.taken_back_minor, "EUR")
    if minor is None:
        assert payments.balance(case.seat)[0].available == Money(0, "EUR")
    assert findings() == []
    with pytest.raises(errors.DisputeOnceMore):
        case.open()
