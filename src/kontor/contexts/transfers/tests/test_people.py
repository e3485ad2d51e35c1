"""Who may move sheets, and who cannot even see that there are any."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kontor.contexts.catalogue.tests.factories import category, product
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.contexts.transfers import queries
from kontor.contexts.transfers.errors import TransferNotFound
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.services.cancel_export import cancel_export
from kontor.contexts.transfers.services.cancel_import import cancel_import
from kontor.contexts.transfers.tests.factories import checked, csv_file, sent
from kontor.platform import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def test_who_may_import_what() -> None:
    shop = store()
    category()
    clerk, keeper = seat(shop), seat(shop, "stock")
    for who, kind in ((clerk, "stock"), (clerk, "products"), (keeper, "products")):
        with pytest.raises(RightMissing):
            sent(who, csv_file([["sku"], ["x"]]), kind=kind)
    with pytest.raises(TransferNotFound):
        sent(owner_seat(shop), csv_file([["sku"], ["x"]]), kind="orders")
    sheet = checked(owner_seat(shop), csv_file([["sku"], ["x"]]))
    for call in (queries.sheet_import, queries.rejected_file, queries.import_rows):
        with pytest.raises(RightMissing):
            call(keeper, sheet.id)
    with pytest.raises(RightMissing):
        apply_sheet(seat=keeper, import_id=sheet.id)
    with pytest.raises(RightMissing):
        cancel_import(seat=keeper, import_id=sheet.id)


def test_anothers_sheets_look_absent() -> None:
    shop, stranger = store(), owner_seat(store())
    product(shop)
    sheet = checked(owner_seat(shop), csv_file([["sku"], ["x"]]))
    colleague = seat(shop, "manager")
    identity = ask_export(seat=owner_seat(shop), kind="products", form="csv", language="en")
    jobs.drain()
    for key in (sheet.id, uuid4()):
        for call in (queries.sheet_import, queries.rejected_file, queries.import_rows):
            with pytest.raises(TransferNotFound):
                call(stranger, key)
        for act in (apply_sheet, cancel_import):
            with pytest.raises(TransferNotFound):
                act(seat=stranger, import_id=key)
    for who in (stranger, colleague):
        for key in (identity, uuid4()):
            with pytest.raises(TransferNotFound):
                queries.export_file(who, key)
            with pytest.raises(TransferNotFound):
                cancel_export(seat=who, export_id=key)
    assert queries.exports(colleague) == []
    assert queries.export_file(owner_seat(shop), identity)[1:] == ("products", "csv")
