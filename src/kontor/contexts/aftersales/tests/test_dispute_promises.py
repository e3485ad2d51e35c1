"""What a dispute shows of promises in messages (MSG-16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.tests.disputed import Case
from kontor.contexts.messaging.models import Conversation, Promise
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform import events

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MSG-16")]


@pytest.mark.parametrize(("reason", "gift", "warranty"), [("part_missing", "broken", "open"), ("lost", "open", "open")])
def test_a_dispute_that_ends_in_a_refund_settles_what_it_shows(
    case: Case, settle: Callable[[], None], reason: str, gift: str, warranty: str
) -> None:
    order = case.order
    talk = Conversation.objects.create(
        store_id=order.store_id, buyer_id=order.buyer_id, stream="order_message", about="order", subject_id=order.id,
        language="en",
    )  # fmt: skip
    for kind, due in (("gift", None), ("warranty", now() + timedelta(days=365))):
        Promise.objects.create(
            conversation_id=talk.id, store_id=order.store_id, order_id=order.id, message_id=new_id(), kind=kind,
            quote=kind, due_at=due,
        )  # fmt: skip
    dispute = case.open(reason=reason)
    accept_proposal(viewer=case.seat, dispute_id=dispute.id, proposal_id=case.standing("buyer").id)
    settle()
    events.drain()
    assert dict(Promise.objects.values_list("kind", "state")) == {"gift": gift, "warranty": warranty}
