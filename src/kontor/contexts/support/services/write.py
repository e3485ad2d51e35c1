"""A buyer goes on in a request (BUY-03)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.support.policy import SENT_A_MINUTE
from kontor.contexts.support.saying import Said, cleaned, held, say
from kontor.contexts.support.words import Author
from kontor.kernel.viewer import Buyer
from kontor.platform.limits import hit


def write(*, viewer: Buyer, request_id: UUID, text: str, client_id: str) -> Said:
    """Write into the buyer's own request; one that was resolved is open again, and nobody's.

    Raises:
        RequestNotFound, TextMissing, TextTooLong, ClientIdWrong, ClientIdTaken, TooMany: nothing has changed.
    """
    text = cleaned(text, client_id)
    hit(scope="support.sent", key=str(viewer.buyer_id), limit=SENT_A_MINUTE.int(), window=timedelta(minutes=1))
    with transaction.atomic():
        request = held(request_id, buyer_id=viewer.buyer_id)
        return say(request, author=Author.BUYER, author_id=viewer.buyer_id, text=text, client_id=client_id)
