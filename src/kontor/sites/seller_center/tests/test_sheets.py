"""The pages of import and export."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.inventory.models import Stock
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.transfers.models import SheetExport, SheetImport
from kontor.contexts.transfers.tests.factories import csv_file, house, rows_of
from kontor.kernel.viewer import System
from kontor.platform import jobs
from kontor.sites.seller_center.tests.conftest import Shop, seller, signed_in
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def sheet(*rows: list[Any], name: str = "goods.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, csv_file(rows))


def upload(browser: Client, file: SimpleUploadedFile, kind: str = "products", **more: str) -> str:
    answer = browser.post("/seller/sheets/import/", {"kind": kind, "file": file, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_from_a_file_to_saved_rows(shop: Shop) -> None:
    browser, code = shop.browser(), shop.product.skus.first().code
    page = upload(browser, sheet(["SKU", "Price", "Colour of the day"], [code, "321.00"], ["NONE", "1"]))
    text = read(browser.get(page))
    assert "The file is being read" in text
    jobs.drain()
    text = read(browser.get(page))
    assert "Nothing is saved yet" in text
    assert "Colour of the day" in text
    assert "Save 1 row" in text
    assert Sku.objects.get(code=code).price_minor != 32100
    assert "A new product needs a category. Name it in the column “Category”." in text
    assert "Row" in read(browser.get(f"{page}?show=changed"))
    refused = browser.get(f"{page}rejected/")
    assert refused.headers["Content-Disposition"] == 'attachment; filename="rejected.csv"'
    assert refused.headers["Cache-Control"] == "private, no-store"
    assert rows_of(body(refused), "csv")[1][0] == "NONE"
    assert browser.post(f"{page}apply/").headers["Location"] == page
    assert "The rows are being saved" in read(browser.get(page))
    jobs.drain()
    assert "1 row was saved." in read(browser.get(page))
    assert Sku.objects.get(code=code).price_minor == 32100
    listed = read(browser.get("/seller/sheets/"))
    assert "goods.csv" in listed
    assert "Done" in listed


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choose a CSV or XLSX file."), (SimpleUploadedFile("a.csv", b"%PDF-1.4"), "neither a CSV nor an XLSX"),
        (SimpleUploadedFile("a.xlsx", b"\xd0\xcf\x11\xe0old"), "the format of Excel before 2007"),
    ],
    ids=["none", "pdf", "xls"],
)  # fmt: skip
def test_a_wrong_file_is_refused_at_its_field(shop: Shop, file: SimpleUploadedFile | None, sentence: str) -> None:
    form = {"kind": "stock"} | ({"file": file} if file else {})
    text = read(shop.browser().post("/seller/sheets/import/", form), 422)
    assert sentence in text
    assert 'href="#f-file"' in text
    assert 'id="f-file"' in text
    assert "Error:" in text
    assert SheetImport.objects.count() == 0


def test_stock_of_a_clerk_who_may_count(shop: Shop) -> None:
    keeper = seller("Bo")
    grant_seat(by=System("test"), store_id=shop.store.id, account_id=keeper.id, role="stock")
    house(shop.store, "Main shelf")
    code = Sku.objects.filter(store=shop.store).first().code
    browser = signed_in(keeper)
    page = read(browser.get("/seller/sheets/"))
    assert 'value="stock"' in page
    assert page.count('value="products"') == 1, "exported, not imported"
    assert 'name="tab"' not in page, "orders are not theirs"
    address = upload(browser, sheet(["sku", "warehouse", "on_hand"], [code, "Main shelf", "44"]), "stock")
    jobs.drain()
    browser.post(f"{address}apply/")
    jobs.drain()
    assert Stock.objects.get(sku__code=code, warehouse__name="Main shelf").on_hand == 44


def test_cancelled_by_its_button(shop: Shop) -> None:
    browser = shop.browser()
    page = upload(browser, sheet(["sku", "brand"], ["X", "Y"]))
    browser.post(f"{page}cancel/")
    assert "Nothing of it was saved." in read(browser.get(page))
    browser.post(f"{page}cancel/")
    assert "This is not possible now" in read(browser.get(page))


def test_an_export_is_fetched_by_its_person_only(shop: Shop) -> None:
    browser = shop.browser()
    answer = browser.post(
        "/seller/sheets/export/", {"kind": "orders", "form": "csv", "tab": "to_ship", "from": "2020-01-01"}
    )
    assert answer.status_code == 302
    export = SheetExport.objects.get()
    assert export.filters == {"tab": "to_ship", "placed_from": "2020-01-01"}
    file = f"/seller/sheets/exports/{export.id}/file/"
    assert browser.get(file).status_code == 404
    jobs.drain()
    assert file in read(browser.get("/seller/sheets/"))
    found = browser.get(file)
    assert found.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert rows_of(body(found), "csv")[1][0] == str(shop.order.number)
    clerk = shop.browser("clerk")
    assert clerk.get(file).status_code == 404
    assert file not in read(clerk.get("/seller/sheets/"))


def test_the_filters_of_the_list_come_along(shop: Shop) -> None:
    text = read(shop.browser().get("/seller/sheets/?kind=orders&tab=to_ship&q=lamp&country=de&late=1&sku=A-1"))
    for part in (
        'name="q" value="lamp"',
        'name="country" value="DE"',
        'name="late" value="1"',
        'name="sku" value="A-1"',
    ):
        assert part in text
    answer = shop.browser().post("/seller/sheets/export/", {"kind": "orders", "form": "csv", "tab": "cancelled"})
    assert "There is nothing to export with these filters." in read(answer, 422)


@pytest.mark.parametrize("kind", ["products", "stock"])
def test_a_template_is_a_header_that_is_understood(shop: Shop, kind: str) -> None:
    browser = shop.browser()
    for form in ("csv", "xlsx"):
        content = body(browser.get(f"/seller/sheets/template/{kind}/?form={form}"))
        header = rows_of(content, form)[0]
        assert "SKU" in header
        rows = io.BytesIO(csv_file([header, ["A-1"]]))
        page = upload(browser, SimpleUploadedFile("t.csv", rows.read()), kind)
        jobs.drain()
        assert "Columns that are not known" not in read(browser.get(page))
    assert browser.get("/seller/sheets/template/orders/").status_code == 404
    assert len(rows_of(content, "xlsx")) == 1


def test_pages_keep_their_budget(shop: Shop, django_assert_max_num_queries: Any) -> None:
    browser = shop.browser()
    rows = [[f"S{n}", "x"] for n in range(60)]
    page = upload(browser, sheet(["sku", "price"], *rows))
    jobs.drain()
    for _ in range(3):
        browser.post("/seller/sheets/export/", {"kind": "products", "form": "csv"})
        jobs.drain()
    with django_assert_max_num_queries(9):
        browser.get("/seller/sheets/")
    with django_assert_max_num_queries(9):
        browser.get(page)
    assert "after=51" in read(browser.get(page))
