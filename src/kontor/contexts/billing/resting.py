"""Dues that could not be issued rest, and are woken. Within the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kontor.contexts.billing import policy
from kontor.contexts.billing.models import Due
from kontor.contexts.billing.rules.dues import Obstacle, Reason, wait_after
from kontor.kernel.clock import now


def put_back(kept: Sequence[tuple[Due, Obstacle]]) -> None:
    """Keep why these could not be issued, and when they are tried again: later each time.

    One that has no row yet (the invoice of an order older than invoices are) gets none: its credit note waits.
    """
    first = timedelta(minutes=policy.DUE_FIRST_WAIT.int())
    longest = timedelta(hours=policy.DUE_LONGEST_WAIT.int())
    for due, obstacle in kept:
        tries = min(due.tries + 1, 32_000)
        Due.objects.filter(store_id=due.store_id, id=due.id).update(
            tries=tries, reason=obstacle.reason, detail=obstacle.detail[:120],
            next_at=now() + wait_after(tries, first=first, longest=longest),
        )  # fmt: skip


def wake_refunds(invoiced: Sequence[Due]) -> None:
    """Credit notes that waited for these invoices are tried at once; one that another process holds tries by itself."""
    waiting = Due.objects.filter(
        store_id__in={due.store_id for due in invoiced},
        order_id__in={due.order_id for due in invoiced},
        reason=Reason.INVOICE_FIRST,
    ).select_for_update(skip_locked=True)
    for due in list(waiting):
        Due.objects.filter(store_id=due.store_id, id=due.id).update(next_at=now())
