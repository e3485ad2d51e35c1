"""A document that cannot be issued rests with its reason, keeps no other from its number, and is tried again."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction

from kontor.contexts.billing import verifiers
from kontor.contexts.billing.errors import DueNotFound
from kontor.contexts.billing.jobs import issue_documents
from kontor.contexts.billing.models import Document, Due, Series
from kontor.contexts.billing.queries import dues as queries
from kontor.contexts.billing.rules.dues import Reason, wait_after
from kontor.contexts.billing.services import issue_documents as service
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.billing.services.try_dues_again import try_dues_again
from kontor.contexts.billing.tests.factories import Settle, bought, findings
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import events, jobs

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]
BOSS = Operator(UUID(int=1))


def paid(market: Market, many: int = 1) -> list[StoreOrder]:
    """Orders that were paid and whose invoices are due."""
    for _ in range(many):
        pay(BuyerOrder.objects.get(id=market.place({"tea": 1}).buyer_order_id))
    events.drain()
    return list(StoreOrder.objects.order_by("id"))


def spoil(order: StoreOrder, by: int = 1) -> None:
    """The order's lines no longer bear what was paid, or do so again (`by` -1)."""
    line = Line.objects.get(order_id=order.id)
    Line.objects.filter(order_id=order.id).update(unit_minor=line.unit_minor + by)


def unissued() -> list[str]:
    return [f"{found.row}: {found.sentence}" for found in verifiers.every_paper_is_issued()]


def test_one_that_does_not_add_up_keeps_no_other_from_its_invoice(
    settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    wrong, right = paid(make_market(), 2)
    spoil(wrong)
    issue_documents()
    assert Document.objects.get().order_id == right.id
    due = Due.objects.get()
    assert (due.order_id, due.tries, due.reason) == (wrong.id, 1, Reason.UNEVEN)
    assert f"order {wrong.number}: what its lines bear is not what was paid" in caplog.text
    settled = f"{wrong.total_minor / 100:.2f} EUR"
    assert due.detail == f"{(wrong.total_minor + 1) / 100:.2f} EUR / {settled}"
    said = f"What the order's lines bear is not what was paid ({due.detail}), tried 1 times"
    assert unissued() == [f"orders_storeorder {wrong.id}: order {wrong.number} is paid and has no invoice: {said}"]

    spoil(wrong, -1)  # somebody has looked at it
    issue_documents()
    assert Document.objects.count() == 1  # it rests
    assert try_dues_again(viewer=BOSS, due_id=due.id) == 1
    jobs.drain()
    assert sorted(Document.objects.values_list("place", flat=True)) == [1, 2]
    assert not Due.objects.exists()
    assert findings() == []
    with pytest.raises(DueNotFound):
        try_dues_again(viewer=BOSS, due_id=due.id)


def test_two_hundred_bad_ones_at_the_head_do_not_hold_the_queue(settle: Settle) -> None:
    market = make_market()
    note_due(wanted=[Wanted(market.tea_house.id, new_id(), "paid") for _ in range(200)])
    Due.objects.update(next_at=clock.now() - timedelta(hours=1))
    (good,) = paid(market)
    issue_documents()
    assert Document.objects.get().order_id == good.id
    assert set(Due.objects.values_list("reason", "tries")) == {(Reason.NO_ORDER, 1)}
    issue_documents()
    assert set(Due.objects.values_list("tries", flat=True)) == {1}  # none is tried before its time


def test_each_failure_waits_longer_and_at_most_a_day(settle: Settle) -> None:
    (order,) = paid(make_market())
    spoil(order)
    waits = []
    moment = timedelta()
    for _ in range(10):
        with clock.moved(moment):
            service.issue_documents(limit=10)
            due = Due.objects.get()
            waits.append(round((due.next_at - clock.now()) / timedelta(minutes=1)))
            assert service.issue_documents(limit=10) == 0
        moment += timedelta(minutes=waits[-1], seconds=1)
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]
    assert due.tries == 10
    day = timedelta(days=1)
    assert wait_after(30_000, first=timedelta(minutes=10), longest=day) == day


def test_a_credit_note_waits_for_its_invoice_and_follows_at_once(settle: Settle) -> None:
    (order,) = paid(make_market())
    spoil(order)
    issue_documents()
    note_due(wanted=[Wanted(order.store_id, order.id, "refund", order.total_minor)])
    issue_documents()
    assert dict(Due.objects.values_list("cause", "reason")) == {"paid": "uneven", "refund": "invoice_first"}
    assert len(unissued()) == 2
    spoil(order, -1)
    try_dues_again(viewer=BOSS, due_id=Due.objects.get(cause="paid").id)
    issue_documents()
    assert set(Document.objects.values_list("kind", flat=True)) == {"invoice", "credit"}
    assert not Due.objects.exists()


def test_what_breaks_the_writing_of_one_breaks_no_other_and_takes_no_number(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = paid(make_market(), 3)
    insert = service.rows.insert

    def picky(*documents: Document) -> None:
        insert(*documents)
        if any(one.order_id == second.id for one in documents):
            raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(service.rows, "insert", picky)
        issue_documents()
    assert set(Document.objects.values_list("order_id", flat=True)) == {first.id, third.id}
    assert sorted(Document.objects.values_list("place", flat=True)) == [1, 2]
    due = Due.objects.get()
    assert (due.order_id, due.reason, due.detail) == (second.id, Reason.ERROR, "ZeroDivisionError")
    try_dues_again(viewer=BOSS)
    jobs.drain()
    assert Series.objects.get().last == Document.objects.count() == 3
    assert findings() == []


def test_without_a_database_nothing_is_put_back(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    paid(make_market())

    def gone(*_documents: Document) -> None:
        raise OperationalError

    monkeypatch.setattr(service.rows, "insert", gone)
    with pytest.raises(OperationalError), transaction.atomic():
        service.issue_documents(limit=10)
    assert not Series.objects.exists()
    assert Due.objects.get().tries == 0


def test_a_paid_order_without_invoice_and_without_due_is_reported(settle: Settle) -> None:
    market = make_market()
    bought(market, settle)
    (_known, lost) = paid(market)
    Due.objects.all().delete()
    assert unissued() == [
        f"orders_storeorder {lost.id}: order {lost.number} is paid and has no invoice: and none is due"
    ]


def test_the_list_of_the_operator_is_paged_by_key(settle: Settle, django_assert_max_num_queries: object) -> None:
    orders = paid(make_market(), 3)
    for order in orders:
        spoil(order)
    issue_documents()
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        rows = queries.not_issued(BOSS, size=2)
    last = queries.not_issued(BOSS, after=rows[-1].id)
    assert [one.order_number for one in (*rows, *last)] == [order.number for order in orders]
    assert {(one.store_name, one.credit, one.tries) for one in rows} == {("Tea House", False, 1)}


@pytest.mark.django_db(transaction=True)
def test_six_processes_at_once_issue_each_once_without_gaps_and_put_back_the_rest() -> None:
    market = make_market(stock=40)
    orders = paid(market, 24)
    for order in orders[::3]:
        spoil(order)
    start, failures = threading.Barrier(6), []

    def work() -> None:
        try:
            start.wait(10)
            while service.issue_documents(limit=3):
                pass
        except Exception as problem:  # noqa: BLE001  (told to the test)
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert sorted(Document.objects.values_list("place", flat=True)) == list(range(1, 17))
    assert set(Due.objects.values_list("order_id", "tries")) == {(order.id, 1) for order in orders[::3]}
