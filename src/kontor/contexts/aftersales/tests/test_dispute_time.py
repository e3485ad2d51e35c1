"""Time acts by itself in disputes: a second before it does not, at the moment and after it does, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from kontor.contexts.aftersales.errors import disputes as errors
from kontor.contexts.aftersales.jobs.disputes import act_due, forget_old_evidence
from kontor.contexts.aftersales.models import Dispute, DisputeStep, Evidence, Proposal
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.act_on_time import act_on_time
from kontor.contexts.aftersales.services.appeal_dispute import appeal_dispute
from kontor.contexts.aftersales.services.contest_return import contest_return
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.services.send_return import send_return
from kontor.contexts.aftersales.tests.disputed import Case, findings, make_case
from kontor.kernel import clock

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]
SECOND = timedelta(seconds=1)


def _silent(case: Case) -> None:
    assert case.dispute.state == "opened"


def _answered(case: Case) -> None:
    case.offer(0)


def _ruled(case: Case) -> None:
    case.offer(0)
    escalate_dispute(viewer=case.buyer, dispute_id=case.dispute.id)
    case.rule("half")


def _agreed(case: Case) -> None:
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)


def _sent_back(case: Case) -> None:
    _agreed(case)
    send_return(viewer=case.buyer, dispute_id=case.dispute.id, carrier="DHL", number="JJD000390007882")


TIMES = {
    "the seller is silent": (_silent, 5, "opened", "return_due"),
    "they do not agree": (_answered, 7, "negotiating", "escalated"),
    "nobody appeals": (_ruled, 3, "ruled", "refunded"),
    "the buyer sends nothing": (_agreed, 10, "return_due", "released"),
    "the seller says nothing of the parcel": (_sent_back, 30, "returning", "refunded"),
}


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize("name", TIMES)
@pytest.mark.parametrize("opened", [
    datetime(2026, 6, 1, 10, tzinfo=UTC), datetime(2026, 3, 27, 0, 30, tzinfo=UTC),  # Europe: 29 March
    datetime(2026, 10, 23, 23, 59, 59, tzinfo=UTC),  # Europe: 25 October; America: 1 November
])  # fmt: skip
def test_each_time_acts_at_its_moment_and_once(settle: Settle, name: str, opened: datetime) -> None:
    prepare, days, before, after = TIMES[name]
    with time_machine.travel(opened, tick=False) as traveller:
        case = make_case()
        case.open_broken(with_return=True)
        prepare(case)
        due = case.dispute.due_at
        assert due == opened + timedelta(days=days)
        traveller.move_to(due - SECOND)
        act_due()
        settle()
        assert act_on_time(dispute_id=case.dispute.id) is False
        assert case.dispute.state == before
        traveller.move_to(due)
        steps = DisputeStep.objects.count()
        act_due()
        act_due()
        settle()
        assert act_on_time(dispute_id=case.dispute.id) is False
        assert (case.dispute.state, DisputeStep.objects.count()) == (after, steps + 1)
        traveller.move_to(due + SECOND)
        act_due()
        settle()
        assert (case.dispute.state, DisputeStep.objects.count()) == (after, steps + 1)
        assert findings() == []


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize("late", [-1, 0, 1])
def test_who_is_late_is_late_even_before_the_job_has_run(late: int) -> None:
    with time_machine.travel(datetime(2026, 6, 1, 10, tzinfo=UTC), tick=False) as traveller:
        case = make_case()
        dispute = case.open()
        traveller.move_to(dispute.due_at + late * SECOND)
        if late < 0:
            case.offer(0)
            assert case.dispute.state == "negotiating"
            return
        with pytest.raises(errors.DisputeTimeOver):
            case.offer(0)
        assert (case.dispute.state, Proposal.objects.count()) == ("opened", 1)


@pytest.mark.rule("TRD-09")
def test_appeals_and_returns_are_late_at_their_moment() -> None:
    with time_machine.travel(datetime(2026, 6, 1, 10, tzinfo=UTC), tick=False) as traveller:
        case = make_case()
        case.open_broken(with_return=True)
        _ruled(case)
        dispute_id = case.dispute.id
        traveller.move_to(case.dispute.due_at)
        for viewer in (case.buyer, case.seat):
            with pytest.raises(errors.DisputeTimeOver):
                appeal_dispute(viewer=viewer, dispute_id=dispute_id, text="No.")
        with pytest.raises(errors.DisputeTimeOver):
            accept_proposal(viewer=case.seat, dispute_id=dispute_id, proposal_id=case.standing("buyer").id)
        other = make_case(market=case.market)
        other.open_broken(with_return=True)
        _agreed(other)
        traveller.move_to(other.dispute.due_at)
        with pytest.raises(errors.DisputeTimeOver):
            send_return(viewer=other.buyer, dispute_id=other.dispute.id, carrier="DHL", number="JJD000390007882")
        third = make_case(market=case.market)
        third.open_broken(with_return=True)
        _sent_back(third)
        traveller.move_to(third.dispute.due_at)
        with pytest.raises(errors.DisputeTimeOver):
            contest_return(viewer=third.seat, dispute_id=third.dispute.id, text="Nothing came.")
        assert [each.dispute.state for each in (case, other, third)] == ["ruled", "return_due", "returning"]


@pytest.mark.rule("ACC-42")
def test_what_was_said_and_shown_goes_when_its_time_is_over(case: Case) -> None:
    case.open_broken()
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    other = make_case(market=case.market)
    other.open_broken()
    Dispute.objects.update(return_to={"street": "ul. Shipka 6"})

    with clock.moved(timedelta(days=1094)):
        forget_old_evidence()
    assert Evidence.objects.count() == 2
    assert case.dispute.return_to == {"street": "ul. Shipka 6"}
    with clock.moved(timedelta(days=1096)):
        forget_old_evidence()
    assert [row.dispute_id for row in Evidence.objects.all()] == [other.dispute.id]
    assert (case.dispute.return_to, other.dispute.return_to) == (None, {"street": "ul. Shipka 6"})
    assert set(Proposal.objects.filter(dispute=case.dispute).values_list("text", flat=True)) == {""}
    assert set(DisputeStep.objects.filter(dispute=case.dispute).values_list("note", flat=True)) == {""}
    assert DisputeStep.objects.filter(dispute=other.dispute).exclude(note="").exists()
