"""Conversations by what they are about."""

from __future__ import annotations

from kontor.contexts.messaging.drafts import Subject
from kontor.contexts.messaging.words import Stream
from kontor.contexts.orders.models import StoreOrder


def about_order(
    order: StoreOrder, stream: Stream, language: str, *, entry: str, begun_by: str = "buyer", device: str = ""
) -> Subject:
    """The conversation of an order in a stream."""
    return Subject(
        store_id=order.store_id, buyer_id=order.buyer_id, stream=stream, about="order", subject_id=order.id,
        subject_number=order.number, subject_title=order.first_title, language=language, begun_by=begun_by, entry=entry,
        device=device,
    )  # fmt: skip
