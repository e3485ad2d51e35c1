"""The policy: stopped before delivery, counted, frozen, given back (MSG-05, MSG-09, MSG-10, MSG-18)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.queries.score import service_score
from kontor.contexts.governance.services.appeal import appeal
from kontor.contexts.governance.services.lift_violation import lift_violation
from kontor.contexts.governance.services.record_violation import record_violation
from kontor.contexts.governance.services.score_store import score_store
from kontor.contexts.messaging import opening
from kontor.contexts.messaging.errors import MessageBlocked, MessagingClosed, ParametersNotYet, SendingFrozen
from kontor.contexts.messaging.jobs import end_freezes
from kontor.contexts.messaging.models import Delivery, Desk, Freeze, Message, PolicyViolation
from kontor.contexts.messaging.queries import inbox, logs, settings
from kontor.contexts.messaging.tests.written import Talk, findings, let_write
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.models import Business, Store
from kontor.kernel.clock import moved, now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator, System
from kontor.platform import events, jobs

BAD = "Write me on WhatsApp, it is cheaper"


def offend(talk: Talk, conversation_id: UUID, **given: Any) -> MessageBlocked:
    with pytest.raises(MessageBlocked) as said:
        talk.answer(conversation_id, BAD, **given)
    return said.value


@pytest.mark.rule("MSG-09")
def test_a_message_that_leads_elsewhere_is_never_delivered_and_says_why(talk: Talk) -> None:
    asked = talk.ask()
    said = offend(talk, asked.conversation_id)
    assert said.passages == ((12, 20, "MSG-09", "This leads out of the market."),)
    assert "WhatsApp" in said.english()
    assert Message.objects.count() == 1
    [row] = logs.log(talk.seat, status=403)
    assert (row.why, row.text, row.passages[0][:3]) == ("policy", BAD, (12, 20, "MSG-09"))
    assert findings() == []


@pytest.mark.rule("MSG-09")
def test_a_buyers_message_is_stopped_too_and_costs_the_store_nothing(talk: Talk) -> None:
    asked = talk.ask()
    with pytest.raises(MessageBlocked):
        talk.answer(asked.conversation_id, BAD, viewer=talk.buyer)
    with pytest.raises(MessageBlocked):
        talk.ask(BAD, viewer=talk.another_buyer())
    assert Message.objects.count() == 1
    assert PolicyViolation.objects.count() == 0
    assert Delivery.objects.filter(status=403, author="buyer").count() == 2
    assert [each.id for each in inbox.inbox(talk.seat)] == [asked.conversation_id]
    assert inbox.inbox_counts(talk.seat)["all"] == 1
    assert logs.log(talk.seat, status=403) == []


@pytest.mark.rule("MSG-10")
def test_the_third_freezes_at_once_the_buyers_side_stays_open(talk: Talk) -> None:
    asked = talk.ask()
    assert offend(talk, asked.conversation_id).frozen_until == ""
    assert offend(talk, asked.conversation_id).frozen_until == ""
    assert offend(talk, asked.conversation_id).frozen_until.endswith("UTC")
    freeze = Freeze.objects.get()
    assert freeze.until - freeze.at == timedelta(hours=72)
    with pytest.raises(SendingFrozen):
        talk.answer(asked.conversation_id, "An honest answer.")
    talk.answer(asked.conversation_id, "Hello?", viewer=talk.buyer)
    assert [row.why for row in logs.log(talk.seat, status=403)] == ["frozen", "policy", "policy", "policy"]
    with moved(timedelta(hours=71)):
        end_freezes()
        with pytest.raises(SendingFrozen):
            talk.answer(asked.conversation_id)
    with moved(timedelta(hours=73)):
        talk.answer(asked.conversation_id)
        end_freezes()
        assert Desk.objects.get(store=talk.store).frozen_until is None
        offend(talk, asked.conversation_id)
        offend(talk, asked.conversation_id)
        talk.answer(asked.conversation_id, "Two are not three.")
    assert Freeze.objects.count() == 1
    assert findings() == []


@pytest.mark.rule("MSG-10")
def test_the_same_attempt_sent_again_is_one_violation(talk: Talk) -> None:
    asked = talk.ask()
    for _ in range(4):
        offend(talk, asked.conversation_id, client_id="client-same")
    assert (PolicyViolation.objects.count(), Freeze.objects.count()) == (1, 0)
    talk.answer(asked.conversation_id, "Mended.", client_id="client-same")


@pytest.mark.rule("MSG-10")
def test_what_was_long_ago_counts_no_more(talk: Talk) -> None:
    asked = talk.ask()
    offend(talk, asked.conversation_id)
    with moved(timedelta(days=366)):
        offend(talk, asked.conversation_id)
        offend(talk, asked.conversation_id)
    assert Freeze.objects.count() == 0


@pytest.mark.rule("MSG-10")
def test_the_register_takes_it_over_with_evidence_notice_and_appeal(talk: Talk) -> None:
    asked = talk.ask()
    for _ in range(3):
        offend(talk, asked.conversation_id)
    events.drain()
    events.drain()
    rows = list(Violation.objects.order_by("id"))
    assert [(row.code, row.points, row.words) for row in rows] == [("message_policy", 0, "“WhatsApp”")] * 3
    freeze, own = Consequence.objects.get(), Freeze.objects.get()
    assert (freeze.kind, freeze.until, freeze.violation_id) == ("freeze", own.until, rows[2].id)
    assert Freeze.objects.count() == 1
    assert Notice.objects.filter(kind="violation", account_id=talk.clerk.id).count() == 3
    appeal(seat=talk.seat, violation_id=rows[2].id, text="It was a quotation.")

    lift_violation(viewer=Operator(new_id()), violation_id=rows[2].id, reason="It was a quotation.")
    events.drain()
    talk.answer(asked.conversation_id, "Thank you for waiting.")
    assert settings.standing(talk.seat).counting == 2
    assert Freeze.objects.get().ended_at is not None
    offend(talk, asked.conversation_id)
    with pytest.raises(SendingFrozen):
        talk.answer(asked.conversation_id)
    assert findings() == []


@pytest.mark.rule("MSG-10", "MSG-18")
def test_each_costs_half_a_point_of_the_service_score_until_it_is_lifted(talk: Talk) -> None:
    asked = talk.ask()
    for minute in range(6):
        with moved(timedelta(minutes=minute)):
            talk.answer(asked.conversation_id)
            talk.answer(asked.conversation_id, "And?", viewer=talk.buyer)
    assert score_store(store_id=talk.store.id) == 100
    for _ in range(3):
        offend(talk, asked.conversation_id)
    events.drain()
    jobs.drain()
    assert score_store(store_id=talk.store.id) == pytest.approx(98.5)
    shown = service_score(Operator(new_id()), talk.store.id)
    assert shown is not None
    assert [part.measured for part in shown.parts if part.code in ("slow", "unanswered", "messages")] == [
        "0.0 %", "0.0 %", "3 (−1.5)",
    ]  # fmt: skip
    lift_violation(viewer=Operator(new_id()), violation_id=Violation.objects.earliest("id").id, reason="It was none.")
    events.drain()
    assert score_store(store_id=talk.store.id) == 99


@pytest.mark.rule("MSG-10")
def test_a_penalty_of_another_offence_freezes_too_and_each_ends_by_itself(talk: Talk) -> None:
    asked = talk.ask()
    made = record_violation(
        viewer=System("test"), store_id=talk.store.id, code="abuse", proof=Proof(words="Seen."), cause="test:abuse"
    )
    for _ in range(2):
        offend(talk, asked.conversation_id)
    events.drain()
    with pytest.raises(SendingFrozen):
        talk.answer(asked.conversation_id)
    lift_violation(viewer=Operator(new_id()), violation_id=made.id, reason="Nobody was insulted.")
    events.drain()
    offend(talk, asked.conversation_id)
    events.drain()
    assert settings.frozen_until(talk.store.id) == Freeze.objects.get(ended_at__isnull=True).until
    assert findings() == []


@pytest.mark.rule("MSG-10")
def test_lifting_a_penalty_does_not_thaw_what_messages_froze(talk: Talk) -> None:
    asked = talk.ask()
    for _ in range(3):
        offend(talk, asked.conversation_id)
    made = record_violation(
        viewer=System("test"), store_id=talk.store.id, code="abuse", proof=Proof(words="Seen."), cause="test:abuse"
    )
    events.drain()
    assert settings.frozen_until(talk.store.id) - now() > timedelta(days=6)
    lift_violation(viewer=Operator(new_id()), violation_id=made.id, reason="Nobody was insulted.")
    events.drain()
    left = settings.frozen_until(talk.store.id)
    assert left == Freeze.objects.get(cause__startswith="policy:").until


@pytest.mark.rule("MSG-05")
def test_messaging_opens_by_itself_when_everything_is_there(talk: Talk) -> None:
    asked = talk.ask()
    store = talk.store
    Business.objects.filter(id=store.business_id).update(verified_at=None, state="review")
    opening.forget_openings()
    with pytest.raises(MessagingClosed, match="the business is verified"):
        talk.answer(asked.conversation_id)
    assert [row.why for row in logs.log(talk.seat, status=403)] == ["closed"]
    let_write(store)
    store.business.owner.phone = None
    store.business.owner.save(update_fields=["phone"])
    opening.forget_openings()
    with pytest.raises(MessagingClosed, match="phone"):
        talk.answer(asked.conversation_id)
    let_write(store)
    store.freight_templates.get().rates.update(carrier="yanwen", service="484")
    from kontor.contexts.logistics.queries.options import forget_rates

    forget_rates()
    opening.forget_openings()
    with pytest.raises(MessagingClosed, match="standard shipping"):
        talk.answer(asked.conversation_id)
    store.freight_templates.get().rates.update(carrier="cainiao", service="CAINIAO_STANDARD")
    forget_rates()
    opening.forget_openings()
    talk.answer(asked.conversation_id)


@pytest.mark.rule("MSG-05")
def test_stages_of_a_business_and_of_a_sole_trader_are_looked_at(talk: Talk) -> None:
    from kontor.contexts.sellers.models import BusinessStage

    business = talk.store.business
    Business.objects.filter(id=business.id).update(form="sole_trader")
    for stage in ("type", "contacts"):
        BusinessStage.objects.create(business=business, stage=stage, state="accepted")
    opening.forget_openings()
    assert [one.code for one in opening.opening_of(talk.store.id).missing] == ["payout", "licence", "person"]
    for stage in ("payout", "licence", "person"):
        BusinessStage.objects.create(business=business, stage=stage, state="accepted")
    opening.forget_openings()
    assert opening.opening_of(talk.store.id).open


@pytest.mark.rule("MSG-05")
def test_product_parameters_wait_for_the_store_to_be_verified(talk: Talk) -> None:
    asked = talk.ask()
    Store.objects.filter(id=talk.store.id).update(verified_at=None)
    opening.forget_openings()
    with pytest.raises(ParametersNotYet):
        talk.answer(asked.conversation_id, "It is 30 cm high.")
    talk.answer(asked.conversation_id, "We ship in 3 days.")
    assert PolicyViolation.objects.count() == 0
    Store.objects.filter(id=talk.store.id).update(verified_at=now())
    opening.forget_openings()
    talk.answer(asked.conversation_id, "It is 30 cm high.")
