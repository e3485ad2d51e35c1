"""Somebody has read the dry run and says: do it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.errors import NothingToSave
from kontor.contexts.transfers.moves import move, own_import
from kontor.contexts.transfers.sheets.kinds import KINDS
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor, MoveRefused
from kontor.kernel.viewer import Seat
from kontor.platform.jobs import enqueue


def apply_sheet(*, seat: Seat, import_id: UUID) -> None:
    """Queue the applying of a checked import. From now on this person's rights count.

    Raises:
        RightMissing: without the kind's right.
        TransferNotFound: absent, or another store's.
        NothingToSave: when no row would change anything.
        MoveRefused: when it is not checked, or not any more.
    """
    sheet = own_import(seat, import_id)
    require(seat, KINDS[sheet.kind].import_right)
    with transaction.atomic():
        if not sheet.new + sheet.changed and sheet.checked_at:
            raise NothingToSave
        if not move(sheet, "apply", Actor.SELLER, applied_by=seat.account_id, apply_at=now(), cursor=0):
            raise MoveRefused(state=sheet.state, move="apply")
        enqueue("transfers.apply", import_id=import_id)
