"""Gifts and warranties are settled by receipt, by how a dispute ends, and by their own end (MSG-16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.messaging.jobs import break_promises
from kontor.contexts.messaging.models import Promise
from kontor.contexts.messaging.rules.promises import by_dispute
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.services.settle_disputed_promises import settle_disputed_promises
from kontor.contexts.messaging.services.settle_promises import settle_promises
from kontor.contexts.messaging.tests.written import Talk, fresh
from kontor.contexts.orders.events import OrderReceived
from kontor.contexts.orders.models import StoreOrder
from kontor.kernel.clock import moved
from kontor.kernel.viewer import System
from kontor.platform import events

pytestmark = [pytest.mark.rule("MSG-16")]
GIFT, WARRANTY = "We put a free case into the parcel for you.", "You have a one year warranty."


def promised(talk: Talk, text: str) -> tuple[StoreOrder, Promise]:
    order = talk.order()
    asked = send_order_message(viewer=talk.buyer, order_number=order.number, text="Hello?", client_id=fresh())
    talk.answer(asked.conversation_id, text)
    return order, Promise.objects.get()


def disputed(order: StoreOrder, **how: Any) -> str:
    settle_disputed_promises(viewer=System("test"), store_id=order.store_id, order_id=order.id, **how)
    return Promise.objects.get().state


@pytest.mark.parametrize(
    ("kind", "reason", "refunded", "agreed", "kept"),
    [
        ("gift", "part_missing", True, True, False), ("gift", "fewer", True, False, False),
        ("gift", "broken", True, False, None), ("gift", "part_missing", False, False, None),
        ("warranty", "faulty", True, True, True), ("warranty", "broken", True, False, False),
        ("warranty", "late", True, False, None), ("warranty", "faulty", False, False, None),
        ("ships", "late", True, False, None),
    ],
)  # fmt: skip
def test_what_a_dispute_shows(kind: str, reason: str, refunded: bool, agreed: bool, kept: bool | None) -> None:
    assert by_dispute(kind, reason=reason, refunded=refunded, agreed=agreed) is kept


@pytest.mark.django_db
def test_a_gift_is_kept_by_receipt_and_broken_by_a_dispute_that_shows_it_missing(talk: Talk) -> None:
    order, made = promised(talk, GIFT)
    assert (made.kind, made.due_at) == ("gift", None)
    settle_promises(viewer=System("test"), store_id=order.store_id, order_id=order.id, happened="shipped")
    assert Promise.objects.get().state == "open"
    events.record(
        OrderReceived(
            key=order.store_id, store_id=order.store_id, order_id=order.id, buyer_id=order.buyer_id, number=order.number
        )
    )
    events.drain()
    assert Promise.objects.get().state == "kept"
    assert disputed(order, reason="broken", refunded=True, agreed=False) == "kept"
    assert disputed(order, reason="part_missing", refunded=True, agreed=False) == "broken"


@pytest.mark.django_db
def test_a_warranty_holds_until_its_end_unless_a_dispute_shows_otherwise(talk: Talk) -> None:
    order, made = promised(talk, WARRANTY)
    assert made.due_at is not None
    assert timedelta(days=365) <= made.due_at - made.at < timedelta(days=366)
    assert disputed(order, reason="faulty", refunded=False, agreed=True) == "open"
    with moved(timedelta(days=300)):
        break_promises()
        assert Promise.objects.get().state == "open"
    with moved(timedelta(days=367)):
        assert disputed(order, reason="faulty", refunded=True, agreed=False) == "open"  # after its end
        break_promises()
        assert Promise.objects.get().state == "kept"


@pytest.mark.django_db
@pytest.mark.parametrize(("agreed", "state"), [(True, "kept"), (False, "broken")])
def test_a_fault_within_the_warranty_settles_it(talk: Talk, agreed: bool, state: str) -> None:
    order, _made = promised(talk, WARRANTY)
    assert disputed(order, reason="faulty", refunded=True, agreed=agreed) == state
    settled = Promise.objects.get().settled_at
    assert disputed(order, reason="faulty", refunded=True, agreed=agreed) == state
    assert Promise.objects.get().settled_at == settled
