"""Rows of an import, taken in pieces that keep groups whole. Within a service's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from kontor.contexts.transfers.models import ImportRow, RowOutcome, RowResult, SheetImport

CHUNK = 400  # rows of a piece; a product with more variants is a piece by itself
PARCELS = 50  # rows of a piece that sends parcels: orders and stock are held no longer than that takes

_OUTCOMES = """
UPDATE transfers_importrow t SET outcome = n.outcome, faults = n.faults, version = n.version
FROM unnest(%s::int[], %s::text[], %s::jsonb[], %s::int[]) AS n (number, outcome, faults, version)
WHERE t.store_id = %s AND t.import_id = %s AND t.number = n.number
"""
_RESULTS = """
UPDATE transfers_importrow t SET result = n.result, faults = n.faults
FROM unnest(%s::int[], %s::text[], %s::jsonb[]) AS n (number, result, faults)
WHERE t.store_id = %s AND t.import_id = %s AND t.number = n.number
"""


def next_chunk(sheet: SheetImport, *, judged: bool) -> list[ImportRow]:
    """The next rows to judge, or those that were not rejected and come next to be applied; none at the end."""
    outcomes = [RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED] if judged else [RowOutcome.WAITING]
    waiting = ImportRow.objects.filter(
        store_id=sheet.store_id, import_id=sheet.id, place__gt=sheet.cursor, outcome__in=outcomes
    )
    size = PARCELS if judged and sheet.kind == "parcels" else CHUNK
    places = list(waiting.order_by("place", "number").values_list("place", flat=True)[: size + 1])
    if not places:
        return []
    last = places[-1]
    if len(places) > size:
        last = max((place for place in places if place < places[size]), default=places[0])
    return list(waiting.filter(place__lte=last).order_by("place", "number"))


def write_outcomes(sheet: SheetImport, found: Sequence[tuple[int, RowOutcome, list[Any], int]]) -> None:
    """What the dry run says: row number, outcome, faults, version of the product."""
    with connection.cursor() as cursor:
        cursor.execute(
            _OUTCOMES,
            [
                [number for number, *_ in found], [str(outcome.value) for _, outcome, *_ in found],
                [json.dumps(faults) for *_, faults, _ in found], [version for *_, version in found],
                sheet.store_id, sheet.id,
            ],
        )  # fmt: skip


def write_results(sheet: SheetImport, done: Sequence[tuple[int, RowResult, list[Any]]]) -> None:
    """What applying did: row number, result, faults."""
    with connection.cursor() as cursor:
        cursor.execute(
            _RESULTS,
            [
                [number for number, *_ in done], [str(result.value) for _, result, _ in done],
                [json.dumps(faults) for *_, faults in done], sheet.store_id, sheet.id,
            ],
        )  # fmt: skip
