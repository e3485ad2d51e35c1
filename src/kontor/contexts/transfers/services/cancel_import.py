"""Somebody calls an import off."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.moves import locked_import, move, own_import
from kontor.contexts.transfers.sheets.kinds import KINDS
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def cancel_import(*, seat: Seat, import_id: UUID) -> None:
    """End it before the next piece; what has been saved stays saved, and the import says how much that is.

    Raises:
        RightMissing: without the kind's right.
        TransferNotFound: absent, or another store's.
        MoveRefused: when it has ended.
    """
    require(seat, KINDS[own_import(seat, import_id).kind].import_right)
    with transaction.atomic():
        sheet = locked_import(import_id)
        if sheet is not None:
            move(sheet, "cancel", Actor.SELLER, ended_at=now())
