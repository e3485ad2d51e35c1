"""Somebody sees the recipient of an order."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.privacy.models import RecipientRead
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat


def note_recipient_read(*, viewer: Seat | Operator, store_id: UUID, order_id: UUID, number: int) -> None:
    """Add one row to the list of who saw which recipient (ACC-40); nobody edits it."""
    RecipientRead(
        store_id=store_id,
        order_id=order_id,
        order_number=number,
        reader_id=viewer.account_id,
        reader="seat" if isinstance(viewer, Seat) else "operator",
        at=now(),
    ).save(force_insert=True)
