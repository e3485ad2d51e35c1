"""Home, stores, payments and the job board."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.payments.models import Callback
from kontor.contexts.payments.tests.factories import make_intent, pay
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import System
from kontor.platform.events.models import OutboxEvent
from kontor.platform.jobs import enqueue

pytestmark = pytest.mark.django_db


def _parked() -> OutboxEvent:
    return OutboxEvent.objects.create(
        key=new_id(), id=new_id(), position=999_999, name="orders.paid", body={}, recorded_at=now(), due_at=now(),
        attempts=10, pending=False, parked=True, error="ValueError: no such thing",
    )  # fmt: skip


def _failed() -> int:
    enqueue("payments.check_open")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' RETURNING id")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' RETURNING id")
        return int(cursor.fetchone()[0])


def test_home_counts_what_the_lists_show(desk: Client, django_assert_max_num_queries) -> None:
    market = make_market()
    market.place({"tea": 1, "lamp": 1})
    make_intent(BuyerOrder.objects.get())
    Callback.objects.create(provider="cards", event_key="", verified=False, outcome="forged", body="x")
    _parked()
    desk.get("/console/")
    with django_assert_max_num_queries(9):
        text = desk.get("/console/").content.decode()
    assert "Callback with a false signature" in text
    assert "Fact that was not delivered" in text
    assert "Open payment" in text
    placed = text[text.index("?state=placed") :][:300]
    assert '<b class="tabular-nums">2</b>' in placed
    assert desk.get("/console/payments/?show=open").content.decode().count("?q=") == 1
    assert desk.get("/console/payments/?show=forged").content.decode().count(">cards<") == 1


@pytest.mark.rule("OPR-07")
def test_a_failed_job_and_a_parked_fact_are_tried_again(desk: Client) -> None:
    job, fact = _failed(), _parked()
    text = desk.get("/console/jobs/").content.decode()
    assert "payments.check_open" in text
    assert "ValueError: no such thing" in text
    assert desk.post(f"/console/jobs/{job}/again/").status_code == 302
    assert desk.post(f"/console/jobs/facts/{fact.key}/{fact.id}/again/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone()[0] == "todo"
    fact = OutboxEvent.objects.get(key=fact.key, id=fact.id)
    assert (fact.pending, fact.parked) == (True, False)
    assert desk.post(f"/console/jobs/{job}/again/").status_code == 409
    assert desk.post(f"/console/jobs/facts/{fact.key}/{fact.id}/again/").status_code == 409


@pytest.mark.rule("OPR-07")
def test_the_board_shows_schedules_and_runs(desk: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        text = desk.get("/console/jobs/").content.decode()
    from kontor.platform.jobs.declare import declared

    for job in declared():
        assert job.name in text
        assert job.schedule in text


def test_stores_and_one_store(desk: Client, django_assert_max_num_queries) -> None:
    market = make_market()
    market.place({"tea": 1})
    pay(BuyerOrder.objects.get())
    with django_assert_max_num_queries(4):
        text = desk.get("/console/stores/").content.decode()
    assert text.index("Lamp Shop") < text.index("Tea House")
    assert "Lamp Shop" not in desk.get("/console/stores/", {"q": "tea"}).content.decode()
    assert "No store here" in desk.get("/console/stores/", {"state": "closed"}).content.decode()
    with django_assert_max_num_queries(12):
        page = desk.get("/console/stores/tea-house/").content.decode()
    assert "CN¥108.00" in page  # 72 and freight of 36 in escrow


def test_owed_refunds_lead_to_their_order(desk: Client) -> None:
    market = make_market()
    market.place({"tea": 1})
    pay(BuyerOrder.objects.get())
    order = StoreOrder.objects.get()
    cancel(viewer=System("test"), store_id=order.store_id, order_id=order.id, reason="goods not allowed")
    from kontor.platform import events

    events.drain()
    text = desk.get("/console/payments/?show=refunds").content.decode()
    assert f"/console/orders/{order.number}/" in text
    assert "Refund" in desk.get(f"/console/orders/{order.number}/").content.decode()
