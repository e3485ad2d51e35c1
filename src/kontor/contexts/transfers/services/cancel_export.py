"""Somebody does not want a sheet any more."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.transfers.moves import move, own_export
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def cancel_export(*, seat: Seat, export_id: UUID) -> None:
    """End it before its next rows.

    Raises:
        TransferNotFound: absent, or anybody else's.
        MoveRefused: when it has ended.
    """
    move(own_export(seat, export_id), "cancel", Actor.SELLER, ended_at=now())
