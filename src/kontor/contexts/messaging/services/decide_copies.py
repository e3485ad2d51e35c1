"""Somebody has looked at the same words to many buyers (MSG-19)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.models import Copies, Delivery
from kontor.contexts.messaging.words import Status, Why
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.jobs import enqueue_many


def decide_copies(*, viewer: Operator, copies_id: UUID, release: bool) -> None:
    """Let the held messages go, each in a job of its own, or let them stay undelivered. Safe to repeat."""
    del viewer
    with transaction.atomic():
        open_one = Copies.objects.select_for_update().filter(id=copies_id, decided_at__isnull=True)
        if not open_one.update(decided_at=now(), released=release):
            return
        held = Delivery.objects.filter(copies_id=copies_id, status=Status.REFUSED, why=Why.HELD)
        if not release:
            held.update(why=Why.COPIES)
            return
        rows = held.order_by("id").values_list("store_id", "id")
        enqueue_many(
            "messaging.release_held", [{"store_id": store, "delivery_id": delivery} for store, delivery in rows]
        )
