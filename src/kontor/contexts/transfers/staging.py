"""A file becomes rows in the database, from which the dry run and applying work. Within a service's transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue.errors import TooManySkus
from kontor.contexts.catalogue.policy import SKUS_MAX
from kontor.contexts.transfers import faults
from kontor.contexts.transfers.errors import FileEmpty, TooManyColumns, TooManyRows
from kontor.contexts.transfers.models import ImportRow, SheetImport
from kontor.contexts.transfers.policy import CELL_CHARACTERS, COLUMNS_MAX, ROWS_MAX
from kontor.contexts.transfers.reading import opened
from kontor.contexts.transfers.rules.columns import Header, known_names, read_header
from kontor.contexts.transfers.rules.escaping import restored
from kontor.contexts.transfers.sheets import kinds, parcels, stock
from kontor.contexts.transfers.sheets.names import names_of
from kontor.kernel.viewer import Seat

KEY_LENGTH = 200
_COPY = f"""
COPY {ImportRow._meta.db_table}
    (store_id, import_id, number, place, key, ref, twin, version, cells, outcome, result, faults)
FROM STDIN
"""
# A row belongs to the product whose SKU it names; else to the one whose number it names; else to the one to which the
# other rows with its sign belong; else rows with one sign are a new product, and a row without a sign is one by itself.
_GROUPS = """
WITH owned AS (
    SELECT DISTINCT ON (r.number) r.number, r.ref, coalesce(k.product_id, p.id) AS owner
    FROM transfers_importrow r
    LEFT JOIN catalogue_sku k ON k.store_id = %(store)s AND btrim(k.code) = r.key AND r.key <> ''
    LEFT JOIN catalogue_product p ON p.store_id = %(store)s
        AND p.number = CASE WHEN r.ref ~ '^[0-9]{1,18}$' THEN r.ref::bigint END
    WHERE r.store_id = %(store)s AND r.import_id = %(import)s
    ORDER BY r.number, k.id
), by_sign AS (
    SELECT ref, (array_agg(owner))[1] AS owner FROM owned WHERE ref <> '' AND owner IS NOT NULL
    GROUP BY ref HAVING count(DISTINCT owner) = 1
), grouped AS (
    SELECT o.number, coalesce(o.owner, s.owner) AS target,
        coalesce(coalesce(o.owner, s.owner)::text, nullif('=' || o.ref, '='), '@' || o.number) AS sign
    FROM owned o LEFT JOIN by_sign s ON s.ref = o.ref
), placed AS (
    SELECT number, target, min(number) OVER (PARTITION BY sign) AS place, count(*) OVER (PARTITION BY sign) AS size
    FROM grouped
)
UPDATE transfers_importrow t SET place = p.place, target = p.target,
    outcome = CASE WHEN p.size > %(most)s THEN 'rejected' ELSE '' END,
    faults = CASE WHEN p.size > %(most)s THEN %(fault)s::jsonb ELSE t.faults END
FROM placed p
WHERE t.store_id = %(store)s AND t.import_id = %(import)s AND t.number = p.number
"""
_REFUSED = """
SELECT count(*) FROM transfers_importrow WHERE store_id = %(store)s AND import_id = %(import)s AND outcome = 'rejected'
"""

Numbered = Iterator[tuple[int, list[str]]]
Sign = Callable[[Mapping[str, str]], tuple[str, str]]  # cells → key, ref


def stage(sheet: SheetImport, seat: Seat) -> None:
    """Read the file of `sheet` into rows, and note on it (unsaved) what was found.

    Raises:
        Refusal: what is wrong with the file as a whole.
    """
    kind = kinds.KINDS[sheet.kind]
    names = names_of(kind.code)
    with opened(sheet.path, sheet.form, sheet.encoding, partial(known_names, names=names)) as source:
        numbered = enumerate(source.rows, start=1)
        first = next((row for _, row in numbered if any(cell.strip() for cell in row)), [])
        if len(first) > COLUMNS_MAX.int():
            raise TooManyColumns(most=COLUMNS_MAX.int())
        header = read_header(first, kind.columns, names)
        sheet.header, sheet.codes, sheet.unknown = first, list(header.codes), list(header.unknown)
        sheet.encoding, sheet.delimiter = source.encoding, source.delimiter
        sheet.rows = _copy(sheet, numbered, header, _sign(sheet.kind, seat))
    if not sheet.rows:
        raise FileEmpty
    values = {"store": sheet.store_id, "import": sheet.id}
    with connection.cursor() as cursor:
        if sheet.kind == kinds.PRODUCTS.code:
            most = SKUS_MAX.int()
            fault = json.dumps(faults.kept([TooManySkus(most=most)]))
            cursor.execute("SET LOCAL enable_nestloop = off")  # nobody has counted rows that have just been copied
            cursor.execute(_GROUPS, {**values, "most": most, "fault": fault})
            cursor.execute("SET LOCAL enable_nestloop = on")
        cursor.execute(_REFUSED, values)
        sheet.rejected = sheet.judged = cursor.fetchone()[0]


def _sign(kind: str, seat: Seat) -> Sign:
    if kind == kinds.STOCK.code:
        known = stock.houses(seat)
        return lambda cells: (stock.key_of(cells, known), "")
    if kind == kinds.PARCELS.code:
        return lambda cells: (parcels.key_of(cells), "")
    return lambda cells: (cells.get("sku", "").strip(), cells.get("product", "").strip())


def _copy(sheet: SheetImport, numbered: Numbered, header: Header, sign: Sign) -> int:
    with connection.cursor() as cursor, cursor.copy(_COPY) as out:
        rows = _rows(sheet.store_id, sheet.id, numbered, header, sign)
        return sum(1 for row in rows if out.write_row(row) is None)


def _rows(
    store_id: UUID, import_id: UUID, numbered: Numbered, header: Header, sign: Sign
) -> Iterator[tuple[object, ...]]:
    """Rows that say something. Row numbers are those of a spreadsheet."""
    most, longest, width = ROWS_MAX.int(), CELL_CHARACTERS.int() + 1, len(header.codes)
    count = 0
    firsts: dict[str, int] = {}  # key → the row that has it first
    for number, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > most:
            raise TooManyRows(most=most)
        kept = [restored(cell.replace("\0", "")[:longest]) for cell in cells[:width]]
        key, ref = sign(header.cells(kept))
        first = firsts.setdefault(key, number) if key else number
        yield (
            store_id, import_id, number, number, key[:KEY_LENGTH], ref[:KEY_LENGTH],
            None if first == number else first, 0,
            json.dumps(kept, ensure_ascii=False), "", "", "[]",
        )  # fmt: skip
