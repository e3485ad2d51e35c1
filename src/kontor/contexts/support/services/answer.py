"""The operator's people answer a request (BUY-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.support.errors import NotHeld
from kontor.contexts.support.saying import Said, cleaned, held, say
from kontor.contexts.support.words import Author
from kontor.kernel.viewer import Operator


def answer(*, viewer: Operator, request_id: UUID, text: str, client_id: str) -> Said:
    """Answer the request that the viewer has taken.

    Raises:
        RequestNotFound, NotHeld, TextMissing, TextTooLong, ClientIdWrong, ClientIdTaken: nothing has changed.
    """
    text = cleaned(text, client_id)
    with transaction.atomic():
        request = held(request_id)
        if request.holder != viewer.account_id:
            raise NotHeld
        return say(request, author=Author.STAFF, author_id=viewer.account_id, text=text, client_id=client_id)
