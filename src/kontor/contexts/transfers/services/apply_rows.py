"""The next rows of an import are saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.services.save_products import save_products
from kontor.contexts.inventory.services.set_stock_many import set_stock_many
from kontor.contexts.logistics.services.ship_order import ship_order
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers import chunks, faults
from kontor.contexts.transfers.lifecycle import ImportState
from kontor.contexts.transfers.models import ImportRow, RowOutcome, RowResult, SheetImport
from kontor.contexts.transfers.moves import locked_import, tell, worker_seat
from kontor.contexts.transfers.rules.columns import Header
from kontor.contexts.transfers.services.stop_import import stop_import
from kontor.contexts.transfers.sheets import kinds, parcels, products, stock
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat

Done = tuple[int, RowResult, list[faults.Kept]]


def apply_rows(*, import_id: UUID) -> bool:
    """Save the next rows, and note how far it has come, in one transaction: after a crash nothing is done twice.

    Returns:
        Whether there may be more.
    """
    try:
        with transaction.atomic():
            sheet = locked_import(import_id)
            if sheet is None or sheet.state != ImportState.APPLYING:
                return False
            seat = worker_seat(sheet)
            require(seat, kinds.KINDS[sheet.kind].import_right)
            rows = chunks.next_chunk(sheet, judged=True)
            if not rows:
                return False
            header = Header(tuple(sheet.codes), ())
            done = _WAYS.get(sheet.kind, _saved)(seat, header, rows)
            chunks.write_results(sheet, done)
            _note(sheet, rows, done)
    except RightMissing as refusal:
        stop_import(import_id=import_id, refusal=refusal)
        return False
    return True


def _note(sheet: SheetImport, rows: list[ImportRow], done: list[Done]) -> None:
    results = [result for _, result, _ in done]
    sheet.applied += len(done)
    sheet.saved += results.count(RowResult.SAVED)
    sheet.failed += results.count(RowResult.FAILED)
    sheet.cursor = rows[-1].place
    sheet.save(update_fields=["applied", "saved", "failed", "cursor"])
    tell(sheet)


def _saved(seat: Seat, header: Header, rows: list[ImportRow]) -> list[Done]:
    plans = products.plan(seat, header, rows, judged=True)
    outcomes = iter(save_products(seat=seat, saves=[one.save for one in plans if one.save]))
    done: list[Done] = []
    for one in plans:
        refusals = next(outcomes).refusals if one.save else ()
        for row in one.rows:
            wrong = one.faults.get(row.number) or list(refusals)
            result = RowResult.FAILED if wrong else RowResult.SAVED if one.save else RowResult.UNCHANGED
            done.append((row.number, result, faults.kept(wrong)))
    return done


def _counted(seat: Seat, header: Header, rows: list[ImportRow]) -> list[Done]:
    plans = stock.plan(seat, header, rows)
    counted = iter(set_stock_many(seat=seat, counts=[one.count for one in plans if one.count]))
    done: list[Done] = []
    for one in plans:
        outcome = next(counted) if one.count else None
        wrong = one.faults or ([outcome.refusal] if outcome and outcome.refusal else [])
        result = RowResult.SAVED if outcome and outcome.delta else RowResult.UNCHANGED
        done.append((one.row.number, RowResult.FAILED if wrong else result, faults.kept(wrong)))
    return done


def _sent(seat: Seat, header: Header, rows: list[ImportRow]) -> list[Done]:
    """Each parcel in a savepoint of its own: one that is refused holds up no other."""
    done: list[Done] = []
    for one in parcels.plan(seat, header, rows):
        wrong = list(one.faults)
        if not wrong and one.outcome is RowOutcome.NEW:
            try:
                ship_order(
                    seat=seat, order_number=one.order_number, carrier=one.carrier, service=one.service,
                    tracking_number=one.tracking,
                )  # fmt: skip
            except Refusal as refusal:
                wrong = [refusal]
        result = RowResult.SAVED if one.outcome is RowOutcome.NEW else RowResult.UNCHANGED
        done.append((one.row.number, RowResult.FAILED if wrong else result, faults.kept(wrong)))
    return done


_WAYS: Mapping[str, Callable[[Seat, Header, list[ImportRow]], list[Done]]] = {
    kinds.STOCK.code: _counted,
    kinds.PARCELS.code: _sent,
}
