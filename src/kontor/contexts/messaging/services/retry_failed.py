"""A message that could not be delivered is tried again, by hand or by the clock (MSG-13)."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.drafts import Draft, Known, Sent
from kontor.contexts.messaging.errors import DeliveryFailed, DeliveryNotFailed
from kontor.contexts.messaging.models import Delivery
from kontor.contexts.messaging.sending import next_try, send
from kontor.contexts.messaging.words import Author, Status
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat, System

_log = logging.getLogger(__name__)


def retry_failed(*, viewer: Seat | System, store_id: UUID, delivery_id: UUID) -> Sent:
    """Deliver it with the id that it had, so that it never stands there twice.

    Raises:
        RightMissing, DeliveryNotFailed: nothing has changed.
        DeliveryFailed: it failed again, and waits for the next try.
        Besides, the refusals of `reply`: the attempt is refused now.
    """
    if isinstance(viewer, Seat):
        require(viewer, "messages.answer")
        store_id = viewer.store_id
    row = Delivery.objects.filter(store_id=store_id, id=delivery_id, status=Status.FAILED).first()
    if row is None:
        raise DeliveryNotFailed
    draft = Draft(
        author=Author(row.author), author_id=row.author_id, text=row.text, client_id=row.client_id,
        program_id=row.program_id, delivery=row,
    )  # fmt: skip
    target = Known(
        conversation_id=row.conversation_id, store_id=row.store_id,
        buyer_id=row.author_id if row.author == Author.BUYER else None,
    )  # fmt: skip
    try:
        sent = send(draft, target)
    except Refusal:
        _again(row)  # what is refused for its id or its place is not tried for ever
        raise
    except Exception as error:
        _log.exception("a message failed again")
        _again(row)
        raise DeliveryFailed from error
    if sent.repeated:
        _close(row, sent)
    return sent


def _close(row: Delivery, sent: Sent) -> None:
    """It stands there already, sent again with its id by whoever wrote it: each message is in the log once."""
    with transaction.atomic():
        mine = Delivery.objects.filter(store_id=row.store_id, id=row.id)
        if Delivery.objects.filter(store_id=row.store_id, message_id=sent.message_id).exclude(id=row.id).exists():
            mine.delete()
        else:
            mine.update(status=Status.DELIVERED, message_id=sent.message_id, why="", text="", next_try_at=None)


def _again(row: Delivery) -> None:
    with transaction.atomic():
        tries = row.tries + 1
        waiting = Delivery.objects.filter(store_id=row.store_id, id=row.id, status=Status.FAILED)
        waiting.update(tries=tries, next_try_at=next_try(tries))
