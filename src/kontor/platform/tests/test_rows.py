"""Instances made without Django's walk are the same as Django's; changes go together in one statement."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kontor.kernel.ids import new_id
from kontor.platform.database import rows
from kontor.platform.database.alone import alone
from kontor.platform.events import record
from kontor.platform.events.models import Delivery, OutboxEvent


def _fact(**more: object) -> dict[str, object]:
    at = timezone.now()
    return {
        "key": new_id(),
        "id": new_id(),
        "position": 1,
        "name": "a",
        "body": {"n": 1},
        "recorded_at": at,
        "due_at": at,
    } | more


def test_a_new_row_has_what_its_class_would_give_it():
    values = _fact()
    made, djangos = rows.new(OutboxEvent, **values), OutboxEvent(**values)
    fields = [field.attname for field in OutboxEvent._meta.concrete_fields]
    assert [getattr(made, name) for name in fields] == [getattr(djangos, name) for name in fields]
    assert made == djangos
    assert made._state.adding
    with pytest.raises(TypeError, match="OutboxEvent has no column sound"):
        rows.new(OutboxEvent, sound="loud")


@pytest.mark.django_db
def test_a_row_that_was_read_can_be_changed_and_saved_as_djangos():
    rows.insert(rows.new(OutboxEvent, **_fact()))
    read = rows.Rows(OutboxEvent, "WHERE t.name = %s").first("a")
    assert read is not None
    assert read == OutboxEvent.objects.get()
    assert read.body == {"n": 1}
    read.attempts = 3
    read.save()
    assert OutboxEvent.objects.get().attempts == 3


@pytest.mark.django_db
def test_rows_and_changes_are_one_statement(django_assert_num_queries):
    rows.insert(rows.new(OutboxEvent, **_fact()))
    tried = rows.Write(
        [("tried", "UPDATE platform_outbox SET attempts = %s RETURNING id"), ("seen", "SELECT id FROM tried")], [7]
    )
    proof = Delivery(key=new_id(), event_id=new_id(), subscriber="x")
    with django_assert_num_queries(1):
        record(beside=[tried, proof])
    assert OutboxEvent.objects.get().attempts == 7
    assert Delivery.objects.get() == proof
    with django_assert_num_queries(0):
        record()


@pytest.mark.django_db(transaction=True)
def test_one_statement_alone_is_a_transaction_of_its_own() -> None:
    with alone():
        assert not connection.in_atomic_block
    with transaction.atomic(), alone():
        assert connection.in_atomic_block


@pytest.mark.django_db
def test_within_others_a_savepoint_keeps_what_they_have_written() -> None:
    with transaction.atomic():
        with pytest.raises(DatabaseError), alone(savepoint=True), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
