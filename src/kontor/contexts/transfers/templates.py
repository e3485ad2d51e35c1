"""Templates: an empty sheet with all columns, in XLSX with a second one that says what stands in them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.errors import TransferNotFound
from kontor.contexts.transfers.sheets.kinds import KINDS, PRODUCTS, Kind
from kontor.contexts.transfers.sheets.names import label_of
from kontor.contexts.transfers.sheets.product_rows import columns_of
from kontor.contexts.transfers.terms import Terms, terms
from kontor.contexts.transfers.writing import writing, xlsxwriter
from kontor.kernel.viewer import Seat

_WIDE = 60  # characters of the column with explanations


def template(seat: Seat, kind: str, form: str) -> bytes:
    """The file, with its names in the active language.

    Raises:
        TransferNotFound: for a kind that cannot be imported.
        RightMissing: without the kind's right.
    """
    if kind not in KINDS or not KINDS[kind].import_right:
        raise TransferNotFound
    require(seat, KINDS[kind].import_right)
    codes, words = _codes(seat, KINDS[kind]), terms()
    header = [label_of(kind, code) for code in codes]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"template.{form}"
        if form == "csv":
            with writing(place, form, header):
                pass
        else:
            _write_xlsx(place, KINDS[kind], header, words)
        return place.read_bytes()


def _codes(seat: Seat, kind: Kind) -> list[str]:
    if kind is not PRODUCTS:
        return [column.code for column in kind.columns if not column.shown]
    home = Store.objects.values_list("language", flat=True).get(id=seat.store_id)
    languages = list(dict.fromkeys([home, "en"]))
    words = terms()
    return [code for code in columns_of(languages, sorted(words.slugs), words) if code != "state"]


def _write_xlsx(place: Path, kind: Kind, header: list[str], words: Terms) -> None:
    with xlsxwriter.Workbook(place, {"strings_to_formulas": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, 18, text)
        sheet.write_row(0, 0, header, bold)
        _explain(book, kind, bold, wrapped)
        if kind is PRODUCTS:
            _list_terms(book, words, bold)


def _explain(book: Any, kind: Kind, bold: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet(gettext("Columns")[:31])
    sheet.set_column(0, 1, 28, wrapped)
    sheet.set_column(2, 2, _WIDE, wrapped)
    sheet.write_row(0, 0, [gettext("Column"), gettext("For programs"), gettext("What stands in it")], bold)
    columns = [column for column in kind.columns if not column.shown]
    for row, column in enumerate(columns, start=1):
        name = gettext(column.label)
        part = "en" if column.code in {"title", "description", "bullets"} else "colour"
        cells = [
            name % {"part": part} if column.family else name,
            f"{column.code}.{part}" if column.family else column.code,
            gettext(column.note) if column.note else "",
        ]
        sheet.write_row(row, 0, cells, wrapped)


def _list_terms(book: Any, words: Terms, bold: Any) -> None:
    """Categories with what is asked of them, and the choices."""
    language = get_language() or settings.LANGUAGE_CODE
    sheet = book.add_worksheet(gettext("Categories")[:31])
    sheet.set_column(0, 4, 28)
    header = [
        gettext("Category"),
        gettext("Short name"),
        gettext("Property"),
        gettext("For programs"),
        gettext("Choices"),
    ]
    sheet.write_row(0, 0, header, bold)
    row = 1
    for category_id, slug in words.slugs.items():
        path = " › ".join(node.name for node in catalogue.path_of(category_id, language))
        views = catalogue.attributes_of(category_id, language)
        sheet.write_row(row, 0, [path, slug])
        row += 1
        for code, view in views.items():
            choices = ", ".join(option.label for option in view.options.values())
            family = "axis" if view.is_axis else "attribute"
            sheet.write_row(row, 2, [view.label, f"{family}.{code}", choices[:1000]])
            row += 1
