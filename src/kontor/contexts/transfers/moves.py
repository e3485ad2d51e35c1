"""The one writer of states: compare and set, then pages that show it fetch themselves again. Within a service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kontor.contexts.sellers import queries as sellers
from kontor.contexts.transfers.errors import TransferNotFound
from kontor.contexts.transfers.lifecycle import EXPORT, IMPORT
from kontor.contexts.transfers.models import SheetExport, SheetImport
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform import stream


def topic(store_id: UUID) -> str:
    """What pages with sheets of a store listen to."""
    return f"sheets:{store_id}"


def tell(row: SheetImport | SheetExport) -> None:
    """Pages that show it fetch themselves again after the commit."""
    stream.publish(topic(row.store_id), "moved", row.id)


def move(row: SheetImport | SheetExport, name: str, actor: Actor, **values: Any) -> bool:
    """Make the move `name`, and write `values` with it. False when somebody was quicker.

    Raises:
        MoveRefused: when the table does not allow it.
    """
    arrow = (IMPORT if isinstance(row, SheetImport) else EXPORT).check(name, row.state, actor)
    values["state"] = arrow.target
    same = type(row)._default_manager.filter(id=row.id, state=row.state)
    if not same.update(**values):
        return False
    for field, value in values.items():
        setattr(row, field, value)
    tell(row)
    return True


def worker_seat(row: SheetImport | SheetExport) -> Seat:
    """The seat for which a job works, with the rights of this moment; none when it was taken away."""
    account = row.applied_by if isinstance(row, SheetImport) and row.applied_by else row.account_id
    return sellers.seat(account, row.store_id) or Seat(account, row.store_id, frozenset())


def locked_import(import_id: UUID) -> SheetImport | None:
    """The import, locked until the transaction ends."""
    return SheetImport.objects.select_for_update().filter(id=import_id).first()


def own_import(seat: Seat, import_id: UUID) -> SheetImport:
    """An import of the seat's store.

    Raises:
        TransferNotFound: absent, or another store's.
    """
    found = SheetImport.objects.filter(store_id=seat.store_id, id=import_id).first()
    if found is None:
        raise TransferNotFound
    return found


def own_export(seat: Seat, export_id: UUID) -> SheetExport:
    """An export that this person asked for.

    Raises:
        TransferNotFound: absent, or anybody else's.
    """
    found = SheetExport.objects.filter(store_id=seat.store_id, account_id=seat.account_id, id=export_id).first()
    if found is None:
        raise TransferNotFound
    return found
