"""Products in and out: the dry run writes nothing, applying keeps the editor's rules, a round trip changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import SkuDraft, TextDraft
from kontor.contexts.catalogue.queries import edited_product
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.tests.factories import category, product
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.contexts.transfers import queries
from kontor.contexts.transfers.errors import NothingToSave
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.tests.factories import (
    applied,
    checked,
    counts,
    csv_file,
    exported,
    reasons,
    rows_of,
    xlsx_file,
)
from kontor.platform import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]

HEADER = [
    "sku",
    "product",
    "category",
    "title.en",
    "title.bg",
    "attribute.material",
    "axis.colour",
    "price",
    "weight_g",
]
GOODS = [
    HEADER,
    ["BR-1", "brass", "lamps", "Brass lamp", "Месингова лампа", "brass", "red", "199.90", "640"],
    ["BR-2", "brass", "", "", "", "", "Blue", "209.90", "650"],
    ["OAK", "", "Lamps", "Oak lamp", "", "Oak", "green", "1,099.00", 900],
]


def everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())  # type: ignore[attr-defined]
        for model in (models.Product, models.ProductText, models.Sku, models.Picture)
    ]


def test_the_dry_run_counts_and_writes_nothing() -> None:
    shop = store()
    category()
    before = everything()
    sheet = checked(owner_seat(shop), csv_file(GOODS))
    assert (sheet.state, sheet.rows, counts(sheet)) == ("checked", 3, (3, 0, 0, 0))
    assert everything() == before


@pytest.mark.parametrize("file", [csv_file(GOODS), xlsx_file(GOODS)], ids=["csv", "xlsx"])
def test_new_products_become_drafts(file: bytes) -> None:
    shop = store()
    category()
    sheet = applied(owner_seat(shop), file)
    assert (sheet.state, sheet.saved, sheet.failed) == ("done", 3, 0)
    brass, oak = models.Product.objects.filter(store=shop).order_by("id")
    draft = edited_product(owner_seat(shop), brass.id).draft
    assert (brass.state, oak.state) == ("draft", "draft")
    assert draft.texts == {"en": TextDraft("Brass lamp"), "bg": TextDraft("Месингова лампа")}
    assert draft.attributes == {"material": "brass"}
    assert [replace(sku, id=None) for sku in draft.skus] == [
        SkuDraft("BR-1", 19990, 640, {"colour": "red"}), SkuDraft("BR-2", 20990, 650, {"colour": "blue"}),
    ]  # fmt: skip
    assert models.Sku.objects.get(product=oak).price_minor == 109900


def test_the_same_file_again_changes_nothing() -> None:
    shop = store()
    category()
    applied(owner_seat(shop), csv_file(GOODS))
    before = everything()
    sheet = checked(owner_seat(shop), csv_file(GOODS))
    assert counts(sheet) == (0, 0, 3, 0)
    with pytest.raises(NothingToSave):
        apply_sheet(seat=owner_seat(shop), import_id=sheet.id)
    assert everything() == before


NASTY = [
    "=1+1", "+7 999", "-5 % off", "@home", "'quoted", "'=x", "''=x", " = blank first", "two\r\nlines\r\n\r\nmore",
    'say "no", or; yes', "tab\there", "комплект 台灯 ☕", "x" * 300, "1e5", "00012", "TRUE", "2026-01-02", "\t=tab",
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_a_round_trip_changes_nothing(form: str, language: str) -> None:
    shop = store()
    for number, text in enumerate(NASTY):
        product(
            shop, brand=text[:60].strip(), attributes={"material": "brass", "note": text.strip()},
            texts={"en": TextDraft(f"{text.strip()[:100]} {number}", text, (text.strip()[:80], "Folds flat")),
                   "bg": TextDraft(text.strip()[:100])},
            skus=(SkuDraft(f"{' '.join(text.split())[:30]}{number}", 10**9 + number, 5, {"colour": "red"},
                           barcode="0012345678905", hs_code="010121", list_price_minor=10**10, length_mm=7),
                  SkuDraft(f"N{number}", 1, 1, active=False)),
            wechat_pay=bool(number % 2),
        )  # fmt: skip
    before = everything()
    file = exported(owner_seat(shop), form=form, language=language)
    sheet = checked(owner_seat(shop), file, name=f"goods.{form}")
    rows, _ = queries.import_rows(owner_seat(shop), sheet.id, show="all", limit=100)
    assert {row.number: row.outcome for row in rows} == dict.fromkeys(range(2, 2 * len(NASTY) + 2), "unchanged")
    assert (counts(sheet), sheet.unknown) == ((0, 0, 2 * len(NASTY), 0), [])
    assert everything() == before


def test_no_cell_of_an_export_can_run() -> None:
    shop = store()
    product(shop, brand="=1+1", texts={"en": TextDraft("=cmd|' /C calc'!A0", "-2+3", ("@SUM(1)",))})
    for cell in (cell for row in rows_of(exported(owner_seat(shop)), "csv") for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    file = exported(owner_seat(shop), form="xlsx")
    assert "=cmd|' /C calc'!A0" in {cell for row in rows_of(file, "xlsx") for cell in row}
    assert b"<f>" not in b"".join(_parts(file)), "no formula is in the file"


def _parts(file: bytes) -> list[bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(file)) as bundle:
        return [bundle.read(name) for name in bundle.namelist()]


def test_known_skus_are_changed_by_their_code() -> None:
    shop = store()
    one, other = product(shop), product(shop)
    red, blue = one.skus.order_by("position")
    sheet = applied(
        owner_seat(shop), csv_file([["SKU", "Price"], [red.code, "150"], [other.skus.first().code, "199.00"]])
    )
    assert counts(sheet) == (0, 1, 1, 0)
    assert (sheet.saved, sheet.failed) == (1, 0)
    assert {sku.code: sku.price_minor for sku in one.skus.all()} == {red.code: 15000, blue.code: blue.price_minor}
    after = edited_product(owner_seat(shop), one.id)
    assert (after.version, after.draft.skus[0].weight_g, len(after.draft.pictures)) == (2, red.weight_g, 2)


def test_an_empty_cell_empties_and_an_absent_column_leaves() -> None:
    shop = store()
    one = product(shop, texts={"en": TextDraft("Lamp", "Lights."), "bg": TextDraft("Лампа")})
    code = one.skus.order_by("position")[1].code
    rows = [["sku", "brand", "title.bg", "list_price", "weight_g"], [code, "", "", "", ""]]
    assert applied(owner_seat(shop), csv_file(rows)).saved == 1
    after = edited_product(owner_seat(shop), one.id).draft
    assert (after.brand, after.texts) == ("", {"en": TextDraft("Lamp", "Lights.")})
    assert (after.skus[1].list_price_minor, after.skus[1].weight_g, after.attributes) == (
        None,
        820,
        {"material": "brass"},
    )


def test_each_fault_is_told_at_its_row() -> None:
    shop = store()
    category()
    other = product(store())
    sheet = checked(
        owner_seat(shop),
        csv_file(
            [
                [*HEADER, "currency", "hs_code", "list_price", "product note"],
                ["", "", "lamps", "No code", "", "", "", "1", "1"],
                ["B", "", "boats", "Boat", "", "", "", "1", "1"],
                ["C", "", "lamps", "Price", "", "", "", "cheap", "1"],
                ["D", "", "lamps", "Weight", "", "", "", "1", ""],
                ["E", "", "lamps", "", "", "", "", "1", "1"],
                ["F", "", "lamps", "Option", "", "gold", "", "1", "1"],
                ["G", "", "lamps", "Currency", "", "", "", "1", "1", "USD"],
                ["H", "", "lamps", "HS", "", "", "", "1", "1", "", "12"],
                ["I", "", "lamps", "Before", "", "", "", "10", "1", "", "", "9"],
                ["J", "", "lamps", "Twice", "", "", "", "1", "1"],
                ["J", "", "lamps", "Twice", "", "", "", "2", "1"],
                ["K1", "k", "lamps", "Good row", "", "", "red", "1", "1"],
                ["K2", "k", "lamps", "Bad row", "", "", "blue", "-1", "1"],
                ["L", "", "lamps", "x" * 129, "", "", "", "1", "1"],
                [other.skus.first().code, "", "lamps", "Another store's code is free here", "", "", "", "1", "1"],
            ]
        ),
    )
    assert reasons(owner_seat(shop), sheet) == {
        2: ["ERR_ROW_SKU_MISSING", "ERR_SKU_CODE_MISSING"][:1],
        3: ["ERR_CELL_CATEGORY"],
        4: ["ERR_CELL_NOT_AMOUNT"],
        5: ["ERR_WEIGHT_MISSING"],
        6: ["ERR_TEXT_MISSING"],
        7: ["ERR_CELL_OPTION"],
        8: ["ERR_CELL_CURRENCY"],
        9: ["ERR_HS_CODE_WRONG"],
        10: ["ERR_LIST_PRICE_NOT_HIGHER"],
        12: ["ERR_ROW_TWICE"],
        13: ["ERR_ROW_SAME_PRODUCT"],
        14: ["ERR_ROWS_DIFFER", "ERR_CELL_NOT_AMOUNT"],
        15: ["ERR_TITLE_TOO_LONG"],
    }
    assert counts(sheet) == (2, 0, 0, 13)
    assert sheet.unknown == ["product note"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_of_rejected_rows_says_why_and_comes_back_mended(form: str) -> None:
    shop = store()
    category()
    rows = [
        *GOODS,
        ["X", "", "lamps", "=Dear", "", "", "", "much", "5"],
        ["Y", "", "lamps", "Fine", "", "", "", "5", "5"],
    ]
    make = xlsx_file if form == "xlsx" else csv_file
    sheet = checked(owner_seat(shop), make(rows), name=f"a.{form}")
    file, kind = queries.rejected_file(owner_seat(shop), sheet.id)
    with file:
        refused = rows_of(file.read(), kind)
    assert [cell for cell in refused[0] if cell] == [*HEADER, "Reason", "Error code"]
    assert len(refused) == 2
    assert refused[1][3] == ("=Dear" if form == "xlsx" else "'=Dear")
    assert refused[1][-2:] == [
        "“much” in the column “Price” is not an amount. Write it as 1234.50.",
        "ERR_CELL_NOT_AMOUNT",
    ]
    refused[1][HEADER.index("price")] = "12.50"
    again = applied(owner_seat(shop), make(refused), name=f"b.{form}")
    assert (counts(again), again.unknown, again.saved) == ((1, 0, 0, 0), [], 1)
    assert models.ProductText.objects.get(product__skus__code="X").title == "=Dear"


def test_somebody_elses_change_since_the_dry_run_is_not_written_over() -> None:
    shop = store()
    one, two = product(shop), product(shop)
    codes = [one.skus.first().code, two.skus.first().code]
    owner = owner_seat(shop)
    sheet = checked(owner, csv_file([["sku", "brand"], [codes[0], "Sheet"], [codes[1], "Sheet"]]))
    edited = edited_product(owner, one.id)
    change_product(seat=owner, product_id=one.id, version=1, draft=replace(edited.draft, brand="Hand"))
    apply_sheet(seat=owner, import_id=sheet.id)
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.saved, sheet.failed) == (1, 1)
    assert reasons(owner, sheet) == {2: ["ERR_CHANGED_MEANWHILE"]}
    assert [edited_product(owner, each.id).draft.brand for each in (one, two)] == ["Hand", "Sheet"]
    file, _ = queries.rejected_file(owner, sheet.id)
    with file:
        assert len(rows_of(file.read(), "csv")) == 2


def test_a_new_variant_joins_its_product() -> None:
    shop = store()
    one = product(shop)
    known = one.skus.first().code
    rows = [["sku", "product", "axis.colour", "price", "weight_g"], [f"{known}-G", str(one.number), "green", "5", "5"]]
    sheet = applied(owner_seat(shop), csv_file(rows))
    assert counts(sheet) == (1, 0, 0, 0)
    assert [sku.code for sku in edited_product(owner_seat(shop), one.id).draft.skus][-1] == f"{known}-G"
    other = product(shop)
    sheet = checked(owner_seat(shop), csv_file([["sku", "product", "brand"], [known, str(other.number), "x"]]))
    assert reasons(owner_seat(shop), sheet) == {2: ["ERR_ROW_PRODUCT"]}


def test_more_variants_than_a_product_may_have(policy_value: Any) -> None:
    policy_value("catalogue.skus_max", "3")
    shop = store()
    category()
    rows = [[f"S{n}", "p", "lamps", "Lamp", "", "", "", "1", "1"] for n in range(5)]
    sheet = checked(owner_seat(shop), csv_file([HEADER, *rows, ["S9", "", "lamps", "Lamp", "", "", "", "1", "1"]]))
    assert counts(sheet) == (1, 0, 0, 5)
    assert set(map(tuple, reasons(owner_seat(shop), sheet).values())) == {("ERR_TOO_MANY_SKUS",)}


def test_rows_of_one_product_may_stand_far_apart() -> None:
    shop = store()
    one, other = product(shop), product(shop)
    (a, b), (c, d) = ([sku.code for sku in each.skus.order_by("position")] for each in (one, other))
    rows = [["sku", "brand", "price"], [a, "New", "1"], [c, "Old", "2"], [b, "New", "3"], [d, "Old", "4"]]
    sheet = applied(owner_seat(shop), csv_file(rows))
    assert (counts(sheet), sheet.saved) == ((0, 4, 0, 0), 4)
    prices = dict(models.Sku.objects.filter(store=shop).values_list("code", "price_minor"))
    assert prices == {a: 100, c: 200, b: 300, d: 400}
