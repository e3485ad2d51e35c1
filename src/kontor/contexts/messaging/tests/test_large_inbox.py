"""The inbox of a store with 10,000 conversations: few statements, by index, whatever is asked (MSG-08)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.messaging.queries.inbox import PAGE, first_due, inbox, inbox_counts, pending_count
from kontor.contexts.messaging.queries.neighbours import neighbours
from kontor.contexts.messaging.tests.written import Talk
from kontor.kernel.viewer import Seat
from tests.support.conversations import fill
from tests.support.plans import Plans

MANY, EACH = 10_000, 2
COMMON = "a common word"
LARGE = ("messaging_conversation", "messaging_message")


def _asked(seat: Seat, after: str, somebody: UUID) -> dict[str, tuple[int, int, Callable[[], object]]]:
    """What pages ask: name → most statements, most rows read of the large tables, and the call."""
    return {
        "first page": (2, 200, lambda: inbox(seat)),
        "far page": (2, 200, lambda: inbox(seat, after=after)),
        "unread": (2, 200, lambda: inbox(seat, tab="unread")),
        "replied of a stream": (2, 400, lambda: inbox(seat, tab="replied", stream="inquiry")),
        "pending": (2, 200, lambda: inbox(seat, tab="pending")),
        "somebody's": (2, 50, lambda: inbox(seat, assigned_to=somebody)),
        "a rare word": (3, 200, lambda: inbox(seat, text="w4321")),
        COMMON: (3, 2500, lambda: inbox(seat, text="tomorrow")),
        "a number": (3, 200, lambda: inbox(seat, text="4711")),
        "counts": (1, 2500, lambda: inbox_counts(seat)),
        "counts of a stream": (1, 4500, lambda: inbox_counts(seat, stream="inquiry")),
        "the rail": (2, 300, lambda: (pending_count(seat), first_due(seat))),
    }


@pytest.mark.rule("MSG-08")
def test_what_ten_thousand_conversations_cost(talk: Talk) -> None:
    store_id = talk.market.tea_house.id
    fill(store_id, MANY, each=EACH)
    fill(talk.store.id, 2000, each=EACH)  # another store's stand between them
    seat = Seat(talk.clerk.id, store_id, frozenset({"messages.view"}))
    middle = inbox(seat, size=MANY // 2)
    assert len(middle) == MANY // 2
    assert inbox_counts(seat)["pending"] == MANY // 100
    found = inbox(seat, text="w4321")
    assert {row.subject_number for row in found} == {4321, 9321}
    for name, (statements, rows, call) in _asked(seat, middle[-1].key, talk.clerk.id).items():
        plans = Plans(LARGE, analyse=True)
        with connection.execute_wrapper(plans):
            call()
        assert plans.walked == [] or name == COMMON, name  # which is looked for until enough is found
        assert plans.statements <= statements, name
        assert plans.read <= rows, f"{name}: {plans.read}"
    assert len(inbox(seat, text="tomorrow")) == PAGE
    assert all(neighbours(seat, middle[PAGE], tab="all", stream=""))
