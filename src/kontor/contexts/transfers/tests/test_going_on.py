"""An import is interrupted, cancelled, taken away: it goes on where it was, or stops, and nothing is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from kontor.contexts.catalogue.tests.factories import a_sku, category, product
from kontor.contexts.inventory import verifiers
from kontor.contexts.inventory.models import Movement, Stock
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.models import Seat as SeatRow
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.contexts.transfers import chunks, queries
from kontor.contexts.transfers import jobs as work
from kontor.contexts.transfers.errors import TooManyUnderWay, TransferNotFound
from kontor.contexts.transfers.models import ImportRow, SheetExport, SheetImport
from kontor.contexts.transfers.services.apply_rows import apply_rows
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.services.cancel_export import cancel_export
from kontor.contexts.transfers.services.cancel_import import cancel_import
from kontor.contexts.transfers.services.drop_old import drop_old
from kontor.contexts.transfers.services.judge_rows import judge_rows
from kontor.contexts.transfers.services.stage_sheet import stage_sheet
from kontor.contexts.transfers.tests.factories import applied, checked, csv_file, exported, house, private_files, sent
from kontor.contexts.transfers.tests.waiting import until
from kontor.kernel.clock import moved
from kontor.kernel.lifecycle import MoveRefused
from kontor.platform import files, jobs

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a piece, two pieces a run."""
    monkeypatch.setattr(chunks, "CHUNK", 2)
    monkeypatch.setattr(work, "PIECES", 2)


def shelf_sheet(shop: Any, many: int) -> bytes:
    house(shop)
    rows = [[sku.code, str(place)] for place, sku in enumerate((a_sku(shop) for _ in range(many)), start=1)]
    return csv_file([["sku", "on_hand"], *rows])


def test_many_runs_do_each_row_once(pieces: None) -> None:
    shop = store()
    sheet = applied(owner_seat(shop), shelf_sheet(shop, 11), kind="stock")
    assert (sheet.judged, sheet.applied, sheet.saved, sheet.state) == (11, 11, 11, "done")
    assert list(Movement.objects.filter(store_id=shop.id).order_by("delta").values_list("delta", flat=True)) == list(
        range(1, 12)
    )


def test_a_crash_in_a_piece_leaves_no_half_of_it(pieces: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = store()
    sheet = checked(owner_seat(shop), shelf_sheet(shop, 5), kind="stock")
    apply_sheet(seat=owner_seat(shop), import_id=sheet.id)
    assert apply_rows(import_id=sheet.id)
    with monkeypatch.context() as patch:
        patch.setattr(chunks, "write_results", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            apply_rows(import_id=sheet.id)
    assert Movement.objects.filter(store_id=shop.id).count() == 2
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.saved, sheet.state) == (5, "done")
    assert Movement.objects.filter(store_id=shop.id).count() == 5
    work.apply(import_id=sheet.id)
    work.check(import_id=sheet.id)
    assert Movement.objects.filter(store_id=shop.id).count() == 5
    assert Notice.objects.filter(kind="import_done").count() == 1


_SLOW_WORKER = """
import django; django.setup()
import time
from kontor.contexts.transfers import chunks, jobs
from kontor.contexts.transfers.models import SheetImport
chunks.CHUNK = 2
before = chunks.write_results
def slowly(*given):
    time.sleep(0.05)
    before(*given)
chunks.write_results = slowly
sheet = SheetImport.objects.get(state="applying")
while jobs.apply_rows(import_id=sheet.id):
    pass
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_is_followed_by_another(database_url: str, settings: Any) -> None:
    shop = store()
    sheet = checked(owner_seat(shop), shelf_sheet(shop, 60), kind="stock")
    apply_sheet(seat=owner_seat(shop), import_id=sheet.id)
    env = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "kontor.config.settings"}
    with subprocess.Popen([sys.executable, "-c", _SLOW_WORKER], env=env) as worker:

        def some() -> bool:
            return SheetImport.objects.get(id=sheet.id).applied > 3

        until(some)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    sheet.refresh_from_db()
    assert 3 < sheet.applied < 60, "it died in the middle"
    assert Movement.objects.filter(store_id=shop.id).count() == sheet.applied
    work.apply(import_id=sheet.id)
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.saved, sheet.applied, sheet.state) == (60, 60, "done")
    assert Movement.objects.filter(store_id=shop.id).count() == 60
    assert list(verifiers.stock()) == []


def test_cancelling_keeps_what_is_saved_and_says_how_much(pieces: None) -> None:
    shop = store()
    sheet = checked(owner_seat(shop), shelf_sheet(shop, 5), kind="stock")
    apply_sheet(seat=owner_seat(shop), import_id=sheet.id)
    apply_rows(import_id=sheet.id)
    cancel_import(seat=owner_seat(shop), import_id=sheet.id)
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.saved) == ("cancelled", 2)
    assert Stock.objects.filter(store=shop, on_hand__gt=0).count() == 2
    with pytest.raises(MoveRefused):
        cancel_import(seat=owner_seat(shop), import_id=sheet.id)


def test_cancelled_before_it_is_read(pieces: None) -> None:
    shop = store()
    identity = sent(owner_seat(shop), shelf_sheet(shop, 3), kind="stock")
    cancel_import(seat=owner_seat(shop), import_id=identity)
    jobs.drain()
    assert SheetImport.objects.get(id=identity).state == "cancelled"
    assert ImportRow.objects.count() == 0


def test_cancelled_during_the_dry_run(pieces: None) -> None:
    shop = store()
    identity = sent(owner_seat(shop), shelf_sheet(shop, 5), kind="stock")
    stage_sheet(import_id=identity)
    assert judge_rows(import_id=identity)
    cancel_import(seat=owner_seat(shop), import_id=identity)
    assert not judge_rows(import_id=identity)
    jobs.drain()
    sheet = SheetImport.objects.get(id=identity)
    assert (sheet.state, sheet.judged) == ("cancelled", 2)


def take_rights(who: Any, *, keep: tuple[str, ...] = ()) -> None:
    SeatRow.objects.filter(account_id=who.account_id, store_id=who.store_id).update(rights=list(keep))


@pytest.mark.parametrize("kept", [(), ("products.view",)])
def test_a_right_that_is_taken_away_stops_the_import(pieces: None, kept: tuple[str, ...]) -> None:
    shop = store()
    keeper = seat(shop, "stock")
    sheet = checked(keeper, shelf_sheet(shop, 5), kind="stock")
    apply_sheet(seat=keeper, import_id=sheet.id)
    apply_rows(import_id=sheet.id)
    take_rights(keeper, keep=kept)
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.saved, sheet.reason[0]) == ("stopped", 2, "ERR_RIGHT_MISSING")
    assert Movement.objects.filter(store_id=shop.id).count() == 2
    assert "Change stock" in queries.sheet_import(owner_seat(shop), sheet.id).reason
    notice = Notice.objects.get(kind="import_done")
    assert (notice.account_id, notice.values["stopped"], notice.values["saved"]) == (keeper.account_id, True, 2)


def test_a_right_that_is_taken_away_before_the_dry_run(pieces: None) -> None:
    shop = store()
    keeper = seat(shop, "stock")
    identity = sent(keeper, shelf_sheet(shop, 5), kind="stock")
    SeatRow.objects.filter(account_id=keeper.account_id).delete()
    jobs.drain()
    assert SheetImport.objects.get(id=identity).state == "stopped"
    assert ImportRow.objects.count() == 0


def test_a_right_that_is_taken_away_stops_an_export(settings: Any) -> None:
    shop = store()
    product(shop)
    keeper = seat(shop, "stock")
    identity = ask_export(seat=keeper, kind="products", form="csv", language="en")
    take_rights(keeper)
    before = private_files(settings.PRIVATE_ROOT)
    jobs.drain()
    export = SheetExport.objects.get(id=identity)
    assert (export.state, export.reason[0]) == ("stopped", "ERR_RIGHT_MISSING")
    assert private_files(settings.PRIVATE_ROOT) == before


def test_an_export_is_announced_once_and_begins_anew_after_a_crash() -> None:
    shop = store()
    product(shop)
    identity = ask_export(seat=owner_seat(shop), kind="products", form="xlsx", language="en")
    SheetExport.objects.filter(id=identity).update(state="writing", written=1)
    jobs.drain()
    work.export(export_id=identity)
    export = SheetExport.objects.get(id=identity)
    assert (export.state, export.written, export.rows) == ("ready", 2, 2)
    assert Notice.objects.filter(kind="export_ready", account_id=owner_seat(shop).account_id).count() == 1


def test_a_cancelled_export_leaves_no_file(settings: Any) -> None:
    shop = store()
    product(shop)
    identity = ask_export(seat=owner_seat(shop), kind="products", form="csv", language="en")
    cancel_export(seat=owner_seat(shop), export_id=identity)
    before = private_files(settings.PRIVATE_ROOT)
    jobs.drain()
    assert private_files(settings.PRIVATE_ROOT) == before
    with pytest.raises(TransferNotFound):
        queries.export_file(owner_seat(shop), identity)


def test_a_store_has_so_many_under_way(policy_value: Any) -> None:
    policy_value("transfers.under_way_max", "1")
    shop = store()
    product(shop)
    ask_export(seat=owner_seat(shop), kind="products", form="csv", language="en")
    with pytest.raises(TooManyUnderWay):
        sent(owner_seat(shop), csv_file([["sku"], ["x"]]))
    with pytest.raises(TooManyUnderWay):
        ask_export(seat=owner_seat(shop), kind="products", form="csv", language="en")
    jobs.drain()
    sent(owner_seat(shop), csv_file([["sku"], ["x"]]))


def test_files_and_rows_go_when_their_time_is_over(policy_value: Any) -> None:
    policy_value("transfers.files_kept", "7")
    policy_value("transfers.imports_kept", "30")
    shop = store()
    product(shop)
    exported(owner_seat(shop))
    sheet = checked(owner_seat(shop), csv_file([["sku"], ["x"]]))
    export = SheetExport.objects.get()
    with moved(timedelta(days=8)):
        assert drop_old() == 1
        assert not files.private().exists(export.path)
        with pytest.raises(TransferNotFound):
            queries.export_file(owner_seat(shop), export.id)
        assert files.private().exists(sheet.path)
    with moved(timedelta(days=31)):
        assert (drop_old(), drop_old()) == (1, 0)
    assert not files.private().exists(sheet.path)
    assert not files.private().exists(sheet.rejected_path)
    assert ImportRow.objects.count() == 0
    sheet.refresh_from_db()
    assert (sheet.state, sheet.rows, sheet.rejected) == ("cancelled", 1, 1)
    with pytest.raises(TransferNotFound):
        queries.rejected_file(owner_seat(shop), sheet.id)


def test_statements_do_not_grow_with_rows(django_assert_max_num_queries: Any) -> None:
    shop = store()
    identity = sent(owner_seat(shop), shelf_sheet(shop, 30), kind="stock")
    with django_assert_max_num_queries(14):
        stage_sheet(import_id=identity)
    with django_assert_max_num_queries(16):
        judge_rows(import_id=identity)
    category()
    rows = [[f"A{n}", "lamps", "Lamp", "1", "1"] for n in range(40)]
    sheet = checked(owner_seat(shop), csv_file([["sku", "category", "title.en", "price", "weight_g"], *rows]))
    apply_sheet(seat=owner_seat(shop), import_id=sheet.id)
    with django_assert_max_num_queries(28):
        apply_rows(import_id=sheet.id)
