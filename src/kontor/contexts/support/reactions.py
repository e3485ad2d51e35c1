"""Buyers hear that they have an answer, and open pages fetch what is new."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.support.events import SupportChanged, SupportFact, SupportWritten
from kontor.contexts.support.models import Request
from kontor.contexts.support.telling import cause_of
from kontor.contexts.support.words import Author
from kontor.platform import stream
from kontor.platform.events import react_together

QUEUE = "support:queue"


@react_together(SupportWritten)
def tell_buyers_of_answers(events: Sequence[SupportWritten]) -> None:
    """A buyer hears of the first answer that is not read yet, by page and mail as chosen (BUY-13)."""
    answered = {event.request_id for event in events if event.author == Author.STAFF}
    unread = Request.objects.filter(id__in=answered, unread_buyer__gt=0)
    notify_many(
        news=[
            News(row.buyer_id, "support_answer", {"request": str(row.id)},
                 f"{cause_of(row.id)}{row.line_count - row.unread_buyer}")
            for row in unread
        ]
    )  # fmt: skip


@react_together(SupportWritten, SupportChanged)
def refresh_support_pages(events: Sequence[SupportFact]) -> None:
    """Open pages of both sides and the queue fetch what has come since."""
    stream.publish_many(
        (topic, event.name, event.request_id)
        for event in events
        for topic in (f"request:{event.request_id}", f"buyer:{event.buyer_id}", QUEUE)
    )
