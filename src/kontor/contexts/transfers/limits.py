"""How much a store may have under way."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.transfers.errors import TooManyUnderWay
from kontor.contexts.transfers.lifecycle import ExportState, ImportState
from kontor.contexts.transfers.models import SheetExport, SheetImport
from kontor.contexts.transfers.policy import UNDER_WAY_MAX

WORKING = (ImportState.RECEIVED, ImportState.CHECKING, ImportState.APPLYING)
WRITING = (ExportState.WAITING, ExportState.WRITING)


def require_room(store_id: UUID) -> None:
    """Let the store begin another one.

    Raises:
        TooManyUnderWay
    """
    most = UNDER_WAY_MAX.int()
    many = SheetImport.objects.filter(store_id=store_id, state__in=WORKING).count()
    many += SheetExport.objects.filter(store_id=store_id, state__in=WRITING).count()
    if many >= most:
        raise TooManyUnderWay(most=most)
