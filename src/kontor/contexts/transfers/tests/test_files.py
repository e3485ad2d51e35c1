"""What files are taken: encodings, separators, limits, bombs and other sorts of file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from kontor.contexts.catalogue.models import ProductText
from kontor.contexts.catalogue.tests.factories import category
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.contexts.transfers import errors, queries
from kontor.contexts.transfers.models import ImportRow, SheetImport
from kontor.contexts.transfers.tests.factories import applied, checked, csv_file, private_files, sent, xlsx_file
from kontor.kernel.errors import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def goods(title: str) -> list[list[str]]:
    header = ["sku", "category", "title.en", "price", "weight_g", "description.en"]
    return [header, ["A-1", "lamps", title, "5", "5", f"{title}. {title}!"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("title", "encoding"),
    [
        ("Настольная лампа", "utf-8"), ("Настольная лампа", "utf-8-sig"), ("Настольная лампа", "cp1251"),
        ("手工编织羊毛地毯", "gb18030"), ("Lampe à pétrole très légère", "cp1252"), ("手工地毯", "utf-16"),
    ],
)  # fmt: skip
def test_letters_arrive_whatever_the_encoding(title: str, encoding: str, delimiter: str) -> None:
    shop = store()
    category()
    sheet = applied(owner_seat(shop), csv_file(goods(title), encoding=encoding, delimiter=delimiter))
    assert (sheet.saved, sheet.delimiter) == (1, delimiter)
    assert ProductText.objects.get(product__store=shop).title == title


def test_the_person_may_say_the_encoding() -> None:
    shop = store()
    category()
    content = csv_file(goods("ÀÁÂ"), encoding="cp1252")
    assert applied(owner_seat(shop), content, encoding="cp1252").encoding == "cp1252"
    assert ProductText.objects.get(product__store=shop).title == "ÀÁÂ"


def test_a_first_line_that_names_the_separator() -> None:
    shop = store()
    category()
    sheet = checked(owner_seat(shop), b"sep=;\r\n" + csv_file(goods("Lamp"), delimiter=";"))
    assert (sheet.delimiter, sheet.new) == (";", 1)


def bomb(ref: str, size: int = 0) -> bytes:
    """A small workbook whose only cell is far away, or that unpacks to `size` bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_file([["sku"]]))) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</row>", f'</row><row r="1048576"><c r="{ref}"><v>1</v></c></row>'.encode())
                content += b" " * size
            bundle.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileMissing), (b"%PDF-1.7 sku", errors.FileWrongType), (b"\x89PNG\r\n", errors.FileWrongType),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", errors.FileOldExcel), (b"PK\x03\x04nothing", errors.FileDamaged),
        (b"sku\0price", errors.FileWrongType), (b"<html><table>", errors.FileWrongType),
        (bomb("A2", 500_000_000), errors.FileDamaged),
    ],
    ids=["none", "pdf", "png", "xls", "broken zip", "binary", "html", "declared bomb"],
)  # fmt: skip
def test_other_files_are_refused_at_once(content: bytes, refusal: type[Refusal], settings: Any) -> None:
    shop = store()
    before = private_files(settings.PRIVATE_ROOT)
    with pytest.raises(refusal) as refused:
        sent(owner_seat(shop), content)
    assert refused.value.field == "file"
    assert (SheetImport.objects.count(), private_files(settings.PRIVATE_ROOT)) == (0, before)


def test_a_word_document_is_no_sheet() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("word/document.xml", "<w/>")
    with pytest.raises(errors.FileWrongType):
        sent(owner_seat(store()), out.getvalue())


def test_a_file_that_is_too_large_is_refused(policy_value: Any) -> None:
    policy_value("transfers.file_bytes", "100000")
    with pytest.raises(errors.FileTooLarge):
        sent(owner_seat(store()), b"sku\n" + b"x\n" * 60_000)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (bomb("XFD1048576"), "ERR_FILE_DAMAGED"), (csv_file([["sku"]]), "ERR_FILE_EMPTY"),
        (csv_file([["title.en"], ["x"]]), "ERR_COLUMN_MISSING"),
        (csv_file([["sku", "SKU"], ["x"]]), "ERR_COLUMN_TWICE"),
        (csv_file([["sku"], *[[f"a{n}"] for n in range(101)]]), "ERR_FILE_ROWS"),
        (csv_file([[f"c{n}" for n in range(21)], ["x"]]), "ERR_FILE_COLUMNS"),
        (b'sku,brand\nA,"' + b"x" * 200_000, "ERR_FILE_QUOTES"), (b"sku\n\x98\x81\x98\x81", "ERR_FILE_ENCODING"),
    ],
    ids=["far cell", "no rows", "no sku", "sku twice", "too many rows", "too many columns", "open quotes", "encoding"],
)  # fmt: skip
def test_what_the_reading_finds_is_told(content: bytes, code: str, policy_value: Any) -> None:
    policy_value("transfers.rows_max", "100")
    policy_value("transfers.columns_max", "20")
    shop = store()
    sheet = checked(owner_seat(shop), content)
    assert (sheet.state, sheet.reason[0]) == ("stopped", code)
    assert ImportRow.objects.count() == 0
    assert queries.sheet_import(owner_seat(shop), sheet.id).reason


def test_a_bomb_ends_its_reader_and_nothing_else() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sheet = checked(owner_seat(store()), bomb("XFD1048576"), name="bomb.xlsx")
    assert sheet.state == "stopped"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000, "kilobytes"


def test_empty_rows_count_as_rows_of_the_spreadsheet() -> None:
    shop = store()
    for content in (b"\nsku,on_hand\n\nNONE,1\n", xlsx_file([[], ["sku", "on_hand"], [], ["NONE", 1]])):
        sheet = checked(owner_seat(shop), content, kind="stock")
        assert sheet.rows == 1
        assert ImportRow.objects.get(import_id=sheet.id).number == 4


def test_a_cell_that_is_too_long_is_rejected_alone(policy_value: Any) -> None:
    policy_value("transfers.cell_characters", "1000")
    shop = store()
    category()
    rows = [*goods("Lamp"), ["A-2", "lamps", "Long", "5", "5", "x" * 1001]]
    sheet = checked(owner_seat(shop), csv_file(rows))
    assert (sheet.new, sheet.rejected) == (1, 1)
    assert ImportRow.objects.get(outcome="rejected").faults[0][0] == "ERR_CELL_TOO_LONG"


def test_numbers_of_a_spreadsheet_are_read_as_they_look() -> None:
    shop = store()
    category()
    rows = [
        ["sku", "category", "title.en", "price", "weight_g", "barcode"],
        [1001, "lamps", "Lamp", 199.9, 5.0, 4006381333931],
    ]
    applied(owner_seat(shop), xlsx_file(rows))
    from kontor.contexts.catalogue.models import Sku

    sku = Sku.objects.get(store=shop)
    assert (sku.code, sku.price_minor, sku.weight_g, sku.barcode) == ("1001", 19990, 5, "4006381333931")


def test_files_are_private(settings: Any) -> None:
    from django.core.files.storage import default_storage
    from django.test import Client

    from kontor.platform import files

    shop = store()
    sheet = checked(owner_seat(shop), csv_file(goods("Lamp")))
    assert files.private().exists(sheet.path)
    assert not default_storage.exists(sheet.path)
    assert Client().get(f"/media/{sheet.path}").status_code == 404
    with pytest.raises(ValueError, match="not accessible"):
        files.private().url(sheet.path)
    assert (settings.PRIVATE_ROOT / sheet.path).stat().st_mode & 0o077 == 0
