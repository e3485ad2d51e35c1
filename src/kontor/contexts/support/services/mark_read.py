"""A buyer has read a request (BUY-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.services.read_notices import read_notices
from kontor.contexts.support.models import Line
from kontor.contexts.support.saying import held
from kontor.contexts.support.telling import cause_of
from kontor.contexts.support.words import Author
from kontor.kernel.viewer import Buyer


def mark_read(*, viewer: Buyer, request_id: UUID, position: int) -> None:
    """Read up to the last position that the page shows; the notice of it is read as well.

    Raises:
        RequestNotFound
    """
    with transaction.atomic():
        request = held(request_id, buyer_id=viewer.buyer_id)
        after = Line.objects.filter(request_id=request_id, position__gt=position, author=Author.STAFF)
        unread = after.count()
        if unread < request.unread_buyer:
            request.unread_buyer = unread
            request.save(update_fields=["unread_buyer"])
    read_notices(account_id=viewer.buyer_id, about=cause_of(request_id))
