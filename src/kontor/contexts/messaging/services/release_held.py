"""A held message that somebody has let pass is delivered (MSG-19)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.drafts import Draft, Known, Sent
from kontor.contexts.messaging.models import Copies, Delivery
from kontor.contexts.messaging.sending import send
from kontor.contexts.messaging.words import Author, Status, Why
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import System


def release_held(*, viewer: System, store_id: UUID, delivery_id: UUID) -> Sent | None:
    """Deliver it with its own id, so that it never stands there twice. Safe to repeat.

    Returns:
        The message; None when there was nothing to deliver, or something else speaks against it now.
    """
    del viewer
    row = Delivery.objects.filter(store_id=store_id, id=delivery_id, status=Status.REFUSED, why=Why.HELD).first()
    if row is None or row.copies_id is None or not Copies.objects.filter(id=row.copies_id, released=True).exists():
        return None
    draft = Draft(
        author=Author(row.author), author_id=row.author_id, text=row.text, client_id=row.client_id,
        program_id=row.program_id, delivery=row, looked_at=True,
    )  # fmt: skip
    try:
        return send(draft, Known(conversation_id=row.conversation_id, store_id=store_id))
    except Refusal:
        return None
