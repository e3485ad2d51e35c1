"""A buyer writes to support for the first time about something (BUY-03)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.support.errors import OrderUnknown, TooManyOpen, TopicUnknown
from kontor.contexts.support.lifecycle import State
from kontor.contexts.support.models import Line, Request
from kontor.contexts.support.policy import OPEN_AT_MOST, SENT_A_MINUTE
from kontor.contexts.support.saying import Said, cleaned, held, say
from kontor.contexts.support.words import Author, Topic
from kontor.kernel.viewer import Buyer
from kontor.platform.limits import hit


def open_request(
    *, viewer: Buyer, topic: str, text: str, client_id: str, language: str, order_number: int | None = None
) -> Said:
    """Begin a request with its first line; the same client id with the same words is the same request.

    Args:
        topic: a value of `words.Topic`; order_number: of an order of the buyer's, where it is about one.

    Raises:
        TopicUnknown, OrderUnknown, TextMissing, TextTooLong, ClientIdWrong, ClientIdTaken, TooManyOpen, TooMany:
            nothing has changed.
    """
    if topic not in list(Topic):
        raise TopicUnknown(field="topic")
    text = cleaned(text, client_id)
    if order_number is not None and not _owns(viewer.buyer_id, order_number):
        raise OrderUnknown(field="order")
    hit(scope="support.sent", key=str(viewer.buyer_id), limit=SENT_A_MINUTE.int(), window=timedelta(minutes=1))
    with transaction.atomic():
        _one_at_a_time(viewer.buyer_id)
        request = _begun(viewer.buyer_id, client_id)
        if request is None:
            most = OPEN_AT_MOST.int()
            if Request.objects.filter(buyer_id=viewer.buyer_id, state=State.OPEN).count() >= most:
                raise TooManyOpen(most=most)
            request = Request.objects.create(
                buyer_id=viewer.buyer_id, topic=topic, order_number=order_number, language=language,
                last_author=Author.BUYER,
            )  # fmt: skip
        return say(request, author=Author.BUYER, author_id=viewer.buyer_id, text=text, client_id=client_id)


def _owns(buyer_id: UUID, number: int) -> bool:
    return StoreOrder.objects.filter(buyer_id=buyer_id, number=number).exists()


def _one_at_a_time(buyer_id: UUID) -> None:
    """A form that is sent twice at once is one request, and no more than the figure are open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"support:{buyer_id}"])


def _begun(buyer_id: UUID, client_id: str) -> Request | None:
    """The request that this very form has begun before."""
    mine = Request.objects.filter(buyer_id=buyer_id).values("id")
    first = Line.objects.filter(request_id__in=mine, client_id=client_id, position=1)
    known = first.values_list("request_id", flat=True).first()
    return held(known, buyer_id=buyer_id) if known is not None else None
